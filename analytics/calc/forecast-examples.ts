import type { BaselineActivity } from '#model/entities/baseline.ts'
import type { ProgressRecord } from '#model/entities/progress-record.ts'
import type { Plan } from '#model/plan.ts'
import { minutesPerDay } from '#model/plan-time.ts'
import type { ForecastExample } from './forecast-model.ts'
import type { SituationActivity } from './forecast-situation.ts'
import { examplesOfHistory } from './forecast-history.ts'
import type { HistoryProject } from './history-project.ts'
import { currentBaseline } from './planned-value-spans.ts'

/** What a finished plan teaches: its statuses as in `examplesOfHistory`, each with the state of every baseline activity as its
 *  progress records told it at that date. Plans without progress records give statuses only. */
export function examplesOfPlan(plan: Plan): ForecastExample[] {
  const examples = examplesOfHistory([historyOfPlan(plan)])
  const { plannedStart } = plan.project
  const baseline = currentBaseline(plan)
  if (plannedStart === null || !baseline || plan.progressRecords.length === 0) return examples
  const rows = plan.baselineActivities.filter(row => row.baselineKey === baseline.rowKey)
  const kinds = new Map(plan.activities.map(activity => [activity.rowKey as string, activity.kind]))
  const ordinary = rows.filter(row => !passedOver.has(kinds.get(row.activityKey) ?? ''))
  const records = recordsByDate(plan.progressRecords)
  return examples.map(example => {
    const statusAt = Math.round(plannedStart + example.situation.elapsed * minutesPerDay)
    const known = records.get(statusAt)
    if (!known) return example
    const activities = ordinary.flatMap(row => stateOf(row, known.get(row.activityKey), plannedStart) ?? [])
    return { ...example, situation: { ...example.situation, activities } }
  })
}
const passedOver = new Set(['wbsSummary', 'levelOfEffort'])

/** A plan as the history of forecasts holds it. */
function historyOfPlan({ project, statusSnapshots }: Plan): HistoryProject {
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
    actualFinish: null,
    budgetAtCompletion: last?.budgetAtCompletion ?? null,
    actualCost: null,
    snapshots: statusSnapshots,
  }
}

function recordsByDate(records: readonly ProgressRecord[]): Map<number, Map<string, ProgressRecord>> {
  const byDate = new Map<number, Map<string, ProgressRecord>>()
  for (const record of records) {
    const known = byDate.get(record.statusAt)
    if (known) known.set(record.activityKey, record)
    else byDate.set(record.statusAt, new Map([[record.activityKey, record]]))
  }
  return byDate
}

function stateOf(
  row: BaselineActivity,
  record: ProgressRecord | undefined,
  plannedStart: number,
): SituationActivity | null {
  if (row.start === null || row.finish === null || !record) return null
  const days = (minute: number) => (minute - plannedStart) / minutesPerDay
  const ratio = record.completeRatio ?? 0
  const isDone = record.actualFinish !== null || ratio >= completeShare
  const state = isDone ? 'finished' : ratio > 0 || record.actualStart !== null ? 'inProgress' : 'notStarted'
  return {
    plannedStart: days(row.start),
    plannedFinish: days(row.finish),
    plannedWork: row.duration ?? 0,
    budget: row.budget ?? 0,
    state,
    actualStart: record.actualStart === null ? null : days(record.actualStart),
    actualWork: isDone ? record.actualDuration : null,
    actualCost: isDone ? record.actualCost : null,
  }
}
const completeShare = 0.999
