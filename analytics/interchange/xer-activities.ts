import type { Activity } from '#model/entities/activity.ts'
import { formatMinute, type PlanMinute } from '#model/plan-time.ts'
import type { XerReader, XerRow } from './xer-rows.ts'
import { keyOf, type XerScope } from './xer-scope.ts'

/** Dates and floats that P6 computed and stored, for comparison only: never an input. Null where the file has none. */
export interface StoredDates {
  code: string
  earlyStart: PlanMinute | null
  earlyFinish: PlanMinute | null
  lateStart: PlanMinute | null
  lateFinish: PlanMinute | null
  /** Working minutes, with P6's decimals. */
  totalFloat: number | null
  freeFloat: number | null
}

const kinds = {
  TT_Task: 'task',
  TT_Rsrc: 'resourceDependent',
  TT_Mile: 'startMilestone',
  TT_FinMile: 'finishMilestone',
  TT_LOE: 'levelOfEffort',
  TT_WBS: 'wbsSummary',
} as const
const constraints = {
  CS_MSO: 'startOn',
  CS_MSOB: 'startOnOrBefore',
  CS_MSOA: 'startOnOrAfter',
  CS_MEO: 'finishOn',
  CS_MEOB: 'finishOnOrBefore',
  CS_MEOA: 'finishOnOrAfter',
  CS_ALAP: 'asLateAsPossible',
  CS_MANDSTART: 'mandatoryStart',
  CS_MANDFIN: 'mandatoryFinish',
} as const
const secondConstraints = {
  CS_MSOB: 'startOnOrBefore',
  CS_MSOA: 'startOnOrAfter',
  CS_MEOB: 'finishOnOrBefore',
  CS_MEOA: 'finishOnOrAfter',
} as const
const completeKinds = { CP_Drtn: 'duration', CP_Phys: 'physical', CP_Units: 'units' } as const

/** One row of TASK as an activity. */
export function activityRow(reader: XerReader, row: XerRow, scope: XerScope, codes: Set<string>): Activity {
  const id = row.text('task_id')
  const written = row.text('task_code') || `T${id}`
  const code = scope.unique(written, codes)
  if (code !== written)
    reader.leaveOut(
      { code: 'xer-code-repeated', at: { part: 'TASK' }, data: { code: written, used: code } },
      row.line,
    )
  const duration = Math.max(0, row.minutes('target_drtn_hr_cnt') ?? 0)
  const remaining = Math.max(0, row.minutes('remain_drtn_hr_cnt') ?? duration)
  const progress = progressOf(reader, row, scope, code)
  const isStarted = progress.actualStart !== null || progress.actualFinish !== null
  const first = constraintOf(reader, row, code, 'cstr_type', 'cstr_date', constraints)
  const second = constraintOf(reader, row, code, 'cstr_type2', 'cstr_date2', secondConstraints)
  return {
    projectId: scope.projectId,
    rowKey: keyOf<'activity'>(scope, 'A', id),
    code,
    name: row.text('task_name').replace(/\u007f+/g, ' ') || code,
    wbs: scope.wbsCodes.get(row.text('wbs_id')) ?? null,
    kind: reader.choice(row, 'TASK', 'task_type', kinds, 'task'),
    calendarKey: scope.calendarKeys.get(row.text('clndr_id')) ?? null,
    duration: duration as Activity['duration'],
    constraintKind: first.kind,
    constraintAt: first.at,
    secondConstraintKind: second.kind,
    secondConstraintAt: second.at,
    ...progress,
    // Work not started has no remaining duration of its own unless P6 says a different one.
    remainingDuration: (isStarted || remaining !== duration
      ? remaining
      : null) as Activity['remainingDuration'],
    completeRatio: completeRatio(
      row,
      isStarted,
      progress.actualFinish !== null,
      duration,
      remaining,
    ) as Activity['completeRatio'],
    completeKind: reader.choice(row, 'TASK', 'complete_pct_type', completeKinds, 'duration'),
    suspendedAt: row.date('suspend_date'),
    resumedAt: row.date('resume_date'),
    pauses: null,
    levelledStart: null,
    expectedFinish: row.date('expect_end_date'),
    deadline: null,
    externalEarlyStart: row.date('external_early_start_date'),
    externalLateFinish: row.date('external_late_end_date'),
    drawingsOn: null,
    optimisticDuration: null,
    mostLikelyDuration: null,
    pessimisticDuration: null,
    quantity: null,
    quantityUnit: null,
  }
}

