import { entityOf, type EntityName } from '#model/entities.ts'
import type { AnyRow } from './plan-sheets.ts'
import type { Row } from './rows.ts'

/** What makes a row without a code the same row in a later file. Equal ones are paired in order. */
const sameness: Partial<Record<EntityName, readonly string[]>> = {
  calendarException: ['calendarKey', 'fromDay', 'toDay'],
  link: ['predecessorKey', 'successorKey', 'kind'],
  assignment: ['activityKey', 'resourceKey'],
  budgetLine: ['costAccountKey', 'activityKey', 'kind', 'description'],
  costEntry: ['bookedOn', 'costAccountKey', 'activityKey', 'kind', 'voucher', 'amount'],
  baselineActivity: ['baselineKey', 'activityKey'],
  progressRecord: ['activityKey', 'statusAt'],
  statusSnapshot: ['statusAt', 'origin'],
}

export interface MatchedRows {
  /** Rows of the file with the stored row each of them is, if any. */
  pairs: { row: AnyRow; stored: AnyRow | null }[]
  /** Stored rows that the file does not have. */
  absent: AnyRow[]
}

/** Pairs a file's rows of one sheet with the stored ones: by code, else by what makes them the same, else by row key. */
export function matchRows(
  sheet: EntityName,
  rows: readonly AnyRow[],
  stored: readonly AnyRow[],
): MatchedRows {
  const waiting = new Map<string, AnyRow[]>()
  for (const row of stored) {
    const signature = signatureOf(sheet, row)
    const same = waiting.get(signature)
    if (same) same.push(row)
    else waiting.set(signature, [row])
  }
  const pairs = rows.map(row => ({ row, stored: waiting.get(signatureOf(sheet, row))?.shift() ?? null }))
  const left = new Map([...waiting.values()].flat().map(row => [row.rowKey, row]))
  for (const pair of pairs) {
    if (pair.stored) continue
    pair.stored = left.get(pair.row.rowKey) ?? null
    left.delete(pair.row.rowKey)
  }
  return { pairs, absent: [...left.values()] }
}

function signatureOf(sheet: EntityName, row: AnyRow): string {
  const { codeField } = entityOf(sheet)
  const fields = codeField === null ? (sameness[sheet] ?? ['rowKey']) : [codeField]
  return JSON.stringify(fields.map(field => (row as unknown as Row)[field] ?? null))
}
