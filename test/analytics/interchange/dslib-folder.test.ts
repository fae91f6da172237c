import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { gunzipSync, strToU8 } from 'fflate'
import { describe, expect, test } from 'vitest'
import { isDslibFolder, readDslibFolder } from '#interchange/dslib-folder.ts'
import { parseDslibDuration } from '#interchange/dslib-duration.ts'
import { parseCsv } from '#interchange/csv.ts'
import { parseMinute } from '#model/plan-time.ts'
import type { Plan } from '#model/plan.ts'
import { AppError, describeProblem } from '#model/problems.ts'

const folder = '../shared/data/dslib'
const hasData = existsSync(folder)
const files = new Map(
  (hasData ? readdirSync(folder) : [])
    .filter(name => name.includes('.csv'))
    .map(name => [name, new Uint8Array(readFileSync(`${folder}/${name}`))]),
)
const { plans, notUsed } = hasData ? readDslibFolder(files) : { plans: [], notUsed: [] }
const planOf = (code: string) => plans.find(plan => plan.project.code === code) as Plan
const total = (count: (plan: Plan) => number) => plans.reduce((sum, plan) => sum + count(plan), 0)
/** The rows of a table as the release has them, read without the reader under test. */
function released(name: string): Record<string, string>[] {
  const rows = tables.get(name) ?? readTable(name)
  tables.set(name, rows)
  return rows
}
const tables = new Map<string, Record<string, string>[]>()
function readTable(name: string): Record<string, string>[] {
  const bytes = files.get(`${name}.csv`) ?? gunzipSync(files.get(`${name}.csv.gz`) as Uint8Array)
  const [header = [], ...records] = parseCsv(new TextDecoder().decode(bytes)).records
  return records.map(record => Object.fromEntries(header.map((column, i) => [column, record[i] ?? ''])))
}
const reasons = (code: string) => notUsed.filter(item => item.reason.code === code)

