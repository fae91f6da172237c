import { rowMaker } from '#interchange/row-maker.ts'
import { entities } from '#model/entities.ts'
import type { Plan } from '#model/plan.ts'
import { finishedProject } from './history.ts'
import { smallPlan } from './small-plan.ts'

const day = 1440

/** The whole plan of a finished project as `finishedProject` has it: ten activities of ten days one after another, each a tenth of
 *  the budget, and a status whenever one was done. */
export function finishedPlan(number: number, timeRatio: number, costRatio: number, more: object = {}): Plan {
  const past = finishedProject(number, timeRatio, costRatio)
  const tenths = Array.from({ length: 10 }, (_, i) => i)
  const plan = smallPlan({
    project: {
      code: past.code,
      name: past.name,
      status: 'finished',
      sector: past.sector,
      plannedStart: past.plannedStart,
      plannedFinish: past.plannedFinish,
      actualStart: past.actualStart,
      actualFinish: Math.round(past.actualFinish as number),
      ...more,
    },
    activities: tenths.map(i => ({
      rowKey: `A${i}`,
      name: `Work ${i}`,
      kind: 'task',
      duration: 10 * 480,
      actualStart: Math.round(i * 10 * timeRatio * day),
      actualFinish: Math.round((i + 1) * 10 * timeRatio * day),
    })),
    baselineActivities: tenths.map(i => ({
      rowKey: `b${i}`,
      activityKey: `A${i}`,
      start: i * 10 * day,
      finish: (i + 1) * 10 * day,
      duration: 10 * 480,
      budget: 100_000,
    })),
    costEntries: tenths.map(i => ({
      rowKey: `c${i}`,
      activityKey: `A${i}`,
      kind: 'labour',
      bookedOn: Math.floor((i + 1) * 10 * timeRatio) - 1,
      amount: Math.round(100_000 * costRatio),
    })),
  })
  const makeSnapshot = rowMaker(entities.statusSnapshot)
  const statusSnapshots = past.snapshots.map(row =>
    makeSnapshot('P' as never, row.rowKey, {
      ...row,
      origin: 'calculated',
      statusAt: Math.round(row.statusAt),
      plannedValue: Math.round(row.plannedValue as number),
      actualCost: Math.round(row.actualCost as number),
      budgetAtCompletion: past.budgetAtCompletion,
    } as never),
  )
  return withId({ ...plan, statusSnapshots }, past.projectId)
}

/** The plan under another project id. */
function withId(plan: Plan, projectId: string): Plan {
  const entries = Object.entries(plan).map(([part, rows]) => [
    part,
    part === 'project'
      ? { ...plan.project, projectId, rowKey: projectId }
      : (rows as object[]).map(row => ({ ...row, projectId })),
  ])
  return Object.fromEntries(entries) as Plan
}
