import { strToU8 } from 'fflate'
import { describe, expect, test } from 'vitest'
import { readDslibFolder } from '#interchange/dslib-folder.ts'
import { describeProblem } from '#model/problems.ts'

const activities = `project_id,activity_id,name,wbs,kind,baseline_start,baseline_end,duration_text,fixed_cost,total_cost
P1,1,Dig,,activity,2026-03-02T08:00,2026-03-13T17:00,10d,1000,1000
P1,2,Pour,,activity,2026-03-16T08:00,2026-03-27T17:00,10d,1000,1000
`
const steady = ['P1,1,2026-03-06T17:00,500,500,500', 'P1,2,2026-03-13T17:00,1000,900,950']
const periods = (rows: string[]) => ['project_id,period,status_date,pv,ev,ac', ...rows, ''].join('\n')

function read(rows: string[], given = activities) {
  const { plans, notUsed } = readDslibFolder(
    new Map([
      ['projects.csv', strToU8('project_id,name\nP1,Bridge\n')],
      ['activities.csv', strToU8(given)],
      ['tracking_periods.csv', strToU8(periods(rows))],
    ]),
  )
  const found = notUsed.map(item => [item.place, item.reason.code])
  const texts = notUsed.flatMap(({ reason }) => [
    describeProblem(reason, 'zh'),
    describeProblem(reason, 'en'),
  ])
  for (const text of texts) expect(text).not.toMatch(/[{}]|undefined/)
  return { plan: plans[0], found }
}

describe('tracking periods of a DSLIB folder', () => {
  test('in order are read without a word', () => {
    const { plan, found } = read(steady)
    expect(plan?.statusSnapshots.map(row => row.actualCost)).toEqual([500_00, 950_00])
    expect(found.filter(([place]) => place?.startsWith('row'))).toEqual([])
  })
  test.each([
    ['1e300', 'value-unreadable'],
    ['-1e300', 'value-unreadable'],
    ['Infinity', 'value-unreadable'],
    ['NaN', 'value-unreadable'],
    ['n/a', 'value-unreadable'],
  ])('with %s for an amount keep the rest, and the cell is named', (value, code) => {
    const { plan, found } = read([...steady.slice(0, 1), `P1,2,2026-03-13T17:00,1000,900,${value}`])
    expect(found).toContainEqual(['row 3, ac', code])
    expect(plan?.statusSnapshots.map(row => [row.earnedValue, row.actualCost])).toEqual([
      [500_00, 500_00],
      [900_00, null],
    ])
  })
  test('of one number twice are both kept under keys of their own, and the second is named', () => {
    const { plan, found } = read([...steady, 'P1,2,2026-03-20T17:00,1500,1400,1450'])
    expect(found).toContainEqual(['row 4, period', 'code-repeated'])
    expect(new Set(plan?.statusSnapshots.map(row => row.rowKey)).size).toBe(3)
  })
  test('out of order are kept and named', () => {
    const { plan, found } = read(steady.toReversed())
    expect(found).toContainEqual(['row 3, status_date', 'status-dates-out-of-order'])
    expect(plan?.statusSnapshots).toHaveLength(2)
  })
  test('with far more earned than the budget do not make a project finished', () => {
    const { plan } = read([...steady.slice(0, 1), 'P1,2,2026-03-13T17:00,1000,9000,950'])
    expect(plan?.project).toMatchObject({ actualFinish: null })
    expect(plan?.project.status).not.toBe('finished')
  })
  test('without a date are left out and named', () => {
    const { plan, found } = read([...steady.slice(0, 1), 'P1,2,2026-02-30T17:00,1000,900,950'])
    expect(found).toContainEqual(['row 3, status_date', 'value-missing'])
    expect(plan?.statusSnapshots).toHaveLength(1)
  })
})

test('an activity whose baseline ends before it starts gets its end from its duration, and is named', () => {
  const { plan, found } = read(steady, activities.replace('2026-03-27T17:00', '2026-03-09T17:00'))
  expect(found).toContainEqual(['row 3, baseline_end', 'baseline-end-before-start'])
  const baseline = plan?.baselineActivities.at(-1)
  expect(baseline?.finish).toBe(Date.UTC(2026, 2, 27, 17) / 60_000)
})