describe.skipIf(!hasData)('the DSLIB folder (skipped without ../shared/data/dslib)', () => {
  test('every row of the release becomes a row here or is accounted for (counts: README of the data)', () => {
    expect(plans).toHaveLength(160)
    // 18,479 rows are 156 project rows, 2,813 summaries and these.
    expect(total(plan => plan.activities.length)).toBe(15_510)
    expect(total(plan => plan.statusSnapshots.length)).toBe(1009)
    expect(plans.filter(plan => plan.statusSnapshots.length > 0)).toHaveLength(83)
    expect(total(plan => plan.calendarExceptions.length)).toBe(1263)
    expect(total(plan => plan.resources.length)).toBe(519)
    const summaries = reasons('summary-values-not-used').filter(item => item.file.startsWith('tracking'))
    const undated = reasons('period-without-date')
    const counted = [...summaries, ...undated].reduce((sum, item) => sum + Number(item.reason.data?.count), 0)
    expect(total(plan => plan.progressRecords.length) + counted).toBe(79_459)
  })
  test('links have the kinds of the release; bare numbers are finish to start (README: 14,001 FS, 250 bare)', () => {
    const kinds = { finishToStart: 0, startToStart: 0, finishToFinish: 0, startToFinish: 0 }
    for (const plan of plans) for (const link of plan.links) kinds[link.kind]++
    // Two FS links hang on a summary and are listed.
    expect(reasons('link-on-summary')).toHaveLength(2)
    expect(kinds).toEqual({
      finishToStart: 14_001 + 250 - 2,
      startToStart: 1521,
      finishToFinish: 328,
      startToFinish: 63,
    })
  })
  test('lags are working minutes of the project calendar, and percent stays percent', () => {
    const lagsOf = (code: string, predecessor: string, successor: string) => {
      const plan = planOf(code)
      const codes = new Map(plan.activities.map(activity => [activity.rowKey, activity.code]))
      return plan.links
        .filter(
          link =>
            codes.get(link.predecessorKey) === predecessor && codes.get(link.successorKey) === successor,
        )
        .map(({ lag, lagKind }) => [lag, lagKind])
    }
    // 246FS-1w 4d in a week of five days of eight hours.
    const row = released('activities').find(
      r => r.project_id === 'C2015-09' && r.predecessors?.includes('246FS-1w 4d'),
    )
    expect(lagsOf('C2015-09', '246', row?.activity_id ?? '')).toEqual([[-(2400 + 4 * 480), 'working']])
    const percent = released('activities').find(
      r => r.project_id === 'C2024-03' && r.predecessors?.includes('68SS+25%'),
    )
    expect(lagsOf('C2024-03', '68', percent?.activity_id ?? '')).toEqual([[25_000, 'percent']])
  })
  test('durations read from their text equal the hours of the release, in plans and in progress', () => {
    const measures = new Map(plans.map(plan => [plan.project.code, measureOf(plan)]))
    const wrong: string[] = []
    const check = (table: string, text: string, hours: string) => {
      for (const row of released(table)) {
        const found = parseDslibDuration(row[text] ?? '', measures.get(row.project_id ?? '') as never)
        if (row[text] && found !== Math.round(Number(row[hours]) * 60))
          wrong.push(`${row.project_id} ${row[text]}`)
      }
    }
    check('activities', 'duration_text', 'duration_hours')
    check('tracking_activities', 'actual_duration_text', 'actual_duration_hours')
    expect(wrong).toEqual([])
  })
  test('activity budgets add up to the leaf costs of the workbooks, to a cent per activity', () => {
    for (const row of released('projects')) {
      const plan = planOf(row.project_id as string)
      const sum = budgetOf(plan)
      const leafCost = Number(row.wb_sum_leaf_total_cost)
      // Group B has no total cost: there the fixed costs are the budget.
      const equal = leafCost === 0 || Math.abs(sum / 100 - leafCost) <= plan.activities.length * 0.005
      expect([row.project_id, equal]).toEqual([row.project_id, true])
    }
    expect(budgetOf(planOf('C2025-18')) / 100).toBeCloseTo(1_466_353.72, 2)
  })
  test('where the release has no total cost, fixed costs are the budget it states', () => {
    for (const code of ['C2025-01', 'C2025-03', 'C2025-09', 'C2025-21', 'C2025-22']) {
      const stated = Number(released('projects').find(row => row.project_id === code)?.bac_eur)
      expect([code, Math.abs(budgetOf(planOf(code)) / 100 - stated) < 0.05]).toEqual([code, true])
    }
  })
  test('the wrong budgets of the summary sheet are named (README: C2017-01, C2019-10, C2025-18)', () => {
    const named = reasons('budget-differs').map(item => item.reason.data?.stated)
    const stated = (code: string) =>
      Number(released('projects').find(row => row.project_id === code)?.bac_eur)
    expect(named).toEqual(expect.arrayContaining(['C2017-01', 'C2019-10', 'C2025-18'].map(stated)))
  })
  test('assignments and budget lines together are the budget of the baseline', () => {
    for (const plan of plans) {
      const parts = [
        ...plan.assignments.map(row => row.plannedCost ?? 0),
        ...plan.budgetLines.map(row => row.amount),
      ]
      expect([plan.project.code, parts.reduce<number>((sum, part) => sum + part, 0)]).toEqual([
        plan.project.code,
        budgetOf(plan),
      ])
    }
  })
  test('a resource demand is so many units for so many hours at the price of the resource', () => {
    const plan = planOf('C2011-01')
    const handlanger = plan.resources.find(resource => resource.name === 'Handlanger')
    const first = plan.activities.find(activity => activity.code === '1')
    const assignment = plan.assignments.find(row => row.activityKey === first?.rowKey)
    expect(handlanger).toMatchObject({ kind: 'labour', unit: 'h', price: 300_000, available: 20_000 })
    // Handlanger[2.00 #20] for 8 h at 30: 480, beside a fixed cost of 14,100.
    expect(assignment).toMatchObject({
      resourceKey: handlanger?.rowKey,
      rate: 2000,
      plannedQuantity: 16_000,
      plannedCost: 48_000,
    })
    expect(plan.budgetLines.find(line => line.activityKey === first?.rowKey)?.amount).toBe(1_410_000)
  })
  test('snapshots hold the figures of each status date, progress adds up to them', () => {
    const snapshot = planOf('C2011-05').statusSnapshots[0]
    expect(snapshot).toMatchObject({
      statusAt: parseMinute('2011-05-24T17:00'),
      origin: 'imported',
      periodName: '24/05, 2011',
      plannedValue: 1_352_664,
      earnedValue: 1_352_664,
      actualCost: 1_352_664,
      earnedSchedule: parseMinute('2011-05-24T17:00'),
      schedulePerformanceTime: 1,
    })
    for (const plan of plans) {
      const costs = new Map<number, number>()
      for (const record of plan.progressRecords)
        costs.set(record.statusAt, (costs.get(record.statusAt) ?? 0) + (record.actualCost ?? 0))
      for (const { statusAt, actualCost } of plan.statusSnapshots)
        expect([plan.project.code, statusAt, near(costs.get(statusAt), actualCost, plan)]).toEqual([
          plan.project.code,
          statusAt,
          true,
        ])
      const last = plan.statusSnapshots.at(-1)
      const booked = plan.costEntries.reduce((sum, entry) => sum + entry.amount, 0)
      const equal = !last || near(booked, last.actualCost, plan)
      expect([plan.project.code, equal]).toEqual([plan.project.code, true])
    }
  })
  test('82 projects of group A are finished (README), projects without tracking are planned', () => {
    const group = new Map(released('projects').map(row => [row.project_id, row.tracking_group]))
    const finished = plans.filter(plan => plan.project.status === 'finished')
    expect(finished.filter(plan => group.get(plan.project.code) === 'A')).toHaveLength(82)
    expect(planOf('C2015-03').project.status).toBe('running')
    expect(plans.filter(plan => plan.project.status === 'planned')).toHaveLength(51)
    for (const { project } of finished)
      expect([project.code, project.actualStart !== null && project.actualFinish !== null]).toEqual([
        project.code,
        true,
      ])
  })
  test('calendars work the hours of the release, and three assumed ones are said', () => {
    expect(planOf('C2011-01').calendars[0]).toMatchObject({
      minutesPerDay: 480,
      monday: '08:00-12:00,13:00-17:00',
      friday: '08:00-12:00,13:00-17:00',
      saturday: null,
    })
    const nightShift = released('calendars').find(row => row.hours_per_day === '24')?.project_id as string
    expect(planOf(nightShift).calendars[0]).toMatchObject({
      minutesPerDay: 1440,
      monday: '00:00-24:00',
      tuesday: null,
    })
    expect(reasons('calendar-assumed').map(item => item.place)).toEqual(['C2024-02', 'C2024-03', 'C2024-05'])
  })
  test('risk profiles become three durations: percent of the plan, hours where absolute, written units', () => {
    const pointsOf = (code: string, id: string) => {
      const activity = planOf(code).activities.find(row => row.code === id)
      return [activity?.optimisticDuration, activity?.mostLikelyDuration, activity?.pessimisticDuration]
    }
    expect(pointsOf('C2011-01', '1')).toEqual([384, 480, 576])
    // The workbook of C2011-10 itself shows 110 h, 120 h, 130 h of 180 h as 61 %, 66 %, 72 %.
    expect(pointsOf('C2011-10', '1')).toEqual([6600, 7200, 7800])
    expect(pointsOf('C2024-02', '2')).toEqual([2400 + 960, 2400 + 1920, 4800 + 360])
  })
  test('a repeated id keeps both rows; progress goes to each in turn', () => {
    const [first, second] = ['50', '50 (2)'].map(code =>
      planOf('C2023-01').activities.find(row => row.code === code),
    )
    expect([first?.name, second?.name]).toEqual(['Werfinrichting', 'Afwerking lift'])
    const of = (key: string | undefined) =>
      planOf('C2023-01').progressRecords.filter(row => row.activityKey === key)
    expect([of(first?.rowKey).length, of(second?.rowKey).length]).toEqual([5, 5])
    expect(reasons('code-repeated').map(item => item.reason.data?.code)).toEqual(['50', '89'])
  })
  test('every column with values is read or named once with its count', () => {
    const unread = reasons('column-not-used').filter(item => item.file === 'tracking_periods.csv')
    const golden = Object.keys(released('tracking_periods')[0] ?? {}).filter(column =>
      column.startsWith('eac'),
    )
    expect(unread.map(item => item.place)).toEqual(expect.arrayContaining(golden))
    expect(unread.every(item => item.reason.data?.count === 1009)).toBe(true)
    const places = notUsed.map(item => `${item.file} ${item.place} ${item.reason.code}`)
    expect(new Set(places).size).toBe(places.length)
  })
  test('every reason has a text without gaps in both languages', () => {
    for (const { reason } of notUsed)
      for (const language of ['zh', 'en'] as const)
        expect([reason.code, /\{|—/.test(describeProblem(reason, language))]).toEqual([reason.code, false])
  })
  test('reading twice gives the same row keys, and no key twice', () => {
    const keys = (plan: Plan) =>
      Object.values(plan).flatMap(rows =>
        (Array.isArray(rows) ? rows : [rows]).map(row => row.rowKey as string),
      )
    const all = plans.flatMap(keys)
    expect(new Set(all).size).toBe(all.length)
    const again = readDslibFolder(files).plans
    expect(keys(again[42] as Plan)).toEqual(keys(plans[42] as Plan))
  })
})

describe('a folder that is not whole', () => {
  const csv = (text: string) => strToU8(text)
  const projects = 'project_id,name\nP1,Bridge\n'
  const activities =
    'project_id,activity_id,name,wbs,kind,predecessors,baseline_start,baseline_end,duration_text,fixed_cost\n' +
    'P1,1,Dig,,activity,,2026-03-02T08:00,2026-03-03T17:00,2d,100\n' +
    'P1,2,Pour,,activity,1FS+1d;7FS;3XX,TBD,,2 moons,a lot\n'
  test('names alone tell a folder', () => {
    expect(isDslibFolder(['a/projects.csv', 'a/activities.csv.gz'])).toBe(true)
    expect(isDslibFolder(['projects.csv'])).toBe(false)
  })
  test('without its main tables it is refused', () => {
    expect(() => readDslibFolder(new Map([['projects.csv', csv(projects)]]))).toThrow(AppError)
  })
  test('a table cut inside a row is refused', () => {
    const cut = new Map([
      ['projects.csv', csv(projects)],
      ['activities.csv', csv(activities.slice(0, -12))],
    ])
    expect(() => readDslibFolder(cut)).toThrow(expect.objectContaining({ code: 'file-truncated' }))
  })
  test('bad cells are named by row and column and the rest is kept', () => {
    const read = readDslibFolder(
      new Map([
        ['projects.csv', csv(projects)],
        ['activities.csv', csv(activities)],
        ['notes.txt', csv('hello')],
      ]),
    )
    expect(read.notUsed.map(item => [item.file, item.place, item.reason.code])).toEqual([
      ['notes.txt', 'notes.txt', 'file-kind-unknown'],
      ['', 'P1', 'calendar-assumed'],
      ['activities.csv', 'row 3, duration_text', 'value-unreadable'],
      ['activities.csv', 'row 3, baseline_start', 'value-unreadable'],
      ['activities.csv', 'row 3, predecessors', 'unknown-predecessor'],
      ['activities.csv', 'row 3, predecessors', 'links-unreadable'],
      ['activities.csv', 'row 3, fixed_cost', 'value-unreadable'],
      ['activities.csv', 'P1', 'project-row-missing'],
    ])
    expect(read.plans[0]?.activities.map(row => row.duration)).toEqual([960, 0])
    expect(read.plans[0]?.links.map(link => link.lag)).toEqual([480])
    expect(read.plans[0]?.budgetLines.map(line => line.amount)).toEqual([10_000])
  })
})

function measureOf(plan: Plan): { perDay: number; perWeek: number } {
  const row = released('projects').find(project => project.project_id === plan.project.code)
  const perDay = Number(row?.hours_per_day || 8) * 60
  return { perDay, perWeek: perDay * Number(row?.days_per_week || 5) }
}

function budgetOf(plan: Plan): number {
  return plan.baselineActivities.reduce((sum, row) => sum + (row.budget ?? 0), 0)
}

/** Sums of amounts rounded one by one may be half a minor unit off per activity. */
function near(sum: number | undefined, stated: number | null, plan: Plan): boolean {
  return Math.abs((sum ?? 0) - (stated ?? 0)) <= plan.activities.length / 2 + 1
}
