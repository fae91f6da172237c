import { basename } from 'node:path'
import { compareSchedule, type ScheduleComparison } from '#calc/compare-schedule.ts'
import { staleLateDates } from '#calc/ms-project-causes.ts'
import { calculateSchedule, prepareSchedule } from '#calc/schedule.ts'
import { detectKind } from '#interchange/detect-kind.ts'
import { readMspdi } from '#interchange/mspdi.ts'
import { readPmxml } from '#interchange/pmxml.ts'
import { readXer } from '#interchange/xer.ts'
import { AppError } from '#model/problems.ts'
import { readGivenFile } from './read-given-file.ts'
import { unpackFile } from './unpack-file.ts'

/** How far a file's own dates agree with ours, and how many tasks were not compared, by reason. */
export type FileComparison = ScheduleComparison & { leftOut: { manual: number } }

/** Recalculates a P6 or MS Project file from its own inputs and compares with the dates it carries; tasks scheduled by hand are left out and counted. Throws what
 *  reading the file throws. */
export async function compareFile(path: string): Promise<FileComparison> {
  const given = await readGivenFile(path)
  const name = basename(path)
  const bytes = unpackFile(name, given)
  switch (detectKind(name.replace(/\.gz$/i, ''), bytes)) {
    case 'xer':
      return compareP6(readXer(bytes, name))
    case 'pmxml':
      return compareP6(readPmxml(bytes, name))
    case 'mspdi':
      return compareMsProject(bytes, name)
    default:
      throw new AppError('file-is-not-what-it-says', {
        file: name,
        kind: '.xer, Primavera P6 XML, MS Project XML',
      })
  }
}

function compareP6({ plans, stored }: ReturnType<typeof readXer>): FileComparison {
  const input = prepareSchedule(plans)
  return { ...compareSchedule(input, calculateSchedule(input), stored.flat()), leftOut: { manual: 0 } }
}

/** MS Project's start and finish are compared under the keys of the early dates. Late dates that the file itself has not brought up to date are mismatches
 *  with that as their cause. */
function compareMsProject(bytes: Uint8Array, name: string): FileComparison {
  const { plans, stored, leftOut } = readMspdi(bytes, name)
  const input = prepareSchedule(plans)
  const result = calculateSchedule(input)
  const theirs = stored.flat()
  const dates = { ...result, earlyStart: result.start, earlyFinish: result.finish }
  const compared = compareSchedule(input, dates, theirs)
  const causes = input.msProject ? staleLateDates(input, input.msProject, theirs) : []
  const causeOf = new Map(input.activities.code.map((code, u) => [code, causes[u] ?? null]))
  for (const mismatch of compared.mismatches)
    if (mismatch.field !== 'earlyStart' && mismatch.field !== 'earlyFinish')
      mismatch.cause = causeOf.get(mismatch.code) ?? null
  return { ...compared, leftOut }
}
