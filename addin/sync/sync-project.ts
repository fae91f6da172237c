import { isLinkSide } from '#calc/link-side.ts'
import type { Language, PushAnswer } from '#model/contract.ts'
import { type EntityName, entityOf } from '#model/entities.ts'
import { type CellWords, makeCellWords, readReference } from './cell-words.ts'
import type { Client } from './client.ts'
import { deleteEdits, diffTable, type Edit, type TableDiff } from './diff.ts'
import { addWrite, noChanges, showRows } from './plan-writes.ts'
import { type PendingCells, pendingRow, pullProject } from './pull-project.ts'
import type { PushQueue, QueuedBatch } from './queue.ts'
import { addOutcomes, addOverwritten, addRefusals, emptyReceipt, nameRows, type Receipt } from './receipt.ts'
import { runInSlices } from './run-in-slices.ts'
import { mergeChanges } from './merge-changes.ts'
import {
  acknowledge,
  emptySnapshot,
  indexRows,
  type ProjectSnapshot,
  type SheetSnapshot,
} from './snapshot.ts'
import type { SnapshotStore } from './snapshot-store.ts'
import { statusWrites } from './status-writes.ts'
import type { CellContent, TableCells } from './table-cells.ts'
import type { SheetBinding, SheetChanges, SkippedCell, WorkbookPort } from './workbook-port.ts'

/** Rows that are no longer in a sheet, named for the question whether to delete them for everybody. */
export interface DeleteQuestion {
  sheet: EntityName
  rows: { rowKey: string; name: string }[]
}
/** Delete for everybody, put the rows back, or leave both as they are until the next sync. */
export type DeleteAnswer = 'delete' | 'restore' | 'later'
export type SyncStage = 'reading' | 'sending' | 'pulling' | 'writing'

export interface SyncPorts {
  workbook: WorkbookPort
  client: Client
  snapshots: SnapshotStore
  queue: PushQueue
  language: () => Language
  makeKey: () => string
  /** ISO instant of now. */
  now: () => string
  askDeletes: (questions: DeleteQuestion[]) => Promise<DeleteAnswer>
  onStage: (stage: SyncStage) => void
}

interface ReadSheet {
  binding: SheetBinding
  table: TableCells
  words: CellWords
  diff: TableDiff
}

/** Edits beyond this go in further batches, so that a request stays far below the server's body limit. */
const editsPerBatch = 10_000

/**
 * Brings workbook and server together: what the user changed since the last sync is sent, every edit's outcome is kept,
 * what others changed is pulled, and only cells that differ are written. Throws `ServerAway` with the edits safely queued.
 */
export async function syncProject(ports: SyncPorts, projectId: string): Promise<Receipt> {
  const language = ports.language()
  let snapshot = (await ports.snapshots.load(projectId)) ?? emptySnapshot(projectId)
  let receipt = emptyReceipt(projectId, ports.now(), snapshot.change)
  const save = (): Promise<void> => ports.snapshots.save(snapshot)
  const push = async (): Promise<void> =>
    ports.queue.send(
      projectId,
      batch => ports.client.push(projectId, batch),
      async (batch, answer) => {
        receipt = addOutcomes(receipt, batch.edits, answer)
        snapshot = acknowledgeBatch(snapshot, batch, answer)
        await save()
      },
    )

  ports.onStage('sending')
  await push()
  ports.onStage('reading')
  const bindings = await ports.workbook.liveSheets(projectId)
  const sheets: ReadSheet[] = []
  for (const binding of bindings) {
    const sheet = await readSheet(ports, binding, snapshot)
    if (!sheet) continue
    sheets.push(sheet)
    snapshot = rememberKeys(snapshot, sheet.diff)
  }
  await save()
  const restored = await settleMissing(ports, sheets, snapshot)
  const edits = sheets.flatMap(sheet => sheet.diff.edits)
  for (const { diff, binding } of sheets) {
    receipt = addRefusals(receipt, binding.sheet, diff.refused, language)
    receipt = addOverwritten(receipt, binding.sheet, diff.overwritten, language)
  }
  const agreed = snapshot
  await enqueue(ports, projectId, snapshot.change, edits)
  ports.onStage('sending')
  await push()

  // A row that others still need comes back into the sheet.
  for (const { field, outcome, rowKey } of receipt.items)
    if (field === '' && outcome !== 'conflict') restored.add(rowKey)

  ports.onStage('pulling')
  const pending = pendingCells(receipt)
  const acknowledged = snapshot
  const pulled = await pullProject(ports.client, acknowledged, bindings, pending)
  snapshot = pulled.snapshot
  receipt = { ...receipt, change: snapshot.change, pulledCells: countCells(pulled.changes) }

  ports.onStage('writing')
  const changes = sheets.map(sheet => ownChanges(sheet, agreed, acknowledged, receipt, restored, language))
  const skipped = await ports.workbook.apply(mergeChanges([...changes, ...pulled.changes]))
  snapshot = keepSkipped(snapshot, acknowledged, skipped)
  await save()
  return nameRows(receipt, (sheet, rowKey) => nameInSheet(sheets, sheet, rowKey))
}

