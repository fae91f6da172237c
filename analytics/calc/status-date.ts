import type { Plan } from '#model/plan.ts'
import { formatMinute, midnightOf, type PlanDay, type PlanMinute } from '#model/plan-time.ts'
import type { Problem } from '#model/problems.ts'
import type { ScheduleResult } from './schedule-result.ts'

/** The data date status is taken at: the project's own, else the latest actual date, booked cost or status, else its start
 *  (nothing done yet), else null; a stand-in is reported. */
export function statusDateOf(
  plan: Plan,
  schedule: Pick<ScheduleResult, 'start'>,
): { statusAt: PlanMinute | null; findings: Problem[] } {
  const { project } = plan
  if (project.dataDate !== null) return { statusAt: project.dataDate, findings: [] }
  const begun = latest([
    ...plan.activities.map(activity => activity.actualFinish ?? activity.actualStart),
    ...plan.costEntries.map(entry => midnightOf((entry.bookedOn + 1) as PlanDay)),
    ...plan.statusSnapshots.map(row => row.statusAt),
  ])
  const statusAt = begun ?? project.plannedStart ?? earliest(schedule.start)
  const finding: Problem = {
    code: 'status-without-data-date',
    at: { sheet: 'project', rowKey: project.rowKey, code: project.code, field: 'dataDate' },
    data: { project: project.code, used: statusAt === null ? null : formatMinute(statusAt) },
  }
  return { statusAt, findings: [finding] }
}

function earliest(minutes: Float64Array): PlanMinute | null {
  const first = minutes.reduce((least, minute) => (minute < least ? minute : least), Number.POSITIVE_INFINITY)
  return Number.isFinite(first) ? (first as PlanMinute) : null
}

function latest(minutes: readonly (PlanMinute | null)[]): PlanMinute | null {
  return minutes.reduce<PlanMinute | null>(
    (last, minute) => (minute !== null && (last === null || minute > last) ? minute : last),
    null,
  )
}
