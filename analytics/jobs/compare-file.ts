import { basename } from 'node:path'
import { readFile } from 'node:fs/promises'
import { compareSchedule, type ScheduleComparison } from '#calc/compare-schedule.ts'
import { calculateSchedule, prepareSchedule } from '#calc/schedule.ts'
import { detectKind } from '#interchange/detect-kind.ts'
import { readXer } from '#interchange/xer.ts'
import { AppError } from '#model/problems.ts'
import { unpack } from './read-plan-files.ts'

/** Recalculates a P6 file from its own inputs and compares with the dates it carries. Throws what reading the file throws. */
export async function compareFile(path: string): Promise<ScheduleComparison> {
  const given = await readFile(path).catch((cause: unknown) => {
    throw new AppError('file-not-found', { file: path }, { cause })
  })
  const name = basename(path)
  const bytes = unpack(name, given)
  if (detectKind(name.replace(/\.gz$/i, ''), bytes) !== 'xer')
    throw new AppError('file-is-not-what-it-says', { file: name, kind: '.xer' })
  const { plans, stored } = readXer(bytes, name)
  const input = prepareSchedule(plans)
  return compareSchedule(input, calculateSchedule(input), stored.flat())
}
