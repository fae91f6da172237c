import { bodyArea } from '../grid/tables.ts'
import { defineKind } from '../protocol/remote.ts'
import { sortArea } from './range-sort.ts'
import type { TableState } from './handles.ts'
import { tableOf } from './table-state.ts'

const lastFields = new Map<string, { fields: unknown; matchCase: boolean }>()

/** The sort order of a table. */
export const tableSortRemote = defineKind<TableState>('TableSort', () => ({
  read: {
    Fields: s => lastFields.get(s.tableId)?.fields ?? [],
    MatchCase: s => lastFields.get(s.tableId)?.matchCase ?? false,
    Method: () => 'PinYin',
  },
  call: {
    Apply: (s, [fields, matchCase]) => {
      sortArea({ book: s.book, area: bodyArea(tableOf(s)) }, fields, matchCase === true, false)
      lastFields.set(s.tableId, { fields, matchCase: matchCase === true })
    },
    Clear: s => void lastFields.delete(s.tableId),
    Reapply: s => {
      const last = lastFields.get(s.tableId)
      if (last) sortArea({ book: s.book, area: bodyArea(tableOf(s)) }, last.fields, last.matchCase, false)
    },
  },
}))
