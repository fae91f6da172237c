import type { StatusSnapshot } from '#model/entities/status-snapshot.ts'
import { moneyToMajor, type MinorUnits } from '#model/money.ts'
import type { Plan } from '#model/plan.ts'
import { formatMinute, type PlanMinute } from '#model/plan-time.ts'
import type { Problem } from '#model/problems.ts'
import type { EarnedValue } from './earned-value.ts'
import { findAmountFaults } from './status-amount-faults.ts'
import { findStatusDateFaults } from './status-date-faults.ts'
import { readStatusSeries, type ToldStatus } from './status-series.ts'

/** What is wrong with the statuses of a plan, the present one at its end: stored earlier, imported, or worked out now. A status that
 *  was imported for the present date is not forecast from, activities and cost entries are; where they differ it is said. */
export function findingsOfStatuses(plan: Plan, earned: EarnedValue, statusAt: PlanMinute): Problem[] {
  const given = plan.statusSnapshots.filter(row => row.statusAt !== statusAt || row.origin === 'imported')
  const imported = given.filter(row => row.statusAt === statusAt)
  const present: ToldStatus = { rowKey: '', statusAt, earnedSchedule: null, ...earned.project }
  const { currency } = plan.project
  const { findings } = readStatusSeries(
    imported.length > 0 ? given : [...given, present],
    earned.project.budgetAtCompletion,
    statusAt,
    currency,
  )
  return [
    ...findings.map(withoutBlankKey),
    ...given.flatMap(row => findBeforeStart(row, earned.curve.start)),
    ...imported.flatMap(row => findDifference(row, earned.project, currency)),
  ]
}

function findBeforeStart(row: StatusSnapshot, start: PlanMinute | null): Problem[] {
  const at = { sheet: 'statusSnapshot', rowKey: row.rowKey, field: 'statusAt' }
  return findStatusDateFaults(row.statusAt, start, null, false).map(found => ({ ...found, at }))
}

/** What is wrong with the amounts of a plan as they stand, without a look at earlier statuses. */
export function findingsOfPresent(plan: Plan, earned: EarnedValue, statusAt: PlanMinute): Problem[] {
  const { budgetAtCompletion, plannedValue, earnedValue, actualCost } = earned.project
  const point = {
    statusAt,
    budgetAtCompletion,
    plannedValue,
    earnedValue,
    actualCost,
    earnedSchedule: null,
    rowKey: '',
  }
  return findAmountFaults([point], budgetAtCompletion, plan.project.currency).map(withoutBlankKey)
}

/** Sums of rounded amounts differ by less than this share of the budget. */
const roundingShare = 0.01

function findDifference(row: StatusSnapshot, now: EarnedValue['project'], currency: string): Problem[] {
  const allowed = roundingShare * now.budgetAtCompletion
  const differs = (then: number | null, amount: number) => then !== null && Math.abs(then - amount) > allowed
  if (!differs(row.earnedValue, now.earnedValue) && !differs(row.actualCost, now.actualCost)) return []
  const major = (amount: number | null) =>
    amount === null ? null : moneyToMajor(amount as MinorUnits, currency)
  return [
    {
      code: 'status-not-as-imported',
      at: { sheet: 'statusSnapshot', rowKey: row.rowKey },
      data: {
        date: formatMinute(row.statusAt),
        earnedValue: major(row.earnedValue),
        actualCost: major(row.actualCost),
        earnedNow: major(now.earnedValue),
        actualNow: major(now.actualCost),
      },
    },
  ]
}

/** The present status is no stored row yet: its cost entries and progress are where it comes from. */
function withoutBlankKey(problem: Problem): Problem {
  if (problem.at?.rowKey !== '') return problem
  return {
    ...problem,
    at: { sheet: problem.at.field === 'actualCost' ? 'costEntry' : 'activity' },
  }
}
