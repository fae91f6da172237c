import { generateRandomId, type IRange } from '@univerjs/core'
import type { Sheet } from 'hucre'
import type { Book, TableLook } from '../book/book.ts'
import { parseReference } from '../grid/area.ts'
import { putRule } from '../grid/conditional-rules.ts'
import { themeOfLook } from '../grid/table-theme.ts'
import { newTableLook } from '../grid/tables.ts'
import { areaOfGridRange, gridRange } from '../objects/range-state.ts'
import { formatOfRule, gridValidation } from './rules.ts'
import type { NotCarried, OpenedFile } from './read-workbook.ts'

/** Name of the document property that holds what only the workbench understands. */
export const partsProperty = 'WorkbenchParts'

/** What a saved workbook carries beyond what its format has a place for. */
export interface SavedParts {
  settings: [string, unknown][]
  customXml: [string, string][]
  startState: 'Inactive' | 'Background' | 'Visible'
  tables: { name: string; id: string; look: TableLook }[]
}

/** Puts tables, rules, names, protection, properties and settings of a file onto the open grid. Nothing of it can be undone. */
export function applyParts(book: Book, file: OpenedFile): void {
  const saved = readSaved(file)
  for (const [index, sheet] of file.source.sheets.entries()) {
    const sheetId = `sheet-${index + 1}`
    addTables(book, sheetId, sheet, saved)
    addValidations(book, sheetId, sheet)
    const skipped = addConditionalFormats(book, sheetId, sheet, file)
    if (skipped > 0) note(file, sheet.name, 'formats', skipped)
    if (sheet.protection && sheet.protection.sheet !== false)
      book.parts.protection.set(sheetId, { ...sheet.protection, password: null })
  }
  const workbook = book.grid.api.getActiveWorkbook()
  for (const name of file.source.namedRanges ?? []) {
    if (!name.name.startsWith('_xlnm.')) workbook?.insertDefinedName(name.name, name.range)
  }
  const { custom = {}, ...properties } = file.source.properties ?? {}
  const names: Record<string, string> = {
    title: 'Title',
    subject: 'Subject',
    creator: 'Author',
    keywords: 'Keywords',
    description: 'Comments',
    company: 'Company',
    manager: 'Manager',
    category: 'Category',
    lastModifiedBy: 'LastAuthor',
  }
  for (const [key, value] of Object.entries(properties))
    if (names[key]) book.parts.properties.set(names[key], value)
  for (const [key, value] of Object.entries(custom))
    if (key !== partsProperty) book.parts.customProperties.set(key, value)
  for (const [key, value] of saved?.settings ?? []) book.parts.settings.set(key, value)
  for (const [id, xml] of saved?.customXml ?? []) book.parts.customXml.set(id, xml)
  if (saved) book.parts.startState = saved.startState
  book.grid.undoRedo.clearUndoRedo(book.grid.unitId)
}

function readSaved(file: OpenedFile): SavedParts | null {
  const text = file.source.properties?.custom?.[partsProperty]
  return typeof text === 'string' ? (JSON.parse(text) as SavedParts) : null
}

function note(file: OpenedFile, sheet: string, what: NotCarried, count: number): void {
  file.notShown.push({ sheet, what, count })
}

function rangesOf(text: string): IRange[] {
  return text.split(/[\s,]+/).flatMap(each => {
    const area = parseReference(each)
    return area ? [gridRange({ sheetId: '', ...area })] : []
  })
}

function addTables(book: Book, sheetId: string, sheet: Sheet, saved: SavedParts | null): void {
  for (const table of sheet.tables ?? []) {
    const [range] = rangesOf(table.range ?? '')
    if (!range) continue
    const known = saved?.tables.find(each => each.name === (table.displayName ?? table.name))
    const look: TableLook = known?.look ?? {
      ...newTableLook,
      style: table.style ?? newTableLook.style,
      showBandedRows: table.showRowStripes !== false,
      showBandedColumns: table.showColumnStripes === true,
      showFilterButton: table.showAutoFilter !== false,
      showTotals: table.showTotalRow === true,
    }
    const tableId = known?.id ?? `{${crypto.randomUUID().toUpperCase()}}`
    book.parts.tableLooks.set(tableId, look)
    book.log.apply(
      [
        {
          id: 'sheet.mutation.add-table',
          params: {
            unitId: book.grid.unitId,
            subUnitId: sheetId,
            tableId,
            name: table.displayName ?? table.name,
            range,
            header: table.columns.map(column => column.name),
            options: { tableStyleId: themeOfLook(look) },
          },
        },
      ],
      [],
    )
  }
}

function addValidations(book: Book, sheetId: string, sheet: Sheet): void {
  for (const given of sheet.dataValidations ?? []) {
    const rule = { ...gridValidation(given), uid: generateRandomId(8), ranges: rangesOf(given.range) }
    if (rule.ranges.length === 0) continue
    book.log.apply(
      [
        {
          id: 'data-validation.mutation.addRule',
          params: { unitId: book.grid.unitId, subUnitId: sheetId, rule },
        },
      ],
      [],
    )
  }
}

function addConditionalFormats(book: Book, sheetId: string, sheet: Sheet, file: OpenedFile): number {
  let skipped = 0
  const rules = [...(sheet.conditionalRules ?? [])].sort((a, b) => b.priority - a.priority)
  for (const rule of rules) {
    const format = formatOfRule(rule, generateRandomId(8), file.source.themeColors)
    const ranges = rangesOf(rule.range)
    if (format && ranges.length > 0)
      putRule(
        book,
        sheetId,
        ranges.map(range => gridRange(areaOfGridRange(sheetId, range))),
        format,
      )
    else skipped += 1
  }
  return skipped
}
