import { moneyToMajor } from '#model/money.ts'
import type { MinorUnits } from '#model/money.ts'
import type { Plan } from '#model/plan.ts'
import type { P6Ids } from './xer-writer-ids.ts'
import { p6Date, p6Flag, p6Hours, p6Table, type P6Row, type P6Table } from './xer-writer-table.ts'

const lagCalendars = {
  predecessor: 'rcal_Predecessor',
  successor: 'rcal_Successor',
  project: 'rcal_ProjDefault',
  twentyFourHours: 'rcal_24Hour',
} as const
const floats = { finish: 'FT_FF', start: 'FT_SF', smallest: 'FT_MIN' } as const

/** The tables around the activities: currency, OBS, project, options. */
export function projectTables(plan: Plan, ids: P6Ids): { before: P6Table[]; options: P6Table } {
  const { project } = plan
  return {
    before: [
      p6Table(
        'CURRTYPE',
        [
          'curr_id',
          'decimal_digit_cnt',
          'curr_symbol',
          'decimal_symbol',
          'digit_group_symbol',
          'pos_curr_fmt_type',
          'neg_curr_fmt_type',
          'curr_type',
          'curr_short_name',
          'group_digit_cnt',
          'base_exch_rate',
        ],
        [
          {
            curr_id: 1,
            decimal_digit_cnt: Math.round(Math.log10(1 / moneyToMajor(1 as MinorUnits, project.currency))),
            // No sign: ¥ is in no code page that holds Chinese as well.
            curr_symbol: project.currency,
            decimal_symbol: '.',
            digit_group_symbol: ',',
            pos_curr_fmt_type: '#1.1',
            neg_curr_fmt_type: '(#1.1)',
            curr_type: project.currency,
            curr_short_name: project.currency,
            group_digit_cnt: 3,
            base_exch_rate: 1,
          },
        ],
      ),
      p6Table(
        'OBS',
        ['obs_id', 'parent_obs_id', 'guid', 'seq_num', 'obs_name', 'obs_descr'],
        [{ obs_id: obsId, seq_num: 0, obs_name: 'Enterprise' }],
      ),
      p6Table('PROJECT', projectColumns, [projectRow(plan, ids)]),
    ],
    options: p6Table('SCHEDOPTIONS', optionColumns, [optionsRow(plan, ids)]),
  }
}

/** The one node of the organisation that a P6 project needs. */
export const obsId = '1'

const projectColumns = [
  'proj_id',
  'fy_start_month_num',
  'rsrc_self_add_flag',
  'allow_complete_flag',
  'rsrc_multi_assign_flag',
  'checkout_flag',
  'project_flag',
  'step_complete_flag',
  'cost_qty_recalc_flag',
  'batch_sum_flag',
  'name_sep_char',
  'def_complete_pct_type',
  'proj_short_name',
  'clndr_id',
  'task_code_base',
  'task_code_step',
  'priority_num',
  'wbs_max_sum_level',
  'strgy_priority_num',
  'critical_drtn_hr_cnt',
  'def_cost_per_qty',
  'last_recalc_date',
  'plan_start_date',
  'plan_end_date',
  'add_date',
  'def_duration_type',
  'task_code_prefix',
  'def_qty_type',
  'def_rate_type',
  'act_this_per_link_flag',
  'add_act_remain_flag',
  'def_task_type',
  'act_pct_link_flag',
  'critical_path_type',
  'task_code_prefix_flag',
  'def_rollup_dates_flag',
  'use_project_baseline_flag',
  'rem_target_link_flag',
  'reset_planned_flag',
  'allow_neg_act_flag',
  'sum_assign_level',
  'export_flag',
] as const

