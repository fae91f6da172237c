import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { compileCalendars } from '#calc/calendar.ts'
import { comparedFields } from '#calc/compare-schedule.ts'
import { calculateSchedule, prepareSchedule } from '#calc/schedule.ts'
import { readMspdi } from '#interchange/mspdi.ts'
import { readXml, type XmlElement } from '#interchange/xml-file.ts'
import { compareFile } from '../../../analytics/jobs/compare-file.ts'
import { dayOf, parseMinute } from '#model/plan-time.ts'

const folder = fileURLToPath(new URL('../../../../shared/data/planner_files/', import.meta.url))
const isAbsent = !existsSync(folder)
const why = isAbsent ? ' (skipped: ../shared/data/planner_files is not here)' : ''
const bytesOf = (name: string) => {
  const bytes = readFileSync(folder + name)
  return name.endsWith('.gz') ? gunzipSync(bytes) : bytes
}

/** Files, tasks compared, tasks scheduled by hand, and values that differ because the file has not brought them up to date. */
const files = [
  ['relations_all_types.mspdi.xml', 5, 0, 0],
  ['duration_formats.mspdi.xml', 10, 0, 16],
  ['task_costs_project2013.mspdi.xml', 10, 0, 0],
  ['sample_legacy.mspdi.xml', 18, 0, 0],
  ['task_baselines_project2010.mspdi.xml', 0, 110, 0],
  ['calendar_recurring_exceptions.mspdi.xml', 0, 0, 0],
  ['timephased.mspdi.xml.gz', 30, 0, 58],
] as const

describe.skipIf(isAbsent)(`MS Project's own files${why}`, () => {
  test.each(files)(
    '%s: every date and slack that can come from its inputs is ours',
    async (name, tasks, manual, stale) => {
      const compared = await compareFile(folder + name)
      expect(compared.activities).toBe(tasks)
      expect(compared.leftOut).toEqual({ manual })
      expect(compared.equal.earlyStart).toEqual({ equal: tasks, of: tasks })
      expect(compared.equal.earlyFinish).toEqual({ equal: tasks, of: tasks })
      expect(compared.mismatches.filter(mismatch => mismatch.cause === null)).toEqual([])
      expect(compared.mismatches).toHaveLength(stale)
      const equal = comparedFields.reduce((sum, field) => sum + compared.equal[field].equal, 0)
      const of = comparedFields.reduce((sum, field) => sum + compared.equal[field].of, 0)
      expect(equal).toBe(of - stale)
    },
  )

  test('tasks 1 to 4 of duration_formats hold a late finish that task 5 of the same kind contradicts', () => {
    const { stored } = readMspdi(bytesOf('duration_formats.mspdi.xml'), 'a.xml')
    const late = stored.flat().map(dates => dates?.lateFinish)
    expect(late.slice(0, 4)).toEqual(late.slice(0, 4).map(() => parseMinute('2009-04-21T17:00')))
    expect(late[4]).toBe(parseMinute('2009-04-23T17:00'))
  })

  test('recurring exceptions fall on the days the file itself spells out for older versions', () => {
    const name = 'calendar_recurring_exceptions.mspdi.xml'
    const { plans } = readMspdi(bytesOf(name), name)
    const ours = new Set<number>()
    for (const { fromDay, toDay } of plans[0]?.calendarExceptions ?? [])
      for (let day: number = fromDay; day <= toDay; day++) ours.add(day)
    const spelled = spelledOutDays(readXml(bytesOf(name), name).root)
    expect(spelled.size).toBeGreaterThan(130)
    expect(ours).toEqual(spelled)
  })

  test('a resource calendar that says nothing is its base calendar, and every calendar has work', () => {
    const { plans } = readMspdi(bytesOf('timephased.mspdi.xml.gz'), 'a.xml')
    const plan = plans[0]
    expect(plan?.calendars.map(calendar => calendar.name)).toEqual(['Standard', 'Night Shift', '24 Hours'])
    expect(
      [...compileCalendars(plan ?? { calendars: [], calendarExceptions: [] }).values()].flatMap(
        one => one.findings,
      ),
    ).toEqual([])
  })

  test('reading a file twice gives the same rows, and calculating leaves no finding', () => {
    for (const [name] of files) {
      const once = readMspdi(bytesOf(name), name)
      expect(readMspdi(bytesOf(name), name).plans).toEqual(once.plans)
      expect(calculateSchedule(prepareSchedule(once.plans)).findings).toEqual([])
    }
  })
})

/** The days of `DayType` 0, each written with its dates. */
function spelledOutDays(root: XmlElement): Set<number> {
  const days = new Set<number>()
  const visit = (element: XmlElement) => {
    const text = (name: string, of = element) => of.children.find(child => child.name === name)?.text ?? ''
    const period = element.children.find(child => child.name === 'TimePeriod')
    if (element.name === 'WeekDay' && text('DayType') === '0' && period) {
      const to = parseMinute(text('ToDate', period))
      for (
        let day = dayOf(parseMinute(text('FromDate', period)) as never);
        to !== null && day <= dayOf(to);
        day++
      )
        days.add(day)
    }
    for (const child of element.children) visit(child)
  }
  visit(root)
  return days
}
