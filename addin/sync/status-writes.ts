import type { Language } from '#model/contract.ts'
import type { TableDiff } from './diff.ts'
import { addWrite } from './plan-writes.ts'
import type { Receipt } from './receipt.ts'
import { indexRows } from './snapshot.ts'
import type { TableCells } from './table-cells.ts'
import { type SheetChanges, statusColumn } from './workbook-port.ts'

/** Words that begin a status text; conditional formats look for the sign. */
export const statusWords = {
  accepted: { zh: '✓ 已同步', en: '✓ Synced' },
  refused: { zh: '✗ 未接受', en: '✗ Refused' },
  conflict: { zh: '⚠ 冲突', en: '⚠ Conflict' },
  readOnly: { zh: '↺ 已恢复', en: '↺ Put back' },
  error: { zh: '✗ 待改正', en: '✗ To correct' },
  warning: { zh: '⚠ 请核对', en: '⚠ Please check' },
} as const

/** Adds the texts about this sync to the status column: a mark, and the reason where there is one. Old texts are cleared. */
export function statusWrites(
  changes: SheetChanges,
  table: TableCells,
  diff: TableDiff,
  receipt: Receipt,
  language: Language,
): void {
  const texts = new Map<string, string>()
  for (const { rowKey, operation } of diff.edits)
    if (operation !== 'delete') texts.set(rowKey, statusWords.accepted[language])
  for (const item of receipt.items) {
    if (item.sheet !== diff.sheet) continue
    const known = texts.get(item.rowKey)
    const text = `${statusWords[item.outcome][language]}: ${item.problem.text}`
    texts.set(item.rowKey, known && !known.startsWith('✓') ? `${known} ${text}` : text)
  }
  const rowOf = indexRows(table.rowKeys)
  const now = table.columns[statusColumn]
  table.rowKeys.forEach((rowKey, row) => {
    if (rowKey !== '' && (now?.[row] ?? '') !== '' && !texts.has(rowKey))
      addWrite(changes.cells, rowKey, statusColumn, '', undefined)
  })
  for (const [rowKey, text] of texts)
    if (rowOf.has(rowKey) && now?.[rowOf.get(rowKey) as number] !== text)
      addWrite(changes.cells, rowKey, statusColumn, text, undefined)
}
