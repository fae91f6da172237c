import type { ScheduleResult } from '#calc/schedule-result.ts'
import type { Activity } from '#model/entities/activity.ts'
import type { Plan } from '#model/plan.ts'
import type { P6Ids } from './xer-writer-ids.ts'
import { p6Date, p6Flag, p6Hours, p6Table, type P6Row, type P6Table } from './xer-writer-table.ts'

const kinds = {
  task: 'TT_Task',
  resourceDependent: 'TT_Rsrc',
  startMilestone: 'TT_Mile',
  finishMilestone: 'TT_FinMile',
  levelOfEffort: 'TT_LOE',
  wbsSummary: 'TT_WBS',
} as const
const constraints = {
  startOn: 'CS_MSO',
  startOnOrBefore: 'CS_MSOB',
  startOnOrAfter: 'CS_MSOA',
  finishOn: 'CS_MEO',
  finishOnOrBefore: 'CS_MEOB',
  finishOnOrAfter: 'CS_MEOA',
  asLateAsPossible: 'CS_ALAP',
  mandatoryStart: 'CS_MANDSTART',
  mandatoryFinish: 'CS_MANDFIN',
} as const
const completeKinds = { duration: 'CP_Drtn', physical: 'CP_Phys', units: 'CP_Units' } as const

const columns = [
  'task_id',
  'proj_id',
  'wbs_id',
  'clndr_id',
  'phys_complete_pct',
  'rev_fdbk_flag',
  'est_wt',
  'lock_plan_flag',
  'auto_compute_act_flag',
  'complete_pct_type',
  'task_type',
  'duration_type',
  'status_code',
  'task_code',
  'task_name',
  'rsrc_id',
  'total_float_hr_cnt',
  'free_float_hr_cnt',
  'remain_drtn_hr_cnt',
  'act_work_qty',
  'remain_work_qty',
  'target_work_qty',
  'target_drtn_hr_cnt',
  'target_equip_qty',
  'act_equip_qty',
  'remain_equip_qty',
  'cstr_date',
  'act_start_date',
  'act_end_date',
  'late_start_date',
  'late_end_date',
  'expect_end_date',
  'early_start_date',
  'early_end_date',
  'restart_date',
  'reend_date',
  'target_start_date',
  'target_end_date',
  'rem_late_start_date',
  'rem_late_end_date',
  'cstr_type',
  'priority_type',
  'suspend_date',
  'resume_date',
  'guid',
  'cstr_date2',
  'cstr_type2',
  'driving_path_flag',
  'act_this_per_work_qty',
  'act_this_per_equip_qty',
  'external_early_start_date',
  'external_late_end_date',
] as const

/** TASK. Dates and floats are those calculated here, so that they show before P6 schedules; without a calculation they stay blank. */
export function activityTable(
  plan: Plan,
  schedule: ScheduleResult | null,
  ids: P6Ids,
  wbsId: (code: string | null) => string,
): P6Table {
  const workOf = workByActivity(plan)
  const rows = plan.activities.map((activity, i): P6Row => {
    const work = workOf.get(activity.rowKey) ?? { labour: 0, machine: 0 }
    return {
      task_id: ids.activity.get(activity.rowKey) as string,
      proj_id: ids.project,
      wbs_id: wbsId(activity.wbs),
      clndr_id: calendarOf(activity, plan, ids),
      rev_fdbk_flag: 'N',
      est_wt: 1,
      lock_plan_flag: 'N',
      auto_compute_act_flag: 'N',
      complete_pct_type: completeKinds[activity.completeKind],
      task_type: kinds[activity.kind],
      duration_type: 'DT_FixedDUR2',
      task_code: activity.code,
      task_name: activity.name,
      target_drtn_hr_cnt: p6Hours(activity.duration),
      ...progressOf(activity),
      ...unitsOf(activity, work),
      ...constraintsOf(activity),
      expect_end_date: p6Date(activity.expectedFinish),
      priority_type: 'PT_Normal',
      suspend_date: p6Date(activity.suspendedAt),
      resume_date: p6Date(activity.resumedAt),
      act_this_per_work_qty: 0,
      act_this_per_equip_qty: 0,
      external_early_start_date: p6Date(activity.externalEarlyStart),
      external_late_end_date: p6Date(activity.externalLateFinish),
      ...datesOf(activity, schedule, i, plan),
    }
  })
  return p6Table('TASK', columns, rows)
}

