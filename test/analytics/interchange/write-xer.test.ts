import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calculateSchedule, prepareSchedule } from '#calc/schedule.ts'
import { readPmxml } from '#interchange/pmxml.ts'
import { writePmxml } from '#interchange/pmxml-writer.ts'
import { readXer } from '#interchange/xer.ts'
import { writeXer } from '#interchange/write-xer.ts'
import type { Plan } from '#model/plan.ts'
import { parseDay } from '#model/plan-time.ts'
import { describeProblem } from '#model/problems.ts'
import { arbitraryPlan } from '../../support/arbitrary-rows.ts'
import { makePlan, makeRow } from '../../support/make-row.ts'
import { minute } from '../../support/small-plan.ts'
import { tamePlan } from '../../support/tame-plan.ts'

const folder = fileURLToPath(new URL('../../../../shared/data/planner_files/', import.meta.url))
const given = existsSync(folder) ? readdirSync(folder).filter(name => /\.xer(\.gz)?$/.test(name)) : []
const reread = (plan: Plan) => readXer(writeXer(plan, null).bytes, 'back.xer').plans[0] as Plan

/** Rows as they come back, but for the links whose other end the file does not hold. */
function withoutForeignLinks(plan: Plan): Plan {
  const keys = new Set<string>(plan.activities.map(activity => activity.rowKey))
  return { ...plan, links: plan.links.filter(link => keys.has(link.predecessorKey)) }
}

describe.skipIf(given.length === 0)('P6 files of ../shared/data/planner_files', () => {
  test.each(given)('%s comes back row by row as it was read', name => {
    const bytes = readFileSync(`${folder}${name}`)
    const { plans } = readXer(name.endsWith('.gz') ? gunzipSync(bytes) : bytes, name)
    for (const plan of plans) expect(reread(plan)).toEqual(withoutForeignLinks(plan))
  })
})

test('dates and floats calculated here stand in the file as P6 would show them', () => {
  const plan = twoActivities()
  const schedule = calculateSchedule(prepareSchedule([plan]))
  const [dates] = readXer(writeXer(plan, schedule).bytes, 'dates.xer').stored
  expect(dates?.map(one => one.earlyStart)).toEqual([...schedule.earlyStart])
  expect(dates?.map(one => one.lateFinish)).toEqual([...schedule.lateFinish])
  expect(dates?.map(one => one.totalFloat)).toEqual([...schedule.totalFloat])
})

test.each([
  ['Tower A', 'windows-1252'],
  ['Bâtiment “A”', 'windows-1252'],
  ['一号楼主体结构施工', 'gbk'],
  ['一号楼 🏗', 'utf-8'],
])('a project named %s is written in %s and read back by that name', (name, encoding) => {
  const plan = twoActivities()
  plan.project.name = name
  const written = writeXer(plan, null)
  expect(written.encoding).toBe(encoding)
  expect(readXer(written.bytes, 'a.xer').plans[0]?.project.name).toBe(name)
  expect(writeXer(plan, null, { encoding: 'utf-8' }).encoding).toBe('utf-8')
})

test('what P6 has no place for is named with sheet, field, number and example', () => {
  const plan = twoActivities()
  Object.assign(plan.activities[0] as object, { deadline: minute('2026-05-01T17:00') })
  Object.assign(plan.links[0] as object, { lagKind: 'percent', lag: 50_000 })
  const said = writeXer(plan, null).losses.map(({ reason }) => describeProblem(reason, 'en'))
  expect(said).toContain(
    '1 values of "Deadline" in "Schedule" are not in the exported file: A1: 2026-05-01T17:00. To keep them, export as template.',
  )
  // Half of the predecessor's 16 hours.
  expect(said).toContain(
    '1 values of "Lag (d)" in "Links" are different in the exported file: A1 A2 finishToStart: 833.3333333333334 h → 8 h. To keep them as they are, export as template.',
  )
})

/** Said of what is in the file: no loss. */
const cautions = new Set<string>(['export-text-long', 'export-not-hours'])

test('a plan that has once been through a .xer file loses nothing in the next one', () => {
  fc.assert(
    fc.property(arbitraryPlan('p'), plan => {
      const once = reread(tamePlan(plan))
      expect(writeXer(once, null).losses.filter(one => !cautions.has(one.reason.code))).toEqual([])
    }),
    { numRuns: 12 },
  )
})