/** The dates and floats P6 left in a row of TASK. */
export function storedDates(row: XerRow, code: string): StoredDates {
  const float = (column: string) => {
    const hours = row.number(column)
    return hours === null ? null : hours * 60
  }
  return {
    code,
    earlyStart: row.date('early_start_date'),
    earlyFinish: row.date('early_end_date'),
    lateStart: row.date('late_start_date'),
    lateFinish: row.date('late_end_date'),
    totalFloat: float('total_float_hr_cnt'),
    freeFloat: float('free_float_hr_cnt'),
  }
}

/** The status decides what has started and finished; a date it calls for and that is missing is taken from the data date. */
function progressOf(
  reader: XerReader,
  row: XerRow,
  scope: XerScope,
  code: string,
): Pick<Activity, 'actualStart' | 'actualFinish'> {
  const status = row.text('status_code')
  const start = row.date('act_start_date')
  const finish = row.date('act_end_date')
  if (status === 'TK_NotStart') return { actualStart: null, actualFinish: null }
  if (status !== 'TK_Active' && status !== 'TK_Complete') return { actualStart: start, actualFinish: finish }
  const fill = (date: PlanMinute | null, column: string, instead: PlanMinute | null): PlanMinute | null => {
    if (date !== null) return date
    const used = instead === null ? null : formatMinute(instead)
    reader.leaveOut({ code: 'xer-actual-missing', data: { activity: code, status, column, used } }, row.line)
    return instead
  }
  const actualStart = fill(start, 'act_start_date', finish ?? scope.dataDate)
  const actualFinish =
    status === 'TK_Complete' ? fill(finish, 'act_end_date', scope.dataDate ?? actualStart) : null
  return { actualStart, actualFinish }
}

function completeRatio(
  row: XerRow,
  isStarted: boolean,
  isFinished: boolean,
  duration: number,
  remaining: number,
): number | null {
  const physical = row.number('phys_complete_pct')
  const done = (row.number('act_work_qty') ?? 0) + (row.number('act_equip_qty') ?? 0)
  const left = (row.number('remain_work_qty') ?? 0) + (row.number('remain_equip_qty') ?? 0)
  if (isFinished) return 1
  if (!isStarted) return 0
  switch (row.text('complete_pct_type')) {
    case 'CP_Phys':
      return physical === null ? null : share(physical, 100)
    case 'CP_Units':
      return share(done, done + left)
    default:
      return share(duration - remaining, duration)
  }
}

function share(part: number, whole: number): number | null {
  return whole > 0 ? Math.min(1, Math.max(0, part / whole)) : null
}

function constraintOf<K extends string>(
  reader: XerReader,
  row: XerRow,
  activity: string,
  column: string,
  dateColumn: string,
  choices: Record<string, K>,
): { kind: K | null; at: PlanMinute | null } {
  const value = row.text(column)
  const date = row.date(dateColumn)
  if (value === '') return { kind: null, at: null }
  const kind = Object.hasOwn(choices, value) ? (choices[value] as K) : null
  if (kind === null) {
    reader.leaveOut(
      { code: 'xer-choice-unknown', data: { table: 'TASK', column, value, count: 1, used: null } },
      row.line,
    )
    return { kind: null, at: null }
  }
  if (kind === 'asLateAsPossible' || date !== null)
    return { kind, at: kind === 'asLateAsPossible' ? null : date }
  reader.leaveOut({ code: 'xer-constraint-without-date', data: { activity, constraint: value } }, row.line)
  return { kind: null, at: null }
}
