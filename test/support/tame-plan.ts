import type { Plan } from '#model/plan.ts'

/** A random plan with exceptions of a few days each, so that a test ends soon, and with amounts that a decimal text holds exactly: beyond
 *  fifteen digits it no longer does. */
export function tamePlan(plan: Plan): Plan {
  return {
    ...plan,
    resources: plan.resources.map(resource => ({
      ...resource,
      available:
        resource.available === null ? null : ((resource.available % 1e15) as typeof resource.available),
    })),
    assignments: plan.assignments.map(withinMillions),
    budgetLines: plan.budgetLines.map(withinMillions),
    costEntries: plan.costEntries.map(withinMillions),
    calendarExceptions: plan.calendarExceptions.map(exception => ({
      ...exception,
      toDay: (exception.fromDay + 3) as typeof exception.toDay,
    })),
  }
}

function withinMillions<Row extends object>(row: Row): Row {
  const within = Object.entries(row).map(([name, value]: [string, unknown]) => [
    name,
    typeof value === 'number' ? value % 1e12 : value,
  ])
  return Object.fromEntries(within) as Row
}
