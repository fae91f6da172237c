import type { MessagePort } from 'node:worker_threads'
import { compileCalendars } from '#calc/calendar.ts'
import type { HistoryProject } from '#calc/history-project.ts'
import { calculateSchedule, prepareSchedule } from '#calc/schedule.ts'
import type { ScheduleResult } from '#calc/schedule-result.ts'
import { calculateStatus, type StatusOutcome } from '#calc/status.ts'
import { type PackedPlan, unpackPlan } from '#model/packed-plan.ts'

export interface RefreshTask {
  plan: PackedPlan
  history: HistoryProject[]
  /** Told of each stage as it begins. */
  port: MessagePort
}
export interface RefreshOutcome {
  rowKeys: string[]
  schedule: ScheduleResult
  status: StatusOutcome
}

/** Recalculates one project: critical path, loads, cost roll-up, earned value and forecast. */
export function recalculate({ plan: packed, history, port }: RefreshTask): RefreshOutcome {
  const plan = unpackPlan(packed)
  port.postMessage('schedule')
  const schedule = calculateSchedule(prepareSchedule([plan]))
  port.postMessage('earnedValue')
  const status = calculateStatus(plan, schedule, compileCalendars(plan), history)
  port.postMessage('writing')
  return { rowKeys: plan.activities.map(activity => activity.rowKey), schedule, status }
}

/** Does nothing: loading this file is what takes time. */
export function warmUp(): null {
  return null
}
