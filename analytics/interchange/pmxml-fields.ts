/** How a value stands in P6's XML where a .xer file has its own form: shares as 0..1, dates with a T, flags as 1 and 0, choices in words. */
type PmxmlForm = 'text' | 'date' | 'share' | 'flag' | Readonly<Record<string, string>>
export interface PmxmlField {
  /** Column of the .xer table. */
  column: string
  element: string
  form: PmxmlForm
  /** Computed by P6: read for comparison, not written. */
  isComputed?: true
}
export interface PmxmlObject {
  element: string
  table: string
  fields: readonly PmxmlField[]
  /** What P6 wants besides and no plan decides. */
  fixed?: Readonly<Record<string, string>>
}

const field = (column: string, element: string, form: PmxmlForm = 'text'): PmxmlField => ({
  column,
  element,
  form,
})
const computed = (column: string, element: string, form: PmxmlForm = 'text'): PmxmlField => ({
  column,
  element,
  form,
  isComputed: true,
})

const constraintWords = {
  CS_MSO: 'Start On',
  CS_MSOB: 'Start On or Before',
  CS_MSOA: 'Start On or After',
  CS_MEO: 'Finish On',
  CS_MEOB: 'Finish On or Before',
  CS_MEOA: 'Finish On or After',
  CS_ALAP: 'As Late As Possible',
  CS_MANDSTART: 'Mandatory Start',
  CS_MANDFIN: 'Mandatory Finish',
}
const completeWords = { CP_Drtn: 'Duration', CP_Phys: 'Physical', CP_Units: 'Units' }
const typeWords = {
  TT_Task: 'Task Dependent',
  TT_Rsrc: 'Resource Dependent',
  TT_Mile: 'Start Milestone',
  TT_FinMile: 'Finish Milestone',
  TT_LOE: 'Level of Effort',
  TT_WBS: 'WBS Summary',
}
const resourceWords = { RT_Labor: 'Labor', RT_Equip: 'Nonlabor', RT_Mat: 'Material' }

/** Objects of P6's XML outside any project, in the order of a P6 export. Names are those of Oracle's "Primavera P6 EPPM XML schema", p6apibo.xsd. */
export const sharedObjects: readonly PmxmlObject[] = [
  {
    element: 'Currency',
    table: 'CURRTYPE',
    fields: [
      field('curr_id', 'ObjectId'),
      field('curr_short_name', 'Id'),
      field('curr_type', 'Name'),
      field('curr_symbol', 'Symbol'),
      field('base_exch_rate', 'ExchangeRate'),
      field('decimal_digit_cnt', 'DecimalPlaces'),
    ],
    fixed: {
      DecimalSymbol: 'Period',
      DigitGroupingSymbol: 'Comma',
      PositiveSymbol: '#1.1',
      NegativeSymbol: '(#1.1)',
    },
  },
  {
    element: 'UnitOfMeasure',
    table: 'UMEASURE',
    fields: [
      field('unit_id', 'ObjectId'),
      field('unit_abbrev', 'Abbreviation'),
      field('unit_name', 'Name'),
      field('seq_num', 'SequenceNumber'),
    ],
  },
  {
    element: 'OBS',
    table: 'OBS',
    fields: [
      field('obs_id', 'ObjectId'),
      field('obs_name', 'Name'),
      field('seq_num', 'SequenceNumber'),
      field('parent_obs_id', 'ParentObjectId'),
      field('obs_descr', 'Description'),
      field('guid', 'GUID'),
    ],
  },
  {
    element: 'CostAccount',
    table: 'ACCOUNT',
    fields: [
      field('acct_id', 'ObjectId'),
      field('parent_acct_id', 'ParentObjectId'),
      field('acct_short_name', 'Id'),
      field('acct_name', 'Name'),
      field('acct_descr', 'Description'),
      field('acct_seq_num', 'SequenceNumber'),
    ],
  },
  {
    element: 'ExpenseCategory',
    table: 'COSTTYPE',
    fields: [
      field('cost_type_id', 'ObjectId'),
      field('cost_type', 'Name'),
      field('seq_num', 'SequenceNumber'),
    ],
  },
  {
    element: 'Calendar',
    table: 'CALENDAR',
    fields: [
      field('clndr_id', 'ObjectId'),
      field('clndr_name', 'Name'),
      field('proj_id', 'ProjectObjectId'),
      field('base_clndr_id', 'BaseCalendarObjectId'),
      field('default_flag', 'IsDefault', 'flag'),
      field('rsrc_private', 'IsPersonal', 'flag'),
      field('clndr_type', 'Type', { CA_Base: 'Global', CA_Project: 'Project', CA_Rsrc: 'Resource' }),
      field('day_hr_cnt', 'HoursPerDay'),
      field('week_hr_cnt', 'HoursPerWeek'),
      field('month_hr_cnt', 'HoursPerMonth'),
      field('year_hr_cnt', 'HoursPerYear'),
    ],
  },
  {
    element: 'Resource',
    table: 'RSRC',
    fields: [
      field('rsrc_id', 'ObjectId'),
      field('rsrc_short_name', 'Id'),
      field('rsrc_name', 'Name'),
      field('rsrc_type', 'ResourceType', resourceWords),
      field('clndr_id', 'CalendarObjectId'),
      field('unit_id', 'UnitOfMeasureObjectId'),
      field('curr_id', 'CurrencyObjectId'),
      field('rsrc_seq_num', 'SequenceNumber'),
    ],
    fixed: { IsActive: '1', CalculateCostFromUnits: '1', AutoComputeActuals: '0', DefaultUnitsPerTime: '1' },
  },
  {
    element: 'ResourceRate',
    table: 'RSRCRATE',
    fields: [
      field('rsrc_rate_id', 'ObjectId'),
      field('rsrc_id', 'ResourceObjectId'),
      field('start_date', 'EffectiveDate', 'date'),
      field('max_qty_per_hr', 'MaxUnitsPerTime'),
      field('cost_per_qty', 'PricePerUnit'),
    ],
  },
]