/** The name of a row as its sheet shows it, rows included that the server does not have. */
function nameInSheet(sheets: readonly ReadSheet[], sheet: EntityName, rowKey: string): string {
  const read = sheets.find(({ binding }) => binding.sheet === sheet)
  const row = read?.table.rowKeys.indexOf(rowKey) ?? -1
  const code = entityOf(sheet).codeField
  const fields = code ? [code] : Object.keys(entityOf(sheet).fields).slice(0, 2)
  return fields.map(field => String(read?.table.columns[field]?.[row] ?? '')).join(' ')
}

async function readSheet(
  ports: SyncPorts,
  binding: SheetBinding,
  snapshot: ProjectSnapshot,
): Promise<ReadSheet | null> {
  const base = snapshot.sheets[binding.sheet]
  if (!base) return null
  const words = makeCellWords(binding.sheet, readReference(snapshot), binding.language)
  // The second round is for a user who sorts or inserts while the table is read; after that the next sync finds it.
  for (let round = 0; round < 3; round++) {
    const table = await ports.workbook.readTable(binding)
    const diff = await runInSlices(diffTable(table, base, words, ports.makeKey))
    const stood =
      diff.newKeys.length === 0 || (await ports.workbook.writeKeys(binding, table.rowKeys, diff.newKeys))
    if (!stood) continue
    for (const { row, rowKey } of diff.newKeys) table.rowKeys[row] = rowKey
    return { binding, table, words, diff }
  }
  return null
}

function rememberKeys(snapshot: ProjectSnapshot, diff: TableDiff): ProjectSnapshot {
  const sheet = snapshot.sheets[diff.sheet]
  if (!sheet || diff.newKeys.length === 0) return snapshot
  const issuedKeys = [...sheet.issuedKeys, ...diff.newKeys.map(({ rowKey }) => rowKey)]
  return { ...snapshot, sheets: { ...snapshot.sheets, [diff.sheet]: { ...sheet, issuedKeys } } }
}

/** Asks about rows that are gone from their sheets; agreed deletions become edits, the rest is put back or left. */
async function settleMissing(
  ports: SyncPorts,
  sheets: readonly ReadSheet[],
  snapshot: ProjectSnapshot,
): Promise<Set<string>> {
  const questions: DeleteQuestion[] = sheets
    .filter(({ diff }) => diff.missing.length > 0)
    .map(({ binding, diff }) => ({
      sheet: binding.sheet,
      rows: diff.missing.map(rowKey => ({ rowKey, name: rowName(snapshot.sheets[binding.sheet], rowKey) })),
    }))
  if (questions.length === 0) return new Set()
  const answer = await ports.askDeletes(questions)
  if (answer === 'restore') return new Set(questions.flatMap(({ rows }) => rows.map(({ rowKey }) => rowKey)))
  if (answer === 'delete')
    for (const { diff } of sheets) diff.edits.push(...deleteEdits(diff.sheet, diff.missing))
  return new Set()
}

/** What people call a row: its code, or what its first fields say. */
function rowName(sheet: SheetSnapshot | undefined, rowKey: string): string {
  const at = sheet?.rowKeys.indexOf(rowKey) ?? -1
  if (!sheet || at < 0) return rowKey
  const code = entityOf(sheet.sheet).codeField
  const fields = code ? [code] : Object.keys(entityOf(sheet.sheet).fields).slice(0, 2)
  return fields.map(field => String(sheet.columns[field]?.[at] ?? '')).join(' ')
}

async function enqueue(
  ports: SyncPorts,
  projectId: string,
  baseChange: number,
  edits: readonly Edit[],
): Promise<void> {
  const ordered = inSendingOrder(edits)
  for (let from = 0, part = 0; from < ordered.length; from += editsPerBatch, part++)
    await ports.queue.add({
      order: `${ports.now()} ${String(part).padStart(5, '0')}`,
      projectId,
      idempotencyKey: ports.makeKey(),
      baseChange,
      edits: ordered.slice(from, from + editsPerBatch),
    })
}