function calendarOf(activity: Activity, { project, calendars }: Plan, ids: P6Ids): string | null {
  if (activity.calendarKey !== null) return ids.calendar.get(activity.calendarKey) ?? null
  // P6 leaves no activity without a calendar, unless the plan itself has none.
  const own = project.calendarKey ?? calendars[0]?.rowKey ?? null
  return own === null ? null : (ids.calendar.get(own) ?? null)
}

function progressOf(activity: Activity): P6Row {
  const isFinished = activity.actualFinish !== null
  const isStarted = isFinished || activity.actualStart !== null
  const ratio = activity.completeRatio ?? 0
  const left = isFinished ? 0 : Math.round(activity.duration * (1 - (isStarted ? ratio : 0)))
  return {
    status_code: isFinished ? 'TK_Complete' : isStarted ? 'TK_Active' : 'TK_NotStart',
    phys_complete_pct: activity.completeKind === 'physical' ? percentOf(activity.completeRatio) : 0,
    remain_drtn_hr_cnt: p6Hours(activity.remainingDuration ?? left),
    act_start_date: p6Date(activity.actualStart),
    act_end_date: p6Date(activity.actualFinish),
  }
}

/** A share of 0.07 is 7 and not 7.000000000000001. */
function percentOf(ratio: number | null): number | null {
  return ratio === null ? null : Number((ratio * 100).toPrecision(15))
}

interface Work {
  labour: number
  machine: number
}

/** Hours at completion split by the share done. An activity measured by units that has no assignment gets one hour, so that its share is kept. */
function unitsOf({ completeKind, completeRatio }: Activity, { labour, machine }: Work): P6Row {
  const byUnits = completeKind === 'units' && completeRatio !== null
  const total = byUnits && labour === 0 && machine === 0 ? 1 : labour
  const done = byUnits ? completeRatio : 0
  return {
    target_work_qty: total,
    act_work_qty: total * done,
    remain_work_qty: total - total * done,
    target_equip_qty: machine,
    act_equip_qty: machine * done,
    remain_equip_qty: machine - machine * done,
  }
}

function workByActivity({ assignments, resources }: Plan): Map<string, Work> {
  const kindOf = new Map<string, string>(resources.map(resource => [resource.rowKey, resource.kind]))
  const workOf = new Map<string, Work>()
  for (const { activityKey, resourceKey, plannedQuantity } of assignments) {
    const kind = kindOf.get(resourceKey)
    if ((kind !== 'labour' && kind !== 'machine') || plannedQuantity === null) continue
    const work = workOf.get(activityKey) ?? { labour: 0, machine: 0 }
    workOf.set(activityKey, work)
    work[kind] += plannedQuantity / 1000
  }
  return workOf
}

function constraintsOf(activity: Activity): P6Row {
  const first = activity.constraintKind
  const second = activity.secondConstraintKind
  return {
    cstr_type: first === null ? null : constraints[first],
    cstr_date: first === null ? null : p6Date(activity.constraintAt),
    cstr_type2: second === null ? null : constraints[second],
    cstr_date2: second === null ? null : p6Date(activity.secondConstraintAt),
  }
}

function datesOf(activity: Activity, schedule: ScheduleResult | null, i: number, { project }: Plan): P6Row {
  const at = (dates: Float64Array | undefined) => {
    const date = dates?.[i]
    return date === undefined ? null : p6Date(date)
  }
  const early = { start: at(schedule?.earlyStart), finish: at(schedule?.earlyFinish) }
  const late = { start: at(schedule?.lateStart), finish: at(schedule?.lateFinish) }
  const isFinished = activity.actualFinish !== null
  const planned = p6Date(activity.actualStart) ?? p6Date(project.plannedStart)
  return {
    early_start_date: early.start,
    early_end_date: early.finish,
    late_start_date: late.start,
    late_end_date: late.finish,
    restart_date: isFinished ? null : early.start,
    reend_date: isFinished ? null : early.finish,
    rem_late_start_date: isFinished ? null : late.start,
    rem_late_end_date: isFinished ? null : late.finish,
    target_start_date: at(schedule?.start) ?? planned,
    target_end_date: at(schedule?.finish) ?? p6Date(activity.actualFinish) ?? planned,
    total_float_hr_cnt: p6Hours(schedule?.totalFloat[i] ?? null),
    free_float_hr_cnt: p6Hours(schedule?.freeFloat[i] ?? null),
    driving_path_flag: p6Flag(schedule?.isCritical[i] === 1 && project.criticalRule === 'longestPath'),
  }
}
