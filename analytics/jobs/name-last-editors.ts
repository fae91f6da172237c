import type { AppliedEdits } from '#calc/edit-state.ts'
import type { EntityName } from '#model/entities.ts'
import type { StoreReader } from '#store/store.ts'

/** Says in every conflict who stored the value that stands. */
export async function nameLastEditors(
  reader: StoreReader,
  projectId: string,
  reasons: AppliedEdits['reasons'],
): Promise<void> {
  for (const { problem } of reasons) {
    if (problem.code !== 'edit-conflict') continue
    const { sheet, rowKey = '', field = '' } = problem.at ?? {}
    const [last] = await reader.journal(projectId, { sheet: sheet as EntityName, rowKey, field, limit: 1 })
    problem.data = { ...problem.data, by: last?.who ?? null }
  }
}
