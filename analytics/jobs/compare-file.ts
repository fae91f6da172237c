import { basename } from 'node:path'
import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { compareSchedule, type ScheduleComparison } from '#calc/compare-schedule.ts'
import { calculateSchedule, prepareSchedule } from '#calc/schedule.ts'
import { readXer } from '#interchange/xer.ts'
import { AppError } from '#model/problems.ts'

/** Recalculates a P6 file from its own inputs and compares with the dates it carries. Throws what reading the file throws. */
export async function compareFile(path: string): Promise<ScheduleComparison> {
  const given = await readFile(path).catch((cause: unknown) => {
    throw new AppError('file-not-found', { file: path }, { cause })
  })
  const bytes = given[0] === 0x1f && given[1] === 0x8b ? gunzipSync(given) : given
  const { plans, stored } = readXer(bytes, basename(path))
  const input = prepareSchedule(plans)
  return compareSchedule(input, calculateSchedule(input), stored.flat())
}
