import type { CellValue, EditOutcome, Language } from '#model/contract.ts'
import type { Link } from '#model/entities/link.ts'
import type { EntityName } from '#model/entities.ts'
import type { Role } from '#model/field.ts'
import type { Problem } from '#model/problems.ts'
import type { AnyRow } from '#model/row.ts'
import type { LagDays } from './lag-days.ts'

/** What the store holds of everything a batch touches. */
export interface EditState {
  projectId: string
  role: Role
  language: Language
  /** The rows that the batch names, by sheet and row key. */
  rows: ReadonlyMap<EntityName, ReadonlyMap<string, AnyRow>>
  codes: ReadonlyMap<EntityName, ReadonlyMap<string, string>>
  /** All links of the project and what their texts need; empty where the batch touches no links. */
  links: readonly Link[]
  lagDays: LagDays
  /** Rows that refer to rows the batch deletes, by the deleted row's key. */
  users: ReadonlyMap<string, readonly { sheet: EntityName; rowKey: string }[]>
  /** How many rows hold amounts of money; read only for a batch that sets the project's currency. */
  amounts: number
  makeKey: () => string
}

/** One line of the journal, before it has a change number. */
export interface JournalEntry {
  sheet: EntityName
  rowKey: string
  operation: 'create' | 'set' | 'delete'
  /** Null where the whole row is meant. */
  field: string | null
  oldValue: CellValue | AnyRow
  newValue: CellValue | AnyRow
}
export interface AppliedEdits {
  outcomes: EditOutcome[]
  reasons: { edit: number; problem: Problem; stored: CellValue }[]
  created: Map<EntityName, AnyRow[]>
  changed: Map<EntityName, AnyRow[]>
  deleted: Map<EntityName, string[]>
  journal: JournalEntry[]
}

/** A verdict that an attempt passes on an edit; the next attempt goes without the edit. */
export interface Verdict {
  outcome: Exclude<EditOutcome, 'accepted'>
  problem: Problem | null
  stored: CellValue
}
