import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { comparedFields, compareSchedule } from '#calc/compare-schedule.ts'
import { calculateSchedule, prepareSchedule } from '#calc/schedule.ts'
import { readXer } from '#interchange/xer.ts'

const folder = fileURLToPath(new URL('../../../../shared/data/planner_files/', import.meta.url))
const files = existsSync(folder) ? readdirSync(folder).filter(name => /\.xer(\.gz)?$/.test(name)) : []

/** Values of every scheduled file, finished activities included, as `../shared/design/p6-rules.md` section 10 counts them: early
 *  start and finish, late start and finish, total and free float. */
const expectedCounts: Record<string, number[]> = {
  'airport_terminal.xer': [66, 66, 66, 66, 66, 66],
  'construction_kh10.xer': [51, 51, 51, 51, 51, 51],
  'hotel_multi_project.xer.gz': [4217, 4217, 4217, 4217, 4217, 4217],
  'lag_calendar_24h.xer': [1, 1, 1, 1, 0, 0],
  'lag_calendar_predecessor.xer': [1, 1, 1, 1, 0, 0],
  'lag_calendar_successor.xer': [1, 1, 1, 1, 0, 0],
  'mdl4_resource_dependent.xer': [62, 62, 62, 62, 62, 62],
  'mdl4_start_on_constraints.xer': [62, 62, 62, 62, 62, 62],
  'school_baseline.xer': [95, 95, 95, 95, 95, 95],
  'school_update.xer': [95, 95, 95, 95, 49, 49],
  'series_baseline_20250902.xer': [47, 47, 47, 47, 25, 25],
  'series_update_20251121.xer': [50, 50, 50, 50, 22, 22],
  'series_update_20251204.xer': [49, 49, 49, 49, 20, 20],
  'series_update_20251218.xer': [49, 49, 49, 49, 18, 18],
  'series_update_20260122.xer': [58, 58, 58, 58, 20, 20],
  'percent_complete_types.xer': [0, 0, 0, 0, 0, 0],
  'invalid_calendar.xer': [0, 0, 0, 0, 0, 0],
}
/** The late dates of the one activity left of a larger project, which nothing in these files can give. */
const unreachable = (file: string) => (file.startsWith('lag_calendar_') ? ['lateStart', 'lateFinish'] : [])

describe.skipIf(files.length === 0)(
  'dates of P6 files (skipped without ../shared/data/planner_files)',
  () => {
    test('every file has its count', () => {
      expect(files.toSorted()).toEqual(Object.keys(expectedCounts).toSorted())
    })

    test.each(files)('%s recalculated from its inputs has the dates P6 gave it', name => {
      const raw = readFileSync(folder + name)
      const { plans, stored } = readXer(name.endsWith('.gz') ? gunzipSync(raw) : raw, name)
      const input = prepareSchedule(plans)
      const result = calculateSchedule(input)
      const comparison = compareSchedule(input, result, stored.flat(), { withFinished: true })
      expect(comparison.mismatches.map(one => one.field)).toEqual(unreachable(name))
      expect(comparedFields.map(field => comparison.equal[field].of)).toEqual(expectedCounts[name])
    })
  },
)
