import type { PullAnswer } from '#model/contract.ts'
import type { EntityName } from '#model/entities.ts'
import { type CellWords, makeCellWords, type ProjectReference, readReference } from './cell-words.ts'
import type { Client } from './client.ts'
import { planWrites } from './plan-writes.ts'
import { runInSlices } from './run-in-slices.ts'
import { applyPull, type KeptFields, type ProjectSnapshot } from './snapshot.ts'
import type { SheetBinding, SheetChanges } from './workbook-port.ts'

/** Sheets every workbook pulls, bound or not: cells cannot be read or shown without them. */
export const referenceSheets: readonly EntityName[] = ['project', 'calendar', 'calendarException']

/** Cells whose edit the server has not taken: fields by `sheet rowKey`. */
export type PendingCells = ReadonlyMap<string, ReadonlySet<string>>
export function pendingRow(sheet: EntityName, rowKey: string): string {
  return `${sheet} ${rowKey}`
}

/** A newer state of a project and what the bound tables must change to show it. */
export interface PulledProject {
  snapshot: ProjectSnapshot
  changes: SheetChanges[]
}

/** Pulls what changed since the snapshot and works out the cells to write. Sheets the snapshot lacks come whole; `more` are wanted besides the bound ones. */
export async function pullProject(
  client: Pick<Client, 'pull'>,
  before: ProjectSnapshot,
  bindings: readonly SheetBinding[],
  pending: PendingCells = new Map(),
  more: readonly EntityName[] = [],
): Promise<PulledProject> {
  const shown = [...bindings.map(binding => binding.sheet), ...more]
  // Lags are shown in days of their predecessor's calendar.
  const needed: EntityName[] = shown.includes('link') ? ['activity'] : []
  const wanted = [...new Set<EntityName>([...referenceSheets, ...needed, ...shown])]
  const known = wanted.filter(sheet => before.sheets[sheet])
  const fresh = wanted.filter(sheet => !before.sheets[sheet])
  let after = before
  const answers: PullAnswer[] = []
  if (known.length > 0) {
    const { change, resultNumber } = before
    answers.push(
      await client.pull({ projectId: before.projectId, sheets: known, since: { change, resultNumber } }),
    )
  }
  if (fresh.length > 0) answers.push(await client.pull({ projectId: before.projectId, sheets: fresh }))
  const kept: KeptFields = (sheet, rowKey) =>
    pending.size === 0 ? undefined : pending.get(pendingRow(sheet, rowKey))
  for (const answer of answers) after = applyPull(after, answer, kept)
  // Sheets pulled at different moments: the older number repeats a little on the next pull, the newer would lose some.
  after.change = Math.min(...answers.map(answer => answer.change))
  after.resultNumber = Math.min(...answers.map(answer => answer.resultNumber))
  return { snapshot: after, changes: await planAll(before, after, bindings, answers) }
}

async function planAll(
  before: ProjectSnapshot,
  after: ProjectSnapshot,
  bindings: readonly SheetBinding[],
  answers: readonly PullAnswer[],
): Promise<SheetChanges[]> {
  const wasReference = readReference(before)
  const isReference = readReference(after)
  const touched = answers.flatMap(answer => answer.sheets)
  const reshowAll =
    wasReference.currency !== isReference.currency ||
    wasReference.defaultCalendar !== isReference.defaultCalendar ||
    touched.some(rows => rows.sheet.startsWith('calendar') && rows.rowKeys.length + rows.removed.length > 0)
  const changes: SheetChanges[] = []
  for (const binding of bindings) {
    const was = before.sheets[binding.sheet]
    const is = after.sheets[binding.sheet]
    const rows = touched.find(candidate => candidate.sheet === binding.sheet)
    if (!was || !is || !(rows || reshowAll)) continue
    const rowKeys = reshowAll || rows?.complete ? null : (rows?.rowKeys ?? [])
    changes.push(
      await runInSlices(
        planWrites(binding, was, is, wordsOf(binding, wasReference), wordsOf(binding, isReference), rowKeys),
      ),
    )
  }
  return changes
}

function wordsOf(binding: SheetBinding, reference: ProjectReference): CellWords {
  return makeCellWords(binding.sheet, reference, binding.language)
}
