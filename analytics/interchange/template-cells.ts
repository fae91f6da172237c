import type { CellValue as SheetValue } from 'hucre/xlsx'
import { constraintDateField, constraintKindFields } from '#model/constraint-date.ts'
import type { CellValue } from '#model/contract.ts'
import { entityOf } from '#model/entities.ts'
import type { Field } from '#model/field.ts'
import { parseNumberText } from '#model/number-text.ts'
import { parseCell, type CellContext, type RawCell } from '#model/parse-cell.ts'
import type { Problem } from '#model/problems.ts'
import { textOfDate } from './dslib-sheets.ts'
import type { NotUsed } from './not-used.ts'
import type { TemplateColumn, TemplateTable } from './template-tables.ts'
import { cellAddress, serialOf } from './xlsx-sheets.ts'

/** A row of a user's sheet with its cells by field, as they stand. */
export interface TemplateRow {
  table: TemplateTable
  line: number
  cells: Map<string, SheetValue>
}

const dateKinds = new Set(['day', 'start', 'finish'])
const errorText = /^#(REF!|N\/A|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)$/
const totalText = /^(合\s*计|总\s*计|小\s*计|total|subtotal|grand total)\s*[:：]?$/i

/** The rows of a table; a row of totals is noted instead. */
export function templateRows(file: string, table: TemplateTable, notUsed: NotUsed[]): TemplateRow[] {
  return table.rows.flatMap(({ line, cells }): TemplateRow[] => {
    const named = table.columns.map(column => cells[column.place] ?? null)
    const first = named.find(cell => cell !== null && cell !== '')
    if (typeof first === 'string' && totalText.test(first.trim())) {
      const place = `${table.sheet}!${cellAddress(line, 0)}`
      notUsed.push({ file, place, reason: { code: 'row-not-used', data: { name: first.trim() } } })
      return []
    }
    return [
      { table, line, cells: new Map(table.columns.map((column, i) => [column.field, named[i] ?? null])) },
    ]
  })
}

/** `进度计划!C7` of a field of a row. */
export function placeOf(row: TemplateRow, field: string): string {
  const column = row.table.columns.find(candidate => candidate.field === field)
  return `${row.table.sheet}!${cellAddress(row.line, column?.place ?? 0)}`
}

/** Notes a problem of a cell with its address. */
export function noteCell(
  file: string,
  row: TemplateRow,
  field: string,
  reason: Problem,
  notUsed: NotUsed[],
): void {
  const place = placeOf(row, field)
  const at = { sheet: row.table.entity, field, file, part: place }
  notUsed.push({ file, place, reason: { ...reason, at } })
}

/** The text of a cell that holds a code or a reference; null when blank. */
export function cellText(row: TemplateRow, field: string): string | null {
  const cell = row.cells.get(field) ?? null
  const text = cell === null || cell instanceof Date ? '' : String(cell).trim()
  return text === '' ? null : text
}

/** The value of a cell by the rules of its field and the unit of its header. A cell that cannot be read is noted and taken as blank: null, the
 *  field's initial value, or `undefined` where the field must have a value. */
export function readCell(
  file: string,
  row: TemplateRow,
  name: string,
  context: CellContext,
  notUsed: NotUsed[],
): CellValue | undefined {
  const field = fieldOf(row, name, context)
  const blank = field.nullable ? null : ((field.initial as CellValue) ?? undefined)
  const cell = row.cells.get(name) ?? null
  if (cell === null || (typeof cell === 'string' && cell.trim() === '')) return blank
  const refused = refuseCell(field, cell, context)
  if (refused) {
    noteCell(file, row, name, refused, notUsed)
    return blank
  }
  const column = row.table.columns.find(candidate => candidate.field === name)
  const raw = cell instanceof Date ? serialOf(cell) : cell
  const parsed = parseCell(field, inUnit(raw, column, row.table), context)
  if ('value' in parsed) return parsed.value
  noteCell(file, row, name, withCell(parsed.problem, raw), notUsed)
  return blank
}

function fieldOf(row: TemplateRow, name: string, context: CellContext): Field<unknown> {
  const { fields } = entityOf(row.table.entity)
  const field = fields[name] as Field<unknown>
  const kindName = constraintKindFields.get(name) ?? ''
  const kindField = fields[kindName]
  if (!kindField) return field
  const kind = parseCell(kindField, cellText(row, kindName), context)
  return constraintDateField(field, 'value' in kind ? kind.value : null)
}

/** A formula error, and a date where no date belongs: Excel makes dates of codes like 1-2. */
function refuseCell(field: Field<unknown>, cell: SheetValue, { language }: CellContext): Problem | null {
  const label = field.label[language]
  if (typeof cell === 'string' && errorText.test(cell.trim()))
    return { code: 'value-unreadable', data: { column: label, value: cell.trim() } }
  if (!(cell instanceof Date) || dateKinds.has(field.kind)) return null
  const isText = ['text', 'ref', 'links', 'shifts', 'oneOf', 'boolean'].includes(field.kind)
  return { code: isText ? 'not-a-text' : 'not-a-number', data: { label, value: textOfDate(cell) } }
}

/** Problems name what stands in the cell, not what a unit made of it. */
function withCell(problem: Problem, raw: RawCell): Problem {
  if (problem.data?.value === undefined) return problem
  return { ...problem, data: { ...problem.data, value: raw } }
}

const scales = { thousand: 1e3, tenThousand: 1e4, hundredMillion: 1e8 } as const

function inUnit(raw: RawCell, column: TemplateColumn | undefined, table: TemplateTable): RawCell {
  const unit = column?.unit ?? null
  const number = typeof raw === 'number' ? raw : typeof raw === 'string' ? parseNumberText(raw) : null
  if (unit === null || number === null || !column) return raw
  switch (unit) {
    case 'thousand':
    case 'tenThousand':
    case 'hundredMillion':
      return Number((number * scales[unit]).toPrecision(15))
    case 'hours':
      return `${number}h`
    case 'weeks':
      return `${number}w`
    case 'percent':
      return isHundredfold(column, table) ? `${number}%` : number
  }
}

/** Under a header with % a column of shares holds 0.45 or 45; a number above 1 shows which. */
function isHundredfold(column: TemplateColumn, table: TemplateTable): boolean {
  return table.rows.some(({ cells }) => {
    const cell = cells[column.place]
    return typeof cell === 'number' && cell > 1
  })
}
