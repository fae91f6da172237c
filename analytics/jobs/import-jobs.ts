import { Piscina } from 'piscina'
import type { ImportSummary } from '#model/contract.ts'
import { AppError } from '#model/problems.ts'
import type { Store } from '#store/store.ts'
import type { Actor, JobProgress } from './analytics.ts'
import { storePlans, type ImportOptions } from './import-paths.ts'
import type { ReadOutcome } from './import.worker.ts'
import type { JobBoard } from './job-board.ts'
import type { ReadPlans } from '#interchange/read-plan-file.ts'
import { readOne } from './read-plan-files.ts'
import { unpackFile } from './unpack-file.ts'

/** Imports that run as jobs: a worker reads the file, then all of it is stored in one transaction or nothing is. */
export class ImportJobs {
  readonly #store: Store
  readonly #board: JobBoard
  readonly #summaries = new Map<string, ImportSummary>()
  #pool: Piscina<{ name: string; bytes: Uint8Array }, ReadOutcome> | null = null

  constructor(store: Store, board: JobBoard) {
    this.#store = store
    this.#board = board
  }

  /** Queues an import behind others and answers at once; cancelling stops it until the very end of storing. */
  start(actor: Actor, given: { name: string; bytes: Uint8Array }, options: ImportOptions): JobProgress {
    const job = this.#board.start({ kind: 'import', projectId: null }, async handle => {
      const read = await this.read(given, handle.signal)
      const { plans } = read
      let stored = 0
      handle.report('writing', readShare)
      const summary = await storePlans(this.#store, actor, read, {
        ...options,
        onStored: () => {
          stored++
          handle.report('writing', readShare + (1 - readShare) * (stored / Math.max(1, plans.length)) * 0.99)
        },
      })
      this.#remember(job.jobId, summary)
      return { findings: [], resultNumber: null }
    })
    return job
  }

  /** Reads a file: a large one on a worker, so that nobody else waits and reading can be stopped. Throws what `readPlanFile` throws. */
  async read(given: { name: string; bytes: Uint8Array }, signal?: AbortSignal): Promise<ReadPlans> {
    if (given.bytes.length < smallBytes) return readOne(given.name, given.bytes)
    const outcome = await this.#workers().run(
      { name: given.name, bytes: unpackFile(given.name, given.bytes) },
      { ...(signal ? { signal } : {}), name: 'readFile' },
    )
    if ('read' in outcome) return outcome.read
    throw new AppError(outcome.problem.code, outcome.problem.data ?? {}, { at: outcome.problem.at ?? {} })
  }

  /** What a finished import stored; null while it runs or where it stored nothing. */
  summary(jobId: string): ImportSummary | null {
    return this.#summaries.get(jobId) ?? null
  }

  async close(): Promise<void> {
    await this.#pool?.close({ force: true })
  }

  #workers(): Piscina<{ name: string; bytes: Uint8Array }, ReadOutcome> {
    this.#pool ??= new Piscina<{ name: string; bytes: Uint8Array }, ReadOutcome>({
      filename: new URL('./import-worker.mjs', import.meta.url).href,
      minThreads: 0,
      maxThreads: 1,
      idleTimeout: 300_000,
    })
    return this.#pool
  }

  #remember(jobId: string, summary: ImportSummary): void {
    this.#summaries.set(jobId, summary)
    for (const oldest of [...this.#summaries.keys()].slice(0, -keptSummaries)) this.#summaries.delete(oldest)
  }
}

/** The share of the progress that reading is. */
const readShare = 0.5
const keptSummaries = 50
/** Read within a tenth of a second; a worker takes longer to start. */
const smallBytes = 500_000
