import { basename } from 'node:path'
import { levelResources } from '#calc/level-resources.ts'
import { verifyLevelled } from '#calc/level-verify.ts'
import { readPsplib } from '#interchange/psplib-file.ts'
import { AppError } from '#model/problems.ts'
import { readGivenFile } from './read-given-file.ts'

export interface LevelledFile {
  makespan: number
  /** No schedule is shorter. */
  lowerBound: number
  /** Start of every job by its number in the file, in periods from 0. */
  starts: Record<string, number>
  /** Time taken, reading the file left out. */
  seconds: number
  proven: boolean
}

/** Levels a benchmark file (PSPLIB .sm, Patterson .rcp) for at most some seconds. Throws what reading throws, and
 *  `level-schedule-invalid` should the separate check find a fault. */
export async function levelFile(
  path: string,
  { seconds, seed }: { seconds: number; seed: number },
): Promise<LevelledFile> {
  const bytes = await readGivenFile(path)
  const problem = readPsplib(bytes, basename(path))
  const began = performance.now()
  const found = levelResources(problem, {
    seed,
    time: { now: () => performance.now(), milliseconds: seconds * 1000 },
  })
  const taken = performance.now() - began
  const fault = verifyLevelled(problem, found.start)
  if (fault !== null) throw new AppError('level-schedule-invalid', { reason: fault })
  return {
    makespan: found.value,
    lowerBound: found.lowerBound,
    starts: Object.fromEntries([...found.start].map((start, job) => [String(job + 1), start])),
    seconds: Math.round(taken) / 1000,
    proven: found.isProven,
  }
}
