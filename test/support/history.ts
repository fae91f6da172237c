import type { HistoryProject } from '#calc/history-project.ts'
import type { StatusSnapshot } from '#model/entities/status-snapshot.ts'
import type { MinorUnits } from '#model/money.ts'
import type { PlanMinute } from '#model/plan-time.ts'

const day = 1440

/** A finished project planned for 100 days and a budget of 1,000,000, that took `timeRatio` and `costRatio` of them, with a
 *  status at every tenth earned. Work went on evenly. */
export function finishedProject(number: number, timeRatio: number, costRatio: number): HistoryProject {
  const budget = 1_000_000
  const snapshots = Array.from({ length: 10 }, (_, index) => {
    const share = (index + 1) / 10
    return {
      rowKey: `${number}-${index}`,
      statusAt: 100 * share * timeRatio * day,
      plannedValue: Math.min(budget, share * timeRatio * budget),
      earnedValue: share * budget,
      actualCost: share * budget * costRatio,
      earnedSchedule: 100 * share * day,
    } as unknown as StatusSnapshot
  })
  return {
    projectId: `history-${number}`,
    code: `H${number}`,
    name: `History ${number}`,
    family: null,
    sector: 'road',
    isSample: false,
    plannedStart: 0 as PlanMinute,
    plannedFinish: (100 * day) as PlanMinute,
    actualStart: 0 as PlanMinute,
    actualFinish: (100 * timeRatio * day) as PlanMinute,
    budgetAtCompletion: budget as MinorUnits,
    actualCost: (budget * costRatio) as MinorUnits,
    snapshots,
  }
}
