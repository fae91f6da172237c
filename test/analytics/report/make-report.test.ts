import { readXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compileCalendars } from '#calc/calendar.ts'
import { calculateSchedule, prepareSchedule } from '#calc/schedule.ts'
import { calculateStatus } from '#calc/status.ts'
import { makeReport } from '#jobs/make-report.ts'
import { readTrendData } from '#jobs/read-trend-data.ts'
import type { RowKey, Thousandths, UnitPrice } from '#model/field.ts'
import type { Plan } from '#model/plan.ts'
import { midnightOf, type PlanMinute } from '#model/plan-time.ts'
import { dayOfText } from '#samples/day-of-text.ts'
import { liveProject } from '#samples/live-project.ts'
import { sampleRandom } from '#samples/sample-random.ts'
import { outlineWorks } from '#samples/works/outline.ts'
import { roadWbs } from '#samples/works/road.ts'
import type { Store } from '#store/store.ts'
import { author, memoryStore } from '../../support/memory-store.ts'

let store: Store
let plan: Plan
beforeAll(async () => {
  const dataDate = (midnightOf(dayOfText('2026-05-20')) + 450) as PlanMinute
  const brief = {
    code: 'SZ-1',
    name: '站前街改造',
    sector: '市政道路',
    family: null,
    isNorthern: false,
    start: dayOfText('2026-01-12'),
    lastYear: 2026,
    directCost: 30_000_000,
    divisions: roadWbs,
    steps: outlineWorks('road', 0.8),
  }
  const made = liveProject(
    brief,
    { pace: 1.1, cost: 1.05, spread: 0.1 },
    dataDate,
    true,
    sampleRandom(7),
  ).plan
  plan = withOddAmounts(made)
  store = await memoryStore()
  await store.write(async tx => {
    await tx.insertPlans([plan], author)
    const schedule = calculateSchedule(prepareSchedule([plan]))
    const status = calculateStatus(plan, schedule, compileCalendars(plan), null)
    const forecast = status.forecast as NonNullable<typeof status.forecast>
    await tx.insertRows('resourceLoad', status.resourceLoads)
    await tx.insertRows('forecast', [{ ...forecast, rowKey: 'f' as RowKey<'forecast'>, fromChange: 1 }])
  })
})
afterAll(() => store.close())

/** Amounts that only come out right when rounded once, half away from zero: 0.125 of a piece at 0.20 yuan is 2.5 fen. */
function withOddAmounts(made: Plan): Plan {
  const material = made.resources.find(row => row.kind === 'material') as Plan['resources'][number]
  return {
    ...made,
    resources: made.resources.map(row => (row === material ? { ...row, price: 2000 as UnitPrice } : row)),
    assignments: made.assignments.map(row =>
      row.resourceKey === material.rowKey ? { ...row, plannedQuantity: 125 as Thousandths } : row,
    ),
    budgetLines: made.budgetLines.map((row, index) => (index === 0 ? { ...row, amount: 1 as never } : row)),
  }
}

test('figures of the separate query equal those of the rows for every kind of cost, to the fen', async () => {
  const { costs, tieOut } = await store.read(reader => readTrendData(reader, plan.project.projectId))
  const sides = costs.map(({ kind, budget, actual }) => [kind, budget, actual])
  expect(sides).toEqual([
    ['labour', tieOut.budgetLabour, tieOut.actualLabour],
    ['material', tieOut.budgetMaterial, tieOut.actualMaterial],
    ['machine', tieOut.budgetMachine, tieOut.actualMachine],
    ['subcontract', tieOut.budgetSubcontract, tieOut.actualSubcontract],
    ['other', tieOut.budgetOther, tieOut.actualOther],
  ])
  expect(costs.every(row => row.budget > 0)).toBe(true)
})

test('every line of the tie-out of a stored project agrees', async () => {
  const { bytes, charts } = await makeReport(store, [plan.project.projectId], 'zh')
  const book = await readXlsx(bytes)
  const rows = book.sheets.find(sheet => sheet.name === '勾稽')?.rows ?? []
  const lines = rows.filter(row => row[4] === 'OK' || row[4] === '差异')
  expect(lines).toHaveLength(21)
  const differing = lines.filter(row => row[4] !== 'OK' || row[3] !== 0).map(row => row[0])
  expect(differing).toEqual([])
  expect(charts).toBeGreaterThanOrEqual(7)
})

test('a project asked for twice is in the workbook once, and an unknown one is refused', async () => {
  const id = plan.project.projectId
  expect((await makeReport(store, [id, id], 'en')).sheets).toHaveLength(11)
  await expect(makeReport(store, ['none'], 'zh')).rejects.toMatchObject({ code: 'project-unknown' })
})
