import type { BaselineActivity } from '#model/entities/baseline.ts'
import type { Activity } from '#model/entities/activity.ts'
import type { ProgressRecord } from '#model/entities/progress-record.ts'
import type { Plan } from '#model/plan.ts'
import { minutesPerDay } from '#model/plan-time.ts'
import { activityCostsBy } from './activity-costs-by.ts'
import { compileCalendars, standardCalendar, workBetween } from './calendar.ts'
import { examplesOfHistory } from './forecast-history.ts'
import type { ForecastExample } from './forecast-lesson.ts'
import type { SituationActivity } from './forecast-situation.ts'
import type { HistoryProject } from './history-project.ts'
import { currentBaseline } from './planned-value-spans.ts'

/** What a finished plan teaches: its statuses as in `examplesOfHistory`, each with the state of every baseline activity as its
 *  progress records told it at that date, else as the actual dates tell it now. Plans without either give statuses only.
 *  The end is the actual finish and the last status's cost, or, with `end` at `statuses`, that of the first status with all
 *  earned, as case files are scored. */
export function examplesOfPlan(plan: Plan, end: 'actual' | 'statuses' = 'actual'): ForecastExample[] {
  const examples = examplesOfHistory([historyOfPlan(plan, end)])
  const { plannedStart } = plan.project
  const baseline = currentBaseline(plan)
  if (plannedStart === null || !baseline || examples.length === 0) return examples
  const rows = plan.baselineActivities.filter(row => row.baselineKey === baseline.rowKey)
  const activities = new Map(plan.activities.map(activity => [activity.rowKey as string, activity]))
  const ordinary = rows.filter(row => !passedOver.has(activities.get(row.activityKey)?.kind ?? ''))
  const records = recordsByDate(plan.progressRecords)
  const recall = recallFromDates(plan, activities)
  return examples.map(example => {
    const statusAt = Math.round(plannedStart + example.situation.elapsed * minutesPerDay)
    const known = records.get(statusAt)
    const stateAt = known ? (row: BaselineActivity) => known.get(row.activityKey) ?? null : recall?.(statusAt)
    if (!stateAt) return example
    const found = ordinary.flatMap(row => stateOf(row, stateAt(row), plannedStart) ?? [])
    return { ...example, situation: { ...example.situation, activities: found } }
  })
}
const passedOver = new Set(['wbsSummary', 'levelOfEffort'])

/** A plan as the history of forecasts holds it. */
function historyOfPlan({ project, statusSnapshots }: Plan, end: 'actual' | 'statuses'): HistoryProject {
  const last = statusSnapshots.reduce<Plan['statusSnapshots'][number] | null>(
    (latest, row) => (latest === null || row.statusAt > latest.statusAt ? row : latest),
    null,
  )
  return {
    projectId: project.projectId,
    code: project.code,
    name: project.name,
    family: project.family,
    sector: project.sector,
    isSample: project.isSample,
    plannedStart: project.plannedStart,
    plannedFinish: project.plannedFinish,
    actualStart: project.actualStart,
    actualFinish: end === 'actual' ? project.actualFinish : null,
    budgetAtCompletion: last?.budgetAtCompletion ?? null,
    actualCost: end === 'actual' ? (last?.actualCost ?? null) : null,
    snapshots: statusSnapshots,
  }
}

type State = Pick<
  ProgressRecord,
  'actualStart' | 'actualFinish' | 'actualDuration' | 'completeRatio' | 'actualCost'
>

function recordsByDate(records: readonly ProgressRecord[]): Map<number, Map<string, State>> {
  const byDate = new Map<number, Map<string, State>>()
  for (const record of records) {
    const known = byDate.get(record.statusAt)
    if (known) known.set(record.activityKey, record)
    else byDate.set(record.statusAt, new Map([[record.activityKey, record]]))
  }
  return byDate
}

/** How activities stood at a past date, by the actual dates and booked costs known since; null where there are no dates. */
function recallFromDates(
  plan: Plan,
  activities: ReadonlyMap<string, Activity>,
): ((statusAt: number) => (row: BaselineActivity) => State | null) | null {
  if (!plan.activities.some(activity => activity.actualStart !== null)) return null
  const calendars = compileCalendars(plan)
  return statusAt => {
    const costs = activityCostsBy(plan, statusAt)
    return row => {
      const activity = activities.get(row.activityKey)
      if (!activity) return null
      const { actualStart, actualFinish } = activity
      const begun = actualStart !== null && actualStart <= statusAt ? actualStart : null
      const ended = begun !== null && actualFinish !== null && actualFinish <= statusAt ? actualFinish : null
      const calendar =
        calendars.get(activity.calendarKey ?? plan.project.calendarKey ?? '') ?? standardCalendar
      return {
        actualStart: begun,
        actualFinish: ended,
        actualDuration: (ended === null || begun === null
          ? null
          : workBetween(calendar, begun, ended)) as State['actualDuration'],
        completeRatio: null,
        actualCost: (costs.get(row.activityKey) ?? null) as State['actualCost'],
      }
    }
  }
}

function stateOf(row: BaselineActivity, known: State | null, plannedStart: number): SituationActivity | null {
  if (row.start === null || row.finish === null || !known) return null
  const days = (minute: number) => (minute - plannedStart) / minutesPerDay
  const ratio = known.completeRatio ?? 0
  const isDone = known.actualFinish !== null || ratio >= completeShare
  const state = isDone ? 'finished' : ratio > 0 || known.actualStart !== null ? 'inProgress' : 'notStarted'
  return {
    key: row.activityKey,
    plannedStart: days(row.start),
    plannedFinish: days(row.finish),
    plannedWork: row.duration ?? 0,
    budget: row.budget ?? 0,
    state,
    actualStart: known.actualStart === null ? null : days(known.actualStart),
    actualWork: isDone ? known.actualDuration : null,
    actualCost: isDone ? known.actualCost : null,
  }
}
const completeShare = 0.999
