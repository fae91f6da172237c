import type { MessagePort } from 'node:worker_threads'
import { compileCalendars } from '#calc/calendar.ts'
import type { ForecastKnowledge } from '#calc/forecast-knowledge.ts'
import { type GivenPlan, HeldPlans } from '#calc/held-plans.ts'
import { liveInput, type LiveSchedule } from '#calc/live-schedule.ts'
import { calculateSchedule } from '#calc/schedule.ts'
import type { ScheduleResult } from '#calc/schedule-result.ts'
import { scheduleWithOthers } from '#calc/schedule-with-others.ts'
import { calculateStatus, type StatusOutcome } from '#calc/status.ts'
import { type PackedPlan, unpackPlan } from '#model/packed-plan.ts'
import { answerOf, type WorkerAnswer } from '#calc/worker-answer.ts'

export type RefreshTask = GivenPlan & {
  knowledge: ForecastKnowledge
  /** Told of each stage as it begins. */
  port: MessagePort
}
export interface LinkedDatesTask {
  plan: PackedPlan
  others: PackedPlan[]
  change: number
}
export interface LinkedTask extends LinkedDatesTask {
  knowledge: ForecastKnowledge
  port: MessagePort
}
export interface DatesOutcome {
  change: number
  rowKeys: string[]
  schedule: ScheduleResult
}
export interface RefreshOutcome extends DatesOutcome {
  status: StatusOutcome
}

const plans = new HeldPlans(3)

/** Recalculates one project: critical path, loads, cost roll-up, earned value and forecast. Null where the plan that the changes
 *  belong to is not held here. */
export function recalculate({ knowledge, port, ...task }: RefreshTask): WorkerAnswer<RefreshOutcome> | null {
  const live = plans.take(task)
  if (live === null) return null
  return answerOf(() => {
    port.postMessage('schedule')
    const dates = datesOf(live, task.change)
    port.postMessage('earnedValue')
    const status = calculateStatus(live.plan, dates.schedule, compileCalendars(live.plan), knowledge)
    port.postMessage('writing')
    return { ...dates, status }
  })
}

/** The same of a plan in the network of others, which are not kept. */
export function recalculateLinked({
  plan,
  others,
  change,
  knowledge,
  port,
}: LinkedTask): WorkerAnswer<RefreshOutcome> {
  return answerOf(() => {
    const own = unpackPlan(plan)
    port.postMessage('schedule')
    const { schedule } = scheduleWithOthers(own, others.map(unpackPlan))
    port.postMessage('earnedValue')
    const status = calculateStatus(own, schedule, compileCalendars(own), knowledge)
    port.postMessage('writing')
    return { change, rowKeys: own.activities.map(activity => activity.rowKey), schedule, status }
  })
}

/** Only the dates and floats of a plan in the network of others. */
export function recalculateLinkedDates({ plan, others, change }: LinkedDatesTask): DatesOutcome {
  const own = unpackPlan(plan)
  const { schedule } = scheduleWithOthers(own, others.map(unpackPlan))
  return { change, rowKeys: own.activities.map(activity => activity.rowKey), schedule }
}

/** Only the dates and floats. Null as in `recalculate`. */
export function recalculateDates(task: GivenPlan): DatesOutcome | null {
  const live = plans.take(task)
  return live === null ? null : datesOf(live, task.change)
}

/** Does nothing: loading this file is what takes time. */
export function warmUp(): null {
  return null
}

function datesOf(live: LiveSchedule, change: number): DatesOutcome {
  const schedule = calculateSchedule(liveInput(live))
  return { change, rowKeys: live.plan.activities.map(activity => activity.rowKey), schedule }
}
