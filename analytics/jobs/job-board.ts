import { describeCause } from '#model/describe-cause.ts'
import { randomUUID } from 'node:crypto'
import { AppError, type Problem } from '#model/problems.ts'
import type { JobProgress } from './analytics.ts'

/** What a running job may say and must heed. */
export interface JobHandle {
  signal: AbortSignal
  report(stage: JobProgress['stage'], progress: number): void
}
type Outcome = Pick<JobProgress, 'findings' | 'resultNumber'>

/** Jobs of this process: at most one at a time runs for a project, each can be watched and cancelled. */
export class JobBoard {
  readonly #jobs = new Map<string, JobProgress>()
  readonly #aborts = new Map<string, AbortController>()
  readonly #ends = new Map<string, Promise<JobProgress>>()
  readonly #lastOf = new Map<string, Promise<unknown>>()
  readonly #told: (job: JobProgress) => void

  constructor(told: (job: JobProgress) => void) {
    this.#told = told
  }

  /** Queues work behind the project's other jobs, imports behind each other, and answers at once. */
  start(
    of: Pick<JobProgress, 'kind' | 'projectId'>,
    work: (handle: JobHandle) => Promise<Outcome>,
  ): JobProgress {
    const jobId = randomUUID()
    const abort = new AbortController()
    this.#aborts.set(jobId, abort)
    const queued = this.#set({
      jobId,
      ...of,
      state: 'queued',
      stage: 'queued',
      progress: 0,
      problem: null,
      findings: [],
      resultNumber: null,
    })
    const queue = of.projectId ?? of.kind
    const before = this.#lastOf.get(queue) ?? Promise.resolve()
    const end = before.then(() => this.#run(jobId, abort, work))
    this.#lastOf.set(queue, end)
    this.#ends.set(jobId, end)
    this.#forgetOldest()
    return queued
  }

  get(jobId: string): JobProgress | null {
    return this.#jobs.get(jobId) ?? null
  }

  cancel(jobId: string): JobProgress | null {
    this.#aborts.get(jobId)?.abort()
    return this.get(jobId)
  }

  /** The job when it has ended; throws `job-unknown`. */
  async finished(jobId: string): Promise<JobProgress> {
    const end = this.#ends.get(jobId)
    if (!end) throw new AppError('job-unknown', { job: jobId })
    return end
  }

  /** Cancels what runs and waits until it has stopped. */
  async close(): Promise<void> {
    for (const abort of this.#aborts.values()) abort.abort()
    await Promise.all(this.#ends.values())
  }

  async #run(
    jobId: string,
    abort: AbortController,
    work: (handle: JobHandle) => Promise<Outcome>,
  ): Promise<JobProgress> {
    const handle: JobHandle = {
      signal: abort.signal,
      report: (stage, progress) => {
        abort.signal.throwIfAborted()
        this.#change(jobId, { state: 'running', stage, progress })
      },
    }
    try {
      handle.report('reading', 0)
      const outcome = await work(handle)
      return this.#change(jobId, { ...outcome, state: 'done', stage: 'done', progress: 1 })
    } catch (error) {
      if (abort.signal.aborted)
        return this.#change(jobId, { state: 'cancelled', problem: { code: this.#cancelCode(jobId) } })
      return this.#change(jobId, { state: 'failed', problem: asProblem(error) })
    } finally {
      this.#aborts.delete(jobId)
    }
  }

  #cancelCode(jobId: string): Problem['code'] {
    return this.get(jobId)?.kind === 'import' ? 'import-cancelled' : 'calculation-cancelled'
  }

  #change(jobId: string, change: Partial<JobProgress>): JobProgress {
    return this.#set({ ...(this.#jobs.get(jobId) as JobProgress), ...change })
  }

  #set(job: JobProgress): JobProgress {
    this.#jobs.set(job.jobId, job)
    this.#told(job)
    return job
  }

  /** Ended jobs are kept for a while so that a workbook that lost the stream can still ask. */
  #forgetOldest(): void {
    const ended = [...this.#jobs.values()].filter(job => job.state !== 'queued' && job.state !== 'running')
    for (const job of ended.slice(0, Math.max(0, ended.length - keptJobs))) {
      this.#jobs.delete(job.jobId)
      this.#ends.delete(job.jobId)
    }
  }
}

const keptJobs = 200

function asProblem(error: unknown): Problem {
  if (error instanceof AppError) return { code: error.code, data: error.data, at: error.at }
  return {
    code: 'calculation-failed',
    data: { reason: describeCause(error) },
  }
}
