import type { ScheduleResult } from '#calc/schedule-result.ts'
import type { Plan } from '#model/plan.ts'
import { activityTable } from './xer-writer-activities.ts'
import { calendarTable } from './xer-writer-calendars.ts'
import { accountTables, expenseTable } from './xer-writer-costs.ts'
import { p6Ids } from './xer-writer-ids.ts'
import { linkTable } from './xer-writer-links.ts'
import { projectTables } from './xer-writer-project.ts'
import { assignmentTable, resourceTables } from './xer-writer-resources.ts'
import type { P6Table } from './xer-writer-table.ts'
import { wbsTable } from './xer-writer-wbs.ts'

/** A plan as the tables of P6, each after those it refers to; tables without rows are not there. */
export function p6Tables(plan: Plan, schedule: ScheduleResult | null): P6Table[] {
  const ids = p6Ids(plan)
  const { before, options } = projectTables(plan, ids)
  const wbs = wbsTable(plan, ids)
  return [
    ...before,
    ...accountTables(plan, ids),
    calendarTable(plan, ids),
    options,
    wbs.table,
    ...resourceTables(plan, ids),
    activityTable(plan, schedule, ids, wbs.idOf),
    linkTable(plan, ids),
    assignmentTable(plan, ids),
    expenseTable(plan, ids),
  ].filter(table => table.rows.length > 0)
}
