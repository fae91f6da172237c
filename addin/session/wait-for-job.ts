import type { JobStatus } from '#model/contract.ts'
import type { Client } from '../sync/client.ts'

/** Server events that tell of a job, handed on to whoever waits for it. */
export interface JobEvents {
  subscribe(listener: (job: JobStatus) => void): () => void
}

/** Polling fills in for an event stream that is down; while events come it asks for nothing. */
const pollMs = 1_500

/** Resolves with the job when it is done, failed or cancelled; tells of its progress on the way. */
export async function waitForJob(
  client: Pick<Client, 'job'>,
  first: JobStatus,
  events: JobEvents,
  onProgress: (job: JobStatus) => void,
): Promise<JobStatus> {
  if (isOver(first)) return first
  return new Promise((resolve, reject) => {
    let heard = false
    const settle = (job: JobStatus): void => {
      onProgress(job)
      if (!isOver(job)) return
      stop()
      resolve(job)
    }
    const unsubscribe = events.subscribe(job => {
      if (job.jobId !== first.jobId) return
      heard = true
      settle(job)
    })
    const timer = setInterval(() => {
      if (heard) {
        heard = false
        return
      }
      client.job(first.jobId).then(settle, (error: unknown) => {
        stop()
        reject(error instanceof Error ? error : new Error(String(error)))
      })
    }, pollMs)
    const stop = (): void => {
      clearInterval(timer)
      unsubscribe()
    }
  })
}

/** True when nothing more will come of the job. */
export function isOver(job: JobStatus): boolean {
  return job.state === 'done' || job.state === 'failed' || job.state === 'cancelled'
}