test('every activity, resource and WBS code of any plan is found again in its .xer file', () => {
  fc.assert(
    fc.property(arbitraryPlan('p'), plan => {
      const back = reread(tamePlan(plan))
      expect(back.activities.map(one => one.code)).toEqual(plan.activities.map(one => one.code))
      expect(back.resources.map(one => one.code)).toEqual(plan.resources.map(one => one.code))
      expect(back.assignments).toHaveLength(plan.assignments.length)
      expect(back.links).toHaveLength(plan.links.length)
      const codes = back.wbs.map(one => one.code)
      expect(plan.wbs.filter(one => !codes.includes(one.code))).toEqual([])
    }),
    { numRuns: 12 },
  )
})

function twoActivities(): Plan {
  const projectId = 'P'
  const calendarKey = 'C'
  return makePlan(projectId, {
    project: makeRow('project', {
      projectId,
      rowKey: projectId,
      code: 'P',
      name: 'P',
      plannedStart: minute('2026-03-02T08:00'),
      dataDate: minute('2026-03-02T08:00'),
      calendarKey,
    }),
    calendars: [
      makeRow('calendar', {
        projectId,
        rowKey: calendarKey,
        code: 'Five days',
        name: 'Five days',
        monday: '08:00-16:00',
        tuesday: '08:00-16:00',
        wednesday: '08:00-16:00',
        thursday: '08:00-16:00',
        friday: '08:00-16:00',
      }),
    ],
    activities: ['A1', 'A2'].map(code =>
      makeRow('activity', { projectId, rowKey: code, code, name: code, duration: 960, calendarKey }),
    ),
    links: [makeRow('link', { projectId, rowKey: 'L', predecessorKey: 'A1', successorKey: 'A2' })],
  })
}

test.each([
  ['.xer', (plan: Plan) => readXer(writeXer(plan, null).bytes, 'a.xer')],
  ['P6 XML', (plan: Plan) => readPmxml(writePmxml(plan, null).bytes, 'a.xml')],
])('budgets and costs of activities are expenses of P6 and come back from %s', (_, through) => {
  const projectId = 'P'
  const account = { projectId, rowKey: 'K', code: '5401.01', name: '直接人工', note: '合同内' }
  const cost = { projectId, costAccountKey: 'K', activityKey: 'A1', kind: 'labour' }
  const plan = {
    ...twoActivities(),
    costAccounts: [
      makeRow('costAccount', { projectId, rowKey: 'K0', code: '5401', name: '合同成本' }),
      makeRow('costAccount', account),
    ],
    budgetLines: [
      makeRow('budgetLine', {
        ...cost,
        rowKey: 'B',
        description: '钢筋工',
        quantity: 12_500,
        price: 3_200_000,
        amount: 400_000,
      } as never),
    ],
    costEntries: [
      makeRow('costEntry', {
        ...cost,
        rowKey: 'N',
        bookedOn: parseDay('2026-03-02'),
        amount: 120_050,
        voucher: '记-17',
        description: '三月工资',
      } as never),
    ],
  }
  const { plans, notUsed } = through(plan)
  const [back] = plans
  expect(back?.costAccounts).toMatchObject([
    { code: '5401', name: '合同成本' },
    { code: '5401.01', name: '直接人工', note: '合同内' },
  ])
  expect(back?.budgetLines).toMatchObject([
    { kind: 'labour', description: '钢筋工', quantity: 12_500, price: 3_200_000, amount: 400_000 },
  ])
  // P6 has no booking date: the data date stands for it.
  expect(back?.costEntries).toMatchObject([
    { kind: 'labour', bookedOn: parseDay('2026-03-02'), amount: 120_050, voucher: '记-17' },
  ])
  expect(notUsed.filter(({ reason }) => reason.code === 'xer-choice-unknown')).toEqual([])
})

test('texts longer than P6 takes and labour not counted in hours are said before the export', () => {
  const projectId = 'P'
  const plan = {
    ...twoActivities(),
    resources: [
      makeRow('resource', {
        projectId,
        rowKey: 'R',
        code: 'RG',
        name: '木工',
        kind: 'labour',
        unit: '工日',
      } as never),
    ],
  }
  Object.assign(plan.activities[0] as object, { name: 'x'.repeat(121) })
  for (const { losses } of [writeXer(plan, null), writePmxml(plan, null)]) {
    const said = losses.map(({ reason }) => describeProblem(reason, 'en')).join('\n')
    expect(said).toContain(
      '1 texts of "Activity name" in "Schedule" are longer than the 120 characters P6 takes',
    )
    expect(said).toContain('RG (工日)')
  }
})
