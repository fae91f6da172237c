import type { AssignmentResult } from '#model/entities/assignment.ts'
import type { CostAccountResult } from '#model/entities/cost-account.ts'
import type { Forecast, ForecastReference } from '#model/entities/forecast.ts'
import type { ProjectResult } from '#model/entities/project.ts'
import type { ResourceLoad } from '#model/entities/resource-load.ts'
import type { ResourceResult } from '#model/entities/resource.ts'
import type { StatusSnapshot } from '#model/entities/status-snapshot.ts'
import type { Plan } from '#model/plan.ts'
import type { PlanMinute } from '#model/plan-time.ts'
import type { Problem } from '#model/problems.ts'
import type { WorkCalendar } from './calendar.ts'
import { rollUpCosts } from './cost-roll-up.ts'
import { sumSplit } from './cost-split.ts'
import { sumSummaries } from './earned-summaries.ts'
import { measureEarnedValue } from './earned-value.ts'
import { forecastActivityFinishes } from './forecast-activities.ts'
import type { ForecastKnowledge } from './forecast-knowledge.ts'
import type { ForecastSubject } from './forecast-subject.ts'
import { planSpans } from './planned-value-spans.ts'
import { loadResources } from './resource-load.ts'
import type { ScheduleResult } from './schedule-result.ts'
import { statusDateOf } from './status-date.ts'
import { forecastPlan } from './status-forecast.ts'
import {
  forecastRow,
  referenceRows,
  snapshotRow,
  statusIndices,
  type StatusIndices,
} from './status-forecast-rows.ts'
import {
  activityRows,
  assignmentRows,
  costAccountRows,
  resourceRows,
  type ActivityStatus,
} from './status-rows.ts'

/** Everything a refresh stores besides the schedule itself: plain rows, ready for the store and for another thread. */
export interface StatusOutcome {
  activityResults: ActivityStatus[]
  assignmentResults: AssignmentResult[]
  costAccountResults: CostAccountResult[]
  resourceResults: ResourceResult[]
  projectResult: ProjectResult
  resourceLoads: ResourceLoad[]
  /** Null without any date to take status at; `fromChange` is the caller's to fill. */
  statusSnapshot: Omit<StatusSnapshot, 'rowKey'> | null
  forecast: Omit<Forecast, 'rowKey' | 'fromChange'> | null
  references: Omit<ForecastReference, 'rowKey' | 'forecastKey'>[]
  /** What the forecast was made from, and what it could not use. */
  forecastBasis: { subject: ForecastSubject | null; findings: Problem[] } | null
  /** Indices and estimates by name: money in minor units, instants in plan minutes, null where undefined. */
  indices: StatusIndices | null
  findings: Problem[]
}

/** Costs, earned value, loads and forecast of one plan at its data date. `schedule` is aligned with `plan.activities`;
 *  `calendars` are by row key; `knowledge` is what was learned from finished projects, not the project itself or its family; null
 *  where nothing was. */
export function calculateStatus(
  plan: Plan,
  schedule: ScheduleResult,
  calendars: ReadonlyMap<string, WorkCalendar>,
  knowledge: ForecastKnowledge | null,
): StatusOutcome {
  const { statusAt, findings: dateFindings } = statusDateOf(plan, schedule)
  const costs = rollUpCosts(plan, statusAt)
  const spans = planSpans(plan, schedule, calendars)
  const loads = loadResources(plan, schedule, calendars, statusAt)
  const finish = latestFinish(schedule)
  const earned = statusAt === null ? null : measureEarnedValue(plan, costs, spans, statusAt)
  const forecast =
    statusAt === null || earned === null
      ? null
      : forecastPlan(plan, costs, spans, earned, statusAt, knowledge)
  const finishesAt = (level: 'p50' | 'p80') =>
    statusAt === null || finish === null || !forecast?.finish
      ? []
      : forecastActivityFinishes(plan, schedule, spans, statusAt, finish, forecast.finish[level])
  return {
    activityResults: activityRows(plan, earned ? sumSummaries(plan, earned.activities) : [], {
      p50: finishesAt('p50'),
      p80: finishesAt('p80'),
    }),
    assignmentResults: assignmentRows(plan, costs, schedule),
    costAccountResults: costAccountRows(plan, costs, earned?.accounts ?? null),
    resourceResults: resourceRows(plan, costs, loads.peaks),
    projectResult: {
      projectId: plan.project.projectId,
      rowKey: plan.project.rowKey,
      finish,
      budgetAtCompletion: costs.cells.length > 0 ? sumSplit(costs.total.budget) : null,
    },
    resourceLoads: loads.rows,
    ...(statusAt === null || earned === null || forecast === null
      ? { statusSnapshot: null, forecast: null, references: [], forecastBasis: null, indices: null }
      : {
          statusSnapshot: snapshotRow(plan, earned, statusAt, finish),
          forecast: forecastRow(plan, earned, statusAt, forecast),
          references: referenceRows(plan, forecast),
          forecastBasis: { subject: forecast.subject, findings: forecast.findings },
          indices: statusIndices(earned, statusAt),
        }),
    findings: [
      ...dateFindings,
      ...costs.findings,
      ...spans.findings,
      ...loads.findings,
      ...(earned?.findings ?? []),
      ...(forecast?.findings ?? []),
    ],
  }
}

function latestFinish(schedule: ScheduleResult): PlanMinute | null {
  const finish = schedule.projectFinish[0]
  return finish === undefined || Number.isNaN(finish) ? null : (finish as PlanMinute)
}
