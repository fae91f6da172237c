import type { Assignment } from '#model/entities/assignment.ts'
import type { Resource } from '#model/entities/resource.ts'
import { moneyToMajor, type MinorUnits } from '#model/money.ts'
import type { Plan } from '#model/plan.ts'
import type { P6Ids } from './xer-writer-ids.ts'
import { p6Date, p6Table, type P6Row, type P6Table } from './xer-writer-table.ts'

/** P6 knows three kinds; what is neither people nor machines is counted in its own unit, as material is. */
const kinds = {
  labour: 'RT_Labor',
  machine: 'RT_Equip',
  material: 'RT_Mat',
  subcontract: 'RT_Mat',
  other: 'RT_Mat',
} as const satisfies Record<Resource['kind'], string>

const resourceColumns = [
  'rsrc_id',
  'parent_rsrc_id',
  'clndr_id',
  'guid',
  'rsrc_seq_num',
  'rsrc_name',
  'rsrc_short_name',
  'def_qty_per_hr',
  'cost_qty_type',
  'ot_factor',
  'active_flag',
  'auto_compute_act_flag',
  'def_cost_qty_link_flag',
  'ot_flag',
  'timesheet_flag',
  'curr_id',
  'unit_id',
  'rsrc_type',
  'load_tasks_flag',
  'level_flag',
] as const
const assignmentColumns = [
  'taskrsrc_id',
  'task_id',
  'proj_id',
  'cost_qty_link_flag',
  'rsrc_id',
  'remain_qty',
  'target_qty',
  'remain_qty_per_hr',
  'target_lag_drtn_hr_cnt',
  'target_qty_per_hr',
  'act_ot_qty',
  'act_reg_qty',
  'relag_drtn_hr_cnt',
  'cost_per_qty',
  'target_cost',
  'act_reg_cost',
  'act_ot_cost',
  'remain_cost',
  'rollup_dates_flag',
  'guid',
  'rate_type',
  'act_this_per_cost',
  'act_this_per_qty',
  'rsrc_type',
  'cost_per_qty_source_type',
] as const

/** UMEASURE, RSRC, RSRCRATE and TASKRSRC. */
export function resourceTables(plan: Plan, ids: P6Ids): P6Table[] {
  const units = unitIds(plan.resources, ids)
  const calendarId = ({ calendarKey }: Resource) =>
    calendarKey === null ? null : (ids.calendar.get(calendarKey) ?? null)
  const rates = plan.resources.filter(resource => resource.price !== null || resource.available !== null)
  return [
    p6Table(
      'UMEASURE',
      ['unit_id', 'seq_num', 'unit_abbrev', 'unit_name'],
      [...units].map(([unit, unit_id], i) => ({ unit_id, seq_num: i, unit_abbrev: unit, unit_name: unit })),
    ),
    p6Table(
      'RSRC',
      resourceColumns,
      plan.resources.map((resource, i) => ({
        rsrc_id: ids.resource.get(resource.rowKey) as string,
        clndr_id: calendarId(resource),
        rsrc_seq_num: i,
        rsrc_name: resource.name,
        rsrc_short_name: resource.code,
        def_qty_per_hr: 1,
        cost_qty_type: 'QT_Hour',
        ot_factor: 0,
        active_flag: 'Y',
        auto_compute_act_flag: 'N',
        def_cost_qty_link_flag: 'Y',
        ot_flag: 'N',
        timesheet_flag: 'N',
        curr_id: 1,
        unit_id: resource.unit === null ? null : (units.get(resource.unit) ?? null),
        rsrc_type: kinds[resource.kind],
        load_tasks_flag: 'N',
        level_flag: 'N',
      })),
    ),
    p6Table(
      'RSRCRATE',
      ['rsrc_rate_id', 'rsrc_id', 'max_qty_per_hr', 'cost_per_qty', 'start_date'],
      rates.map(resource => ({
        rsrc_rate_id: ids.next(),
        rsrc_id: ids.resource.get(resource.rowKey) as string,
        max_qty_per_hr: resource.available === null ? 0 : resource.available / 1000,
        cost_per_qty: resource.price === null ? null : resource.price / 10_000,
        start_date: p6Date(plan.project.plannedStart ?? plan.project.dataDate),
      })),
    ),
  ]
}

/** TASKRSRC. */
export function assignmentTable(plan: Plan, ids: P6Ids): P6Table {
  const kindOf = new Map<string, Resource>(plan.resources.map(resource => [resource.rowKey, resource]))
  return p6Table(
    'TASKRSRC',
    assignmentColumns,
    plan.assignments.flatMap(assignment => {
      const resource = kindOf.get(assignment.resourceKey)
      const task_id = ids.activity.get(assignment.activityKey)
      if (!resource || task_id === undefined) return []
      return [assignmentRow(assignment, resource, { task_id, plan, ids })]
    }),
  )
}

function assignmentRow(
  assignment: Assignment,
  resource: Resource,
  { task_id, plan, ids }: { task_id: string; plan: Plan; ids: P6Ids },
): P6Row {
  const quantity = (thousandths: number | null) => (thousandths === null ? null : thousandths / 1000)
  const cost = (amount: MinorUnits | null) =>
    amount === null ? null : moneyToMajor(amount, plan.project.currency)
  const { plannedCost, actualCost } = assignment
  const left = plannedCost === null ? null : Math.max(0, plannedCost - (actualCost ?? 0))
  return {
    taskrsrc_id: ids.assignment.get(assignment.rowKey) as string,
    task_id,
    proj_id: ids.project,
    cost_qty_link_flag: 'N',
    rsrc_id: ids.resource.get(resource.rowKey) as string,
    remain_qty: quantity(assignment.remainingQuantity),
    target_qty: quantity(assignment.plannedQuantity),
    remain_qty_per_hr: quantity(assignment.rate),
    target_lag_drtn_hr_cnt: 0,
    target_qty_per_hr: quantity(assignment.rate),
    act_reg_qty: quantity(assignment.actualQuantity),
    relag_drtn_hr_cnt: 0,
    cost_per_qty: resource.price === null ? 0 : resource.price / 10_000,
    target_cost: cost(plannedCost),
    act_reg_cost: cost(actualCost),
    remain_cost: cost(left as MinorUnits | null),
    rollup_dates_flag: 'Y',
    rate_type: 'COST_PER_QTY',
    act_this_per_cost: 0,
    act_this_per_qty: 0,
    rsrc_type: kinds[resource.kind],
    cost_per_qty_source_type: 'ST_Rsrc',
  }
}

/** People and machines are counted in hours without a unit of measure. */
function unitIds(resources: readonly Resource[], ids: P6Ids): Map<string, string> {
  const units = new Map<string, string>()
  for (const { unit, kind } of resources) {
    const isHours = unit === 'h' && (kind === 'labour' || kind === 'machine')
    if (unit !== null && !isHours && !units.has(unit)) units.set(unit, ids.next())
  }
  return units
}
