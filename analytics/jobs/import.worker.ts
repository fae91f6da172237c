import { readPlanFile, type ReadPlans } from '#interchange/read-plan-file.ts'
import type { Problem } from '#model/problems.ts'
import { AppError } from '#model/problems.ts'

/** What a file held, or why it cannot be read: errors lose their class on the way between threads. */
export type ReadOutcome = { read: ReadPlans } | { problem: Problem }

/** Reads one file's bytes apart from the server, so that a large one keeps nobody waiting and can be stopped. */
export async function readFile({ name, bytes }: { name: string; bytes: Uint8Array }): Promise<ReadOutcome> {
  try {
    return { read: await readPlanFile(name, bytes) }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { problem: { code: error.code, data: error.data, at: error.at } }
  }
}
