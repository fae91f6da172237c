import type { ScheduleResult } from '#calc/schedule-result.ts'
import type { Plan } from '#model/plan.ts'
import type { NotUsed } from './not-used.ts'
import { findLosses } from './plan-losses.ts'
import { readPmxml } from './pmxml.ts'
import { calendarElements } from './pmxml-calendar.ts'
import {
  projectObject,
  projectParts,
  sharedObjects,
  type PmxmlField,
  type PmxmlObject,
} from './pmxml-fields.ts'
import { readCalendarData } from './xer-calendar.ts'
import { p6Cautions } from './xer-writer-limits.ts'
import type { P6Table } from './xer-writer-table.ts'
import { p6Tables } from './xer-writer-tables.ts'

/** A plan as Primavera P6's XML, and what of the plan is not in it: found by reading the file back. `schedule` gives the dates that show before P6
 *  schedules. Elements stand in the order of a P6 export, within an object by their names. */
export function writePmxml(
  plan: Plan,
  schedule: ScheduleResult | null,
): { bytes: Uint8Array; losses: NotUsed[] } {
  const tables = new Map(p6Tables(plan, schedule).map(table => [table.name, table]))
  const bytes = new TextEncoder().encode(documentOf(tables))
  const file = `${plan.project.code}.xml`
  const [back] = readPmxml(bytes, file).plans
  return { bytes, losses: [...findLosses(plan, back as Plan, file), ...p6Cautions(plan, file)] }
}

type Cells = ReadonlyMap<string, string>
const namespace = 'http://xmlns.oracle.com/Primavera/P6/V19.12/API/BusinessObjects'

function documentOf(tables: ReadonlyMap<string, P6Table>): string {
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<APIBusinessObjects xmlns="${namespace}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`,
  ]
  for (const object of sharedObjects)
    for (const cells of rowsOf(tables, object)) lines.push(elementOf(object, cells, extrasOf(object, cells)))
  const root = (tables.get('PROJWBS') as P6Table).rows[0] as readonly string[]
  const rootCell = (column: string) => root[tables.get('PROJWBS')?.columns.indexOf(column) ?? -1] ?? ''
  for (const cells of rowsOf(tables, projectObject)) {
    lines.push(`<${projectObject.element}>`)
    lines.push(
      ...fieldLines(projectObject, cells, [
        tag('Name', rootCell('wbs_name')),
        tag('WBSObjectId', rootCell('wbs_id')),
        tag('OBSObjectId', rootCell('obs_id')),
        tag('Status', rootCell('status_code') === 'WS_Closed' ? 'Inactive' : 'Active'),
      ]),
    )
    for (const object of projectParts)
      for (const part of rowsOf(tables, object))
        if (part.get('proj_node_flag') !== 'Y')
          lines.push(elementOf(object, inProject(object, part, rootCell('wbs_id')), extrasOf(object, part)))
    lines.push(`</${projectObject.element}>`)
  }
  lines.push('</APIBusinessObjects>', '')
  return lines.join('\n')
}

function rowsOf(tables: ReadonlyMap<string, P6Table>, { table }: PmxmlObject): Cells[] {
  const found = tables.get(table)
  return (found?.rows ?? []).map(row => new Map(row.map((value, i) => [found?.columns[i] as string, value])))
}

/** Below the project's own node P6 leaves the parent out. */
function inProject({ table }: PmxmlObject, cells: Cells, rootId: string): Cells {
  const column = table === 'PROJWBS' ? 'parent_wbs_id' : table === 'TASK' ? 'wbs_id' : null
  if (column === null || cells.get(column) !== rootId) return cells
  return new Map([...cells, [column, '']])
}

function extrasOf({ table }: PmxmlObject, cells: Cells): string[] {
  if (table === 'CALENDAR') return calendarElements(readCalendarData(cells.get('clndr_data') ?? ''))
  if (table !== 'SCHEDOPTIONS') return []
  const isOverride = cells.get('sched_progress_override') === 'Y'
  const mode = isOverride
    ? 'Progress Override'
    : cells.get('sched_retained_logic') === 'Y'
      ? 'Retained Logic'
      : 'Actual Dates'
  return [tag('OutOfSequenceScheduleType', mode)]
}

function elementOf(object: PmxmlObject, cells: Cells, extras: readonly string[]): string {
  const { element } = object
  return [`<${element}>`, ...fieldLines(object, cells, extras), `</${element}>`].join('\n')
}

function fieldLines({ fields, fixed = {} }: PmxmlObject, cells: Cells, extras: readonly string[]): string[] {
  const written = fields.filter(field => !field.isComputed && cells.has(field.column))
  const simple = [
    ...written.map(field => fieldElement(field, cells.get(field.column) as string)),
    ...Object.entries(fixed).map(([name, value]) => tag(name, value)),
    ...extras.filter(line => !/^<(StandardWorkWeek|HolidayOrExceptions)>/.test(line)),
  ].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
  return [...simple, ...extras.filter(line => /^<(StandardWorkWeek|HolidayOrExceptions)>/.test(line))]
}

function nameOf(line: string): string {
  return /^<(\w+)/.exec(line)?.[1] ?? ''
}

function fieldElement({ element, form }: PmxmlField, value: string): string {
  if (value === '') return `<${element} xsi:nil="true"/>`
  if (form === 'text') return tag(element, value)
  if (form === 'date') return tag(element, `${value.replace(' ', 'T')}:00`)
  if (form === 'flag') return tag(element, value === 'Y' ? '1' : '0')
  if (form === 'share') return tag(element, String(Number((Number(value) / 100).toPrecision(15))))
  return tag(element, form[value] ?? value)
}

/** Characters that XML 1.0 has no place for are left out. */
function tag(name: string, value: string): string {
  const text = value.replace(forbidden, '').replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
  return `<${name}>${text}</${name}>`
}
const forbidden = /[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu
