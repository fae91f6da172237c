import { createHash, randomUUID } from 'node:crypto'
import { applyEdits } from '#calc/apply-edits.ts'
import type { AppliedEdits, EditState } from '#calc/edit-state.ts'
import { lagDaysOf } from '#calc/lag-days.ts'
import { isLinkSide } from '#calc/link-side.ts'
import type { CellValue, EditColumns } from '#model/contract.ts'
import { type EntityName, entityOf, isEntityName } from '#model/entities.ts'
import { fieldsOf } from '#model/entity.ts'
import { AppError } from '#model/problems.ts'
import type { AnyRow } from '#model/row.ts'
import type { Author, Store, StoreTransaction } from '#store/store.ts'
import type { Actor, PushResult } from './analytics.ts'

export interface EditBatch {
  idempotencyKey: string
  baseChange: number
  edits: EditColumns
}

/**
 * Applies a workbook's batch in one transaction: every edit comes back accepted, unchanged, refused, in conflict or read-only.
 * The same batch sent again gets the answer of the first time; the same key with other content is refused (`batch-reused`).
 */
export async function pushEdits(
  store: Store,
  actor: Actor,
  projectId: string,
  batch: EditBatch,
  at: string,
): Promise<PushResult> {
  checkLengths(batch.edits)
  const requestHash = createHash('sha256')
    .update(JSON.stringify([projectId, batch]))
    .digest('hex')
  return store.write(async tx => {
    const known = await tx.findBatch(batch.idempotencyKey)
    if (known) {
      if (known.requestHash !== requestHash)
        throw new AppError('batch-reused', { idempotencyKey: batch.idempotencyKey })
      return { ...(known.answer as PushResult), repeated: true }
    }
    const state = await readState(tx, actor, projectId, batch.edits)
    const applied = applyEdits(state, batch.edits)
    const conflicts = applied.reasons.filter(reason => reason.problem.code === 'edit-conflict')
    for (const { problem } of conflicts)
      problem.data = {
        ...problem.data,
        by: await lastEditor(
          tx,
          projectId,
          problem.at?.sheet as EntityName,
          problem.at?.rowKey,
          problem.at?.field,
        ),
      }
    const change = await writeApplied(tx, projectId, applied, {
      who: actor.name,
      role: actor.role,
      at,
      batch: batch.idempotencyKey,
    })
    const answer: PushResult = {
      change,
      repeated: false,
      outcomes: applied.outcomes,
      reasons: applied.reasons,
    }
    await tx.recordBatch({
      idempotencyKey: batch.idempotencyKey,
      projectId,
      requestHash,
      change,
      answer,
      at,
      who: actor.name,
    })
    return answer
  })
}

function checkLengths(edits: EditColumns): void {
  const count = edits.sheet.length
  for (const [name, column] of Object.entries(edits)) {
    if (column.length !== count)
      throw new AppError('columns-unequal', { column: name, length: column.length, expected: count })
  }
}

async function readState(
  tx: StoreTransaction,
  actor: Actor,
  projectId: string,
  edits: EditColumns,
): Promise<EditState> {
  const keysBySheet = new Map<EntityName, Set<string>>()
  const deletedKeys = new Map<EntityName, string[]>()
  edits.sheet.forEach((sheet, edit) => {
    if (!isEntityName(sheet)) return
    const rowKey = edits.rowKey[edit] as string
    keysBySheet.set(sheet, (keysBySheet.get(sheet) ?? new Set()).add(rowKey))
    if (edits.operation[edit] === 'delete')
      deletedKeys.set(sheet, [...(deletedKeys.get(sheet) ?? []), rowKey])
  })
  const rows = new Map<EntityName, Map<string, AnyRow>>()
  for (const [sheet, keys] of keysBySheet) {
    const found = (await tx.rows(sheet, projectId, [...keys])) as unknown as AnyRow[]
    rows.set(sheet, new Map(found.map(row => [row.rowKey, row])))
  }
  const sheets = [...keysBySheet.keys()]
  const codes = new Map<EntityName, ReadonlyMap<string, string>>()
  for (const sheet of codedSheets(sheets)) codes.set(sheet, await tx.rowKeysByCode(sheet, projectId))
  const users = new Map<string, { sheet: EntityName; rowKey: string }[]>()
  for (const [sheet, keys] of deletedKeys) {
    for (const user of await tx.referencesTo(projectId, sheet, keys)) {
      // Loads and frozen baselines follow the plan; they never hold a row.
      if (!entityOf(user.sheet).typed) continue
      users.set(user.target, [...(users.get(user.target) ?? []), { sheet: user.sheet, rowKey: user.rowKey }])
    }
  }
  const touchesLinks =
    sheets.includes('link') ||
    (sheets.includes('activity') && (edits.field.some(isLinkSide) || edits.operation.includes('delete')))
  const [project] = await tx.rows('project', projectId)
  if (!project) throw new AppError('project-unknown', { project: projectId })
  return {
    projectId,
    role: actor.role,
    language: actor.language ?? 'zh',
    rows,
    codes,
    links: touchesLinks ? await tx.rows('link', projectId) : [],
    lagDays: touchesLinks
      ? lagDaysOf(
          await tx.rows('activity', projectId),
          await tx.rows('calendar', projectId),
          project.calendarKey,
        )
      : lagDaysOf([], [], null),
    users,
    makeKey: randomUUID,
  }
}

/** Sheets whose codes a batch needs: its own and those its references point at. */
function codedSheets(sheets: readonly EntityName[]): EntityName[] {
  const needed = new Set<EntityName>()
  for (const sheet of sheets) {
    if (entityOf(sheet).codeField !== null) needed.add(sheet)
    for (const [, field] of fieldsOf(entityOf(sheet)))
      if (field.refersTo !== null) needed.add(field.refersTo as EntityName)
  }
  return [...needed]
}

async function writeApplied(
  tx: StoreTransaction,
  projectId: string,
  applied: AppliedEdits,
  author: Author,
): Promise<number> {
  if (applied.journal.length === 0) return (await tx.projectState(projectId)).change
  for (const [sheet, rows] of applied.created) await tx.insertRows(sheet, rows as never)
  for (const [sheet, rows] of applied.changed) await tx.replaceRows(sheet, rows as never)
  for (const [sheet, keys] of applied.deleted) await tx.deleteRows(sheet, projectId, keys)
  const change = await tx.nextChange(projectId)
  await tx.appendChanges(projectId, change, applied.journal, author)
  return change
}

async function lastEditor(
  tx: StoreTransaction,
  projectId: string,
  sheet: EntityName,
  rowKey = '',
  field = '',
): Promise<CellValue> {
  const [last] = await tx.journal(projectId, { sheet, rowKey, field, limit: 1 })
  return last?.who ?? null
}