/** The project itself. Its own WBS node is part of it. */
export const projectObject: PmxmlObject = {
  element: 'Project',
  table: 'PROJECT',
  fields: [
    field('proj_id', 'ObjectId'),
    field('proj_short_name', 'Id'),
    field('clndr_id', 'ActivityDefaultCalendarObjectId'),
    field('last_recalc_date', 'DataDate', 'date'),
    field('plan_start_date', 'PlannedStartDate', 'date'),
    field('plan_end_date', 'MustFinishByDate', 'date'),
    field('add_date', 'DateAdded', 'date'),
    field('critical_drtn_hr_cnt', 'CriticalActivityFloatLimit'),
    field('critical_path_type', 'CriticalActivityPathType', {
      CT_TotFloat: 'Critical Float',
      CT_DrivPath: 'Longest Path',
    }),
  ],
  fixed: {
    ActivityDefaultActivityType: 'Task Dependent',
    ActivityDefaultDurationType: 'Fixed Duration and Units',
    ActivityDefaultPercentCompleteType: 'Physical',
    WBSCodeSeparator: '.',
  },
}

/** Objects inside a project, in the order of a P6 export. */
export const projectParts: readonly PmxmlObject[] = [
  {
    element: 'WBS',
    table: 'PROJWBS',
    fields: [
      field('wbs_id', 'ObjectId'),
      field('proj_id', 'ProjectObjectId'),
      field('obs_id', 'OBSObjectId'),
      field('parent_wbs_id', 'ParentObjectId'),
      field('wbs_short_name', 'Code'),
      field('wbs_name', 'Name'),
      field('seq_num', 'SequenceNumber'),
      field('status_code', 'Status', { WS_Open: 'Active', WS_Closed: 'Inactive', WS_Planned: 'Planned' }),
    ],
  },
  {
    element: 'Activity',
    table: 'TASK',
    fields: [
      field('task_id', 'ObjectId'),
      field('proj_id', 'ProjectObjectId'),
      field('wbs_id', 'WBSObjectId'),
      field('clndr_id', 'CalendarObjectId'),
      field('task_code', 'Id'),
      field('task_name', 'Name'),
      field('task_type', 'Type', typeWords),
      field('status_code', 'Status', {
        TK_NotStart: 'Not Started',
        TK_Active: 'In Progress',
        TK_Complete: 'Completed',
      }),
      field('complete_pct_type', 'PercentCompleteType', completeWords),
      field('phys_complete_pct', 'PhysicalPercentComplete', 'share'),
      field('target_drtn_hr_cnt', 'PlannedDuration'),
      field('remain_drtn_hr_cnt', 'RemainingDuration'),
      field('act_work_qty', 'ActualLaborUnits'),
      field('remain_work_qty', 'RemainingLaborUnits'),
      field('target_work_qty', 'PlannedLaborUnits'),
      field('act_equip_qty', 'ActualNonLaborUnits'),
      field('remain_equip_qty', 'RemainingNonLaborUnits'),
      field('target_equip_qty', 'PlannedNonLaborUnits'),
      field('cstr_type', 'PrimaryConstraintType', constraintWords),
      field('cstr_date', 'PrimaryConstraintDate', 'date'),
      field('cstr_type2', 'SecondaryConstraintType', constraintWords),
      field('cstr_date2', 'SecondaryConstraintDate', 'date'),
      field('act_start_date', 'ActualStartDate', 'date'),
      field('act_end_date', 'ActualFinishDate', 'date'),
      field('expect_end_date', 'ExpectedFinishDate', 'date'),
      field('suspend_date', 'SuspendDate', 'date'),
      field('resume_date', 'ResumeDate', 'date'),
      field('external_early_start_date', 'ExternalEarlyStartDate', 'date'),
      field('external_late_end_date', 'ExternalLateFinishDate', 'date'),
      field('target_start_date', 'PlannedStartDate', 'date'),
      field('target_end_date', 'PlannedFinishDate', 'date'),
      field('early_start_date', 'RemainingEarlyStartDate', 'date'),
      field('early_end_date', 'RemainingEarlyFinishDate', 'date'),
      field('late_start_date', 'RemainingLateStartDate', 'date'),
      field('late_end_date', 'RemainingLateFinishDate', 'date'),
      computed('total_float_hr_cnt', 'TotalFloat'),
      computed('free_float_hr_cnt', 'FreeFloat'),
    ],
    fixed: { DurationType: 'Fixed Duration and Units', LevelingPriority: 'Normal', AutoComputeActuals: '0' },
  },
  {
    element: 'ResourceAssignment',
    table: 'TASKRSRC',
    fields: [
      field('taskrsrc_id', 'ObjectId'),
      field('task_id', 'ActivityObjectId'),
      field('proj_id', 'ProjectObjectId'),
      field('rsrc_id', 'ResourceObjectId'),
      field('rsrc_type', 'ResourceType', resourceWords),
      field('target_qty', 'PlannedUnits'),
      field('target_qty_per_hr', 'PlannedUnitsPerTime'),
      field('remain_qty', 'RemainingUnits'),
      field('remain_qty_per_hr', 'RemainingUnitsPerTime'),
      field('act_reg_qty', 'ActualRegularUnits'),
      field('act_ot_qty', 'ActualOvertimeUnits'),
      field('target_cost', 'PlannedCost'),
      field('remain_cost', 'RemainingCost'),
      field('act_reg_cost', 'ActualRegularCost'),
      field('act_ot_cost', 'ActualOvertimeCost'),
      field('cost_per_qty', 'PricePerUnit'),
    ],
    fixed: { RateType: 'Price / Unit', RateSource: 'Resource', IsCostUnitsLinked: '0' },
  },
  {
    element: 'ActivityExpense',
    table: 'PROJCOST',
    fields: [
      field('cost_item_id', 'ObjectId'),
      field('task_id', 'ActivityObjectId'),
      field('proj_id', 'ProjectObjectId'),
      field('acct_id', 'CostAccountObjectId'),
      field('cost_type_id', 'ExpenseCategoryObjectId'),
      field('cost_name', 'ExpenseItem'),
      field('po_number', 'DocumentNumber'),
      field('target_cost', 'PlannedCost'),
      field('act_cost', 'ActualCost'),
      field('remain_cost', 'RemainingCost'),
      field('target_qty', 'PlannedUnits'),
      field('cost_per_qty', 'PricePerUnit'),
    ],
    fixed: { AccrualType: 'Uniform Over Activity', AutoComputeActuals: '0' },
  },
  {
    element: 'Relationship',
    table: 'TASKPRED',
    fields: [
      field('task_pred_id', 'ObjectId'),
      field('pred_task_id', 'PredecessorActivityObjectId'),
      field('pred_proj_id', 'PredecessorProjectObjectId'),
      field('task_id', 'SuccessorActivityObjectId'),
      field('proj_id', 'SuccessorProjectObjectId'),
      field('lag_hr_cnt', 'Lag'),
      field('pred_type', 'Type', {
        PR_FS: 'Finish to Start',
        PR_SS: 'Start to Start',
        PR_FF: 'Finish to Finish',
        PR_SF: 'Start to Finish',
      }),
    ],
  },
  {
    element: 'ScheduleOptions',
    table: 'SCHEDOPTIONS',
    fields: [
      field('schedoptions_id', 'ObjectId'),
      field('proj_id', 'ProjectObjectId'),
      field('sched_use_project_end_date_for_float', 'CalculateFloatBasedOnFinishDate', 'flag'),
      field('sched_float_type', 'ComputeTotalFloatType', {
        FT_FF: 'Finish Float = Late Finish - Early Finish',
        FT_SF: 'Start Float = Late Start - Early Start',
        FT_MIN: 'Smallest of Start Float and Finish Float',
      }),
      field('sched_open_critical_flag', 'MakeOpenEndedActivitiesCritical', 'flag'),
      field('sched_calendar_on_relationship_lag', 'RelationshipLagCalendar', {
        rcal_Predecessor: 'Predecessor Activity Calendar',
        rcal_Successor: 'Successor Activity Calendar',
        rcal_24Hour: '24 Hour Calendar',
        rcal_ProjDefault: 'Project Default Calendar',
      }),
      field('sched_lag_early_start_flag', 'StartToStartLagCalculationType', 'flag'),
      field('sched_use_expect_end_flag', 'UseExpectedFinishDates', 'flag'),
      field('enable_multiple_longest_path_calc', 'MultipleFloatPathsEnabled', 'flag'),
      field('max_multiple_longest_path', 'MaximumMultipleFloatPaths'),
      field('use_total_float_multiple_longest_paths', 'MultipleFloatPathsUseTotalFloat', 'flag'),
      field('key_activity_for_multiple_longest_paths', 'MultipleFloatPathsEndingActivityObjectId'),
    ],
  },
]
