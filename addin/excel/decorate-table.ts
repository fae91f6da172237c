import type { Language } from '#model/contract.ts'
import { entityOf } from '#model/entities.ts'
import { isTyped } from '../sync/diff.ts'
import { keyColumn, type SheetBinding, statusColumn } from '../sync/workbook-port.ts'
import { sheetWords } from './sheet-words.ts'
import { validationOf } from './validation-rule.ts'

const red = '#B10E1C'
const amber = '#8A3707'
const green = '#0B6A0B'
const computedText = '#5C5C5C'
const computedFill = '#F3F3F3'

/** Codes that a reference column offers, by field. */
export type ReferenceChoices = Record<string, readonly string[]>

/** Where a bound column stands: its index in the table and the table's rows to decorate. */
export interface ColumnRange {
  field: string
  range: Excel.Range
}

/** Formats that must stand before values are written: text stays text, dates are dates. The caller syncs. */
export function formatColumns(binding: SheetBinding, columns: readonly ColumnRange[]): void {
  const fields = entityOf(binding.sheet).fields
  for (const { field: name, range } of columns) {
    const field = fields[name]
    if (name === keyColumn || name === statusColumn) range.numberFormat = '@' as never
    if (!field) continue
    range.numberFormat = field.cellFormat as never
    if (isNumeric(field.kind)) range.format.horizontalAlignment = 'Right'
    if (isTyped(field)) continue
    range.format.font.color = computedText
    range.format.font.italic = true
    range.format.fill.color = computedFill
  }
}

/** Data validation of whole columns, so that a list drops down and a computed cell refuses typing. The caller syncs. */
export function validateColumns(
  binding: SheetBinding,
  columns: readonly ColumnRange[],
  choices: ReferenceChoices,
): void {
  const fields = entityOf(binding.sheet).fields
  for (const { field: name, range } of columns) {
    const field = fields[name]
    const validation = field && validationOf(field, binding.language, choices[name])
    if (!validation) continue
    range.dataValidation.clear()
    range.dataValidation.rule = validation.rule
    range.dataValidation.errorAlert = validation.errorAlert
    if (validation.prompt) range.dataValidation.prompt = validation.prompt
  }
}

/** Marks by text and colour: critical activities, negative floats, rows that a sync could not take. The caller syncs. */
export function highlightColumns(binding: SheetBinding, columns: readonly ColumnRange[]): void {
  for (const { field, range } of columns) {
    if (field === 'isCritical') markText(range, sheetWords[binding.language].yes, red)
    if (field === 'totalFloat' || field === 'costVariance') markNegative(range)
    if (field === 'overload') markPositive(range)
    if (field === statusColumn) {
      markText(range, '✗', red)
      markText(range, '⚠', amber)
      markText(range, '✓', green)
    }
  }
}

/** Width of a column in Excel's unit for a number of characters. */
export function columnWidth(characters: number, language: Language, label: string): number {
  const header = language === 'zh' ? label.length * 2 + 3 : Math.ceil(label.length * 1.2) + 5
  return Math.max(characters, header) * 5.6 + 4
}

function isNumeric(kind: string): boolean {
  return ['integer', 'number', 'money', 'unitPrice', 'quantity', 'work', 'ratio'].includes(kind)
}

function markText(range: Excel.Range, text: string, color: string): void {
  const format = range.conditionalFormats.add('ContainsText')
  format.textComparison.format.font.color = color
  format.textComparison.format.font.bold = true
  format.textComparison.rule = { operator: 'Contains', text }
}

function markNegative(range: Excel.Range): void {
  const format = range.conditionalFormats.add('CellValue')
  format.cellValue.format.font.color = red
  format.cellValue.format.font.bold = true
  format.cellValue.rule = { formula1: '0', operator: 'LessThan' }
}

function markPositive(range: Excel.Range): void {
  const format = range.conditionalFormats.add('CellValue')
  format.cellValue.format.font.color = red
  format.cellValue.format.font.bold = true
  format.cellValue.rule = { formula1: '0', operator: 'GreaterThan' }
}