/** Rows first and their own fields with them, links between rows after, deletions last, so that batches can be cut anywhere between rows. */
function inSendingOrder(edits: readonly Edit[]): Edit[] {
  const rank = (edit: Edit): number => (edit.operation === 'delete' ? 2 : isLinkSide(edit.field) ? 1 : 0)
  return [0, 1, 2].flatMap(wanted => edits.filter(edit => rank(edit) === wanted))
}

function acknowledgeBatch(
  snapshot: ProjectSnapshot,
  batch: QueuedBatch,
  answer: PushAnswer,
): ProjectSnapshot {
  const taken = batch.edits.filter(
    (_, i) => answer.outcomes[i] === 'accepted' || answer.outcomes[i] === 'unchanged',
  )
  return acknowledge(
    snapshot,
    taken.filter(edit => edit.operation === 'set'),
    taken.filter(edit => edit.operation === 'create'),
    taken.filter(edit => edit.operation === 'delete'),
  )
}

/** Cells whose base must stay: what the server refused or disputes and what never was sent. */
function pendingCells(receipt: Receipt): PendingCells {
  const pending = new Map<string, Set<string>>()
  for (const { sheet, rowKey, field, outcome } of receipt.items) {
    if (outcome === 'readOnly') continue
    const row = pendingRow(sheet, rowKey)
    pending.set(row, (pending.get(row) ?? new Set()).add(field))
  }
  return pending
}

/** What the sync itself writes: computed cells put back, accepted cells in their proper form, rows restored, texts on rows. */
function ownChanges(
  { binding, table, words, diff }: ReadSheet,
  agreed: ProjectSnapshot,
  acknowledged: ProjectSnapshot,
  receipt: Receipt,
  restored: ReadonlySet<string>,
  language: Language,
): SheetChanges {
  const changes = noChanges(binding)
  const was = agreed.sheets[binding.sheet] as SheetSnapshot
  const is = acknowledged.sheets[binding.sheet] as SheetSnapshot
  const wasAt = indexRows(was.rowKeys)
  const isAt = indexRows(is.rowKeys)
  for (const { rowKey, field } of diff.overwritten) {
    const at = wasAt.get(rowKey)
    if (at !== undefined) addWrite(changes.cells, rowKey, field, shown(was, words, field, at), undefined)
  }
  const rowOf = indexRows(table.rowKeys)
  for (const edit of diff.edits) {
    const at = isAt.get(edit.rowKey)
    const row = rowOf.get(edit.rowKey)
    if (edit.operation !== 'set' || at === undefined || row === undefined) continue
    if (is.columns[edit.field]?.[at] !== edit.value) continue
    const content = shown(is, words, edit.field, at)
    const typed = table.columns[edit.field]?.[row]
    if (typed !== content) addWrite(changes.cells, edit.rowKey, edit.field, content, typed)
  }
  const back = diff.missing.filter(rowKey => restored.has(rowKey))
  changes.added = showRows(
    binding.sheet,
    was,
    words,
    back.map(rowKey => wasAt.get(rowKey) as number),
  )
  statusWrites(changes, table, diff, receipt, language)
  return changes
}

function shown(sheet: SheetSnapshot, words: CellWords, field: string, at: number): CellContent {
  const calendar = words.calendarField ? (sheet.columns[words.calendarField]?.[at] ?? null) : null
  return words.show(field, sheet.columns[field]?.[at] ?? null, calendar)
}

/** Cells that somebody typed in while the sync ran keep their old base, so that the next sync sees the edit. */
export function keepSkipped(
  after: ProjectSnapshot,
  before: ProjectSnapshot,
  skipped: readonly SkippedCell[],
): ProjectSnapshot {
  const old = skipped.flatMap(({ sheet, rowKey, field }) => {
    const was = before.sheets[sheet]
    const at = was?.rowKeys.indexOf(rowKey) ?? -1
    return at < 0 ? [] : [{ sheet, rowKey, field, value: was?.columns[field]?.[at] ?? null }]
  })
  return old.length === 0 ? after : acknowledge(after, old)
}

function countCells(changes: readonly SheetChanges[]): number {
  return changes.reduce((sum, { cells, added }) => sum + cells.rowKeys.length + added.rowKeys.length, 0)
}
