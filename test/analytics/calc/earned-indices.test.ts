import { describe, expect, test } from 'vitest'
import { earnedIndices } from '#calc/earned-indices.ts'
import { earnedScheduleOfPeriods, measureEarnedSchedule } from '#calc/earned-schedule.ts'
import type { MinorUnits } from '#model/money.ts'
import textbook from '../../cases/earned-value/textbook.json' with { type: 'json' }

const fen = (major: number) => Math.round(major * 100) as MinorUnits
const { expect: expected, plannedValues, actualTime } = textbook
const amounts = {
  budgetAtCompletion: fen(plannedValues.at(-1) ?? 0),
  plannedValue: fen(plannedValues[actualTime] ?? 0),
  earnedValue: fen(textbook.earnedValue),
  actualCost: fen(textbook.actualCost),
}

describe(`the textbook project (${textbook.source})`, () => {
  const indices = earnedIndices(amounts)
  const earnedSchedule = earnedScheduleOfPeriods(plannedValues, textbook.earnedValue) ?? Number.NaN
  const times = measureEarnedSchedule({
    earnedSchedule,
    actualTime,
    plannedDuration: plannedValues.length - 1,
  })

  test('has the CPI, SPI and TCPI of the book', () => {
    expect(indices.costPerformance).toBeCloseTo(expected.costPerformance, 4)
    expect(indices.schedulePerformance).toBeCloseTo(expected.schedulePerformance, 4)
    expect(indices.toCompletePerformance).toBeCloseTo(expected.toCompletePerformance, 9)
  })
  test('has the estimates at completion of the book to the fen', () => {
    expect(indices.estimates.asBudgeted).toBe(fen(expected.asBudgeted))
    expect(indices.estimates.atCostPerformance).toBe(fen(expected.atCostPerformance))
    expect(indices.estimates.atCostAndSchedule).toBe(fen(expected.atCostAndSchedule))
    expect(indices.varianceAtCompletion).toBe(fen(expected.varianceAtCompletion))
  })
  test('has the earned schedule, SPI(t), IEAC(t) and TSPI of the book', () => {
    expect(times.earnedSchedule).toBeCloseTo(expected.earnedSchedule, 9)
    expect(times.timeVariance).toBeCloseTo(expected.timeVariance, 9)
    expect(times.timePerformance).toBeCloseTo(expected.timePerformance, 9)
    expect(times.durationAtPerformance).toBeCloseTo(expected.durationAtPerformance, 3)
    expect(times.toCompletePerformance).toBeCloseTo(expected.scheduleToComplete, 9)
  })
})

test('an index whose divisor is zero is absent, and so are the estimates that need it', () => {
  const none = earnedIndices({ ...amounts, actualCost: fen(0), plannedValue: fen(0) })
  expect(none.costPerformance).toBeNull()
  expect(none.schedulePerformance).toBeNull()
  expect(none.estimates.atCostPerformance).toBeNull()
  expect(none.estimates.atWeightedPerformance).toBeNull()
  expect(none.varianceAtCompletion).toBeNull()
  expect(none.estimates.asBudgeted).toBe(fen(480))
})
test('the to-complete index is absent once the budget is spent', () => {
  expect(earnedIndices({ ...amounts, actualCost: fen(1000) }).toCompletePerformance).toBeNull()
  expect(earnedIndices({ ...amounts, actualCost: fen(1100) }).toCompletePerformance).toBeNull()
})
test('the bottom-up estimate is actual cost and the estimate of the rest', () => {
  expect(earnedIndices(amounts, fen(512.34)).estimates.bottomUp).toBe(fen(1112.34))
})
test('work exactly on a period end has earned that many periods', () => {
  expect(earnedScheduleOfPeriods(plannedValues, 450)).toBe(3)
  expect(earnedScheduleOfPeriods(plannedValues, 0)).toBe(0)
})
test('all earned is the first period at which all was planned, however long the plan goes on', () => {
  expect(earnedScheduleOfPeriods([0, 500, 1000, 1000], 1000)).toBe(2)
})
test('a finished late project has SPI(t) below 1', () => {
  expect(
    measureEarnedSchedule({ earnedSchedule: 6, actualTime: 8, plannedDuration: 6 }).timePerformance,
  ).toBe(0.75)
})
test('earned schedule at time 0 has no SPI(t)', () => {
  expect(
    measureEarnedSchedule({ earnedSchedule: 0, actualTime: 0, plannedDuration: 6 }).timePerformance,
  ).toBeNull()
})
