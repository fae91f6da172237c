import { createHash } from 'node:crypto'
import { applyEdits } from '#calc/apply-edits.ts'
import type { AppliedEdits } from '#calc/edit-state.ts'
import type { EditColumns } from '#model/contract.ts'
import { AppError } from '#model/problems.ts'
import type { Author, Store, StoreTransaction } from '#store/store.ts'
import type { Actor, PushResult } from './analytics.ts'
import { nameLastEditors } from './name-last-editors.ts'
import { readEditState } from './read-edit-state.ts'

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
    const state = await readEditState(tx, actor, projectId, batch.edits)
    const applied = applyEdits(state, batch.edits)
    await nameLastEditors(tx, projectId, applied.reasons)
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
