import type { XmlElement, XmlFile } from './xml-file.ts'
import type { XerFile, XerTable } from './xer-file.ts'
import { calendarText, lastMinuteOf } from './pmxml-calendar.ts'
import {
  projectObject,
  projectParts,
  sharedObjects,
  type PmxmlField,
  type PmxmlObject,
} from './pmxml-fields.ts'

/** The objects of P6's XML as the tables a .xer file would hold. What has no column keeps the name of its element, so that it can be named when
 *  nothing is made of it. */
export function pmxmlTables(file: XmlFile): XerFile {
  const tables = new PmxmlTables(file)
  for (const element of file.root.children) {
    if (element.name === projectObject.element) tables.takeProject(element)
    else tables.take(element, null)
  }
  return {
    name: file.name,
    encoding: file.encoding,
    currency: null,
    tables: tables.tables,
    notUsed: [...file.notUsed],
  }
}

const objects = new Map<string, PmxmlObject>(
  [...sharedObjects, projectObject, ...projectParts].map(object => [object.element, object]),
)

class PmxmlTables {
  readonly tables = new Map<string, XerTable>()
  readonly #lastMinute: 0 | 1

  constructor({ root }: XmlFile) {
    const calendars = root.children.flatMap(child =>
      child.name === 'Calendar' ? [child] : child.children.filter(part => part.name === 'Calendar'),
    )
    this.#lastMinute = lastMinuteOf(calendars)
  }

  /** The project's own columns, its root node of WBS and the objects inside it. */
  takeProject(element: XmlElement): void {
    const projectId = textOf(element, 'ObjectId')
    const parts = element.children.filter(child => child.children.length > 0)
    const ownRoot = textOf(element, 'WBSObjectId')
    const rootId = ownRoot === '' ? `root-${projectId}` : ownRoot
    const own = new Set(['Name', 'WBSObjectId', 'Status'])
    this.#add(projectObject, element, {}, child => child.children.length > 0 || own.has(child.name))
    this.#row('PROJWBS', element.line, [
      ['wbs_id', rootId],
      ['proj_id', projectId],
      ['proj_node_flag', 'Y'],
      ['wbs_short_name', textOf(element, 'Id')],
      ['wbs_name', textOf(element, 'Name')],
      ['status_code', textOf(element, 'Status') === 'Inactive' ? 'WS_Closed' : 'WS_Open'],
    ])
    for (const part of parts) this.take(part, { projectId, rootId })
  }

  take(element: XmlElement, project: { projectId: string; rootId: string } | null): void {
    const object = objects.get(element.name)
    if (!object || object === projectObject) {
      this.#row(element.name, element.line, [])
      return
    }
    const given: Record<string, string> = {}
    if (project && object.fields.some(one => one.column === 'proj_id') && object.table !== 'CALENDAR')
      given['proj_id'] = project.projectId
    if (project && object.table === 'CALENDAR') given['proj_id'] = project.projectId
    if (project && object.table === 'PROJWBS' && textOf(element, 'ParentObjectId') === '')
      given['parent_wbs_id'] = project.rootId
    if (project && object.table === 'TASK' && textOf(element, 'WBSObjectId') === '')
      given['wbs_id'] = project.rootId
    if (object.table === 'CALENDAR') given['clndr_data'] = calendarText(element, this.#lastMinute)
    if (object.table === 'SCHEDOPTIONS') Object.assign(given, progressColumns(element))
    const isRead = object.table === 'CALENDAR' || object.table === 'SCHEDOPTIONS'
    this.#add(object, element, given, child => isRead && calendarParts.has(child.name))
  }

  #add(
    { table, fields }: PmxmlObject,
    element: XmlElement,
    given: Readonly<Record<string, string>>,
    isKnown: (child: XmlElement) => boolean,
  ): void {
    const byElement = new Map<string, PmxmlField>(fields.map(field => [field.element, field]))
    const values = new Map<string, string>()
    for (const child of element.children) {
      const field = byElement.get(child.name)
      if (field) {
        if (!values.has(field.column)) values.set(field.column, inXerForm(child.text, field))
      } else if (!isKnown(child) && isFilled(child)) values.set(child.name, child.text || '…')
    }
    for (const [column, value] of Object.entries(given))
      if ((values.get(column) ?? '') === '') values.set(column, value)
    this.#row(table, element.line, [...values])
  }

  #row(name: string, line: number, values: readonly (readonly [string, string])[]): void {
    let table = this.tables.get(name)
    if (!table) this.tables.set(name, (table = { name, line, columns: new Map(), rows: [], lines: [] }))
    const row: string[] = []
    for (const [column, value] of values) {
      let place = table.columns.get(column)
      if (place === undefined) table.columns.set(column, (place = table.columns.size))
      row[place] = value
    }
    // Columns that other rows have and this one has not are blank.
    table.rows.push(Array.from(row, value => value ?? ''))
    table.lines.push(line)
  }
}

const calendarParts = new Set(['StandardWorkWeek', 'HolidayOrExceptions', 'OutOfSequenceScheduleType'])

/** How progress is scheduled is one choice in XML and two flags in a .xer file; a limit of float paths counts where it is given. */
function progressColumns(options: XmlElement): Record<string, string> {
  const mode = textOf(options, 'OutOfSequenceScheduleType')
  return {
    sched_progress_override: mode === 'Progress Override' ? 'Y' : 'N',
    sched_retained_logic: mode === 'Retained Logic' || mode === '' ? 'Y' : 'N',
    limit_multiple_longest_path_calc: textOf(options, 'MaximumMultipleFloatPaths') === '' ? 'N' : 'Y',
  }
}

function inXerForm(text: string, { form }: PmxmlField): string {
  if (text === '') return ''
  if (form === 'text') return text
  // Plan time has no zone: what a zone says is cut off.
  if (form === 'date')
    return text.replace(/(?:Z|[+-]\d{2}:\d{2})$/, '').replace(/^(\d{4}-\d{2}-\d{2})$/, '$1T00:00')
  if (form === 'flag') return /^(1|true|y)$/i.test(text) ? 'Y' : /^(0|false|n)$/i.test(text) ? 'N' : text
  if (form === 'share') {
    const share = Number(text)
    return Number.isFinite(share) ? String(Number((share * 100).toPrecision(15))) : text
  }
  const known = Object.entries(form).find(([, words]) => words === text)
  return known ? known[0] : text
}

function textOf(element: XmlElement, name: string): string {
  return element.children.find(child => child.name === name)?.text ?? ''
}

function isFilled(element: XmlElement): boolean {
  return element.text !== '' || element.children.length > 0
}