function projectRow({ project }: Plan, ids: P6Ids): P6Row {
  return {
    proj_id: ids.project,
    fy_start_month_num: 1,
    rsrc_self_add_flag: 'Y',
    allow_complete_flag: 'Y',
    rsrc_multi_assign_flag: 'Y',
    checkout_flag: 'N',
    project_flag: 'Y',
    step_complete_flag: 'N',
    cost_qty_recalc_flag: 'N',
    batch_sum_flag: 'Y',
    name_sep_char: '.',
    def_complete_pct_type: 'CP_Phys',
    proj_short_name: project.code,
    clndr_id: project.calendarKey === null ? null : (ids.calendar.get(project.calendarKey) ?? null),
    task_code_base: 1000,
    task_code_step: 10,
    priority_num: 10,
    wbs_max_sum_level: 2,
    strgy_priority_num: 500,
    critical_drtn_hr_cnt: p6Hours(project.criticalFloat),
    def_cost_per_qty: 0,
    last_recalc_date: p6Date(project.dataDate),
    plan_start_date: p6Date(project.plannedStart),
    plan_end_date: p6Date(project.mustFinishBy),
    add_date: p6Date(project.plannedStart),
    def_duration_type: 'DT_FixedDUR2',
    task_code_prefix: 'A',
    def_qty_type: 'QT_Hour',
    def_rate_type: 'COST_PER_QTY',
    act_this_per_link_flag: 'Y',
    add_act_remain_flag: 'N',
    def_task_type: 'TT_Task',
    act_pct_link_flag: 'N',
    critical_path_type: project.criticalRule === 'longestPath' ? 'CT_DrivPath' : 'CT_TotFloat',
    task_code_prefix_flag: 'Y',
    def_rollup_dates_flag: 'Y',
    use_project_baseline_flag: 'Y',
    rem_target_link_flag: 'Y',
    reset_planned_flag: 'N',
    allow_neg_act_flag: 'N',
    sum_assign_level: 'SL_Taskrsrc',
    export_flag: 'Y',
  }
}

const optionColumns = [
  'schedoptions_id',
  'proj_id',
  'sched_outer_depend_type',
  'sched_open_critical_flag',
  'sched_lag_early_start_flag',
  'sched_retained_logic',
  'sched_setplantoforecast',
  'sched_float_type',
  'sched_calendar_on_relationship_lag',
  'sched_use_expect_end_flag',
  'sched_progress_override',
  'level_float_thrs_cnt',
  'level_outer_assign_flag',
  'level_outer_assign_priority',
  'level_over_alloc_pct',
  'level_within_float_flag',
  'level_keep_sched_date_flag',
  'level_all_rsrc_flag',
  'sched_use_project_end_date_for_float',
  'enable_multiple_longest_path_calc',
  'limit_multiple_longest_path_calc',
  'max_multiple_longest_path',
  'use_total_float_multiple_longest_paths',
  'key_activity_for_multiple_longest_paths',
] as const

function optionsRow({ project }: Plan, ids: P6Ids): P6Row {
  return {
    schedoptions_id: ids.next(),
    proj_id: ids.project,
    sched_outer_depend_type: 'SD_Both',
    sched_open_critical_flag: p6Flag(project.openEndsAreCritical),
    sched_lag_early_start_flag: p6Flag(project.startLagFrom === 'earlyStart'),
    sched_retained_logic: p6Flag(project.progressMode === 'retainedLogic'),
    sched_setplantoforecast: 'N',
    sched_float_type: floats[project.floatBy],
    sched_calendar_on_relationship_lag: lagCalendars[project.lagCalendar],
    sched_use_expect_end_flag: p6Flag(project.usesExpectedFinish),
    sched_progress_override: p6Flag(project.progressMode === 'progressOverride'),
    level_float_thrs_cnt: 0,
    level_outer_assign_flag: 'N',
    level_outer_assign_priority: 5,
    level_over_alloc_pct: 25,
    level_within_float_flag: 'N',
    level_keep_sched_date_flag: 'Y',
    level_all_rsrc_flag: 'Y',
    sched_use_project_end_date_for_float: p6Flag(!project.floatToNetworkEnd),
    enable_multiple_longest_path_calc: p6Flag(project.floatPaths !== null),
    limit_multiple_longest_path_calc: 'Y',
    max_multiple_longest_path: project.floatPaths ?? 10,
    use_total_float_multiple_longest_paths: p6Flag(project.floatPathsBy === 'totalFloat'),
    key_activity_for_multiple_longest_paths:
      project.floatPathsTo === null ? null : (ids.activity.get(project.floatPathsTo) ?? null),
  }
}
