import type { EntityName } from '#model/entities.ts'
import type { Plan } from '#model/plan.ts'
import type { Connection } from './connection.ts'
import { appendChanges } from './journal.ts'
import { planDifference } from './plan-difference.ts'
import type { AnyRow } from './plan-sheets.ts'
import { nextChange, readState } from './project-state.ts'
import { readPlan } from './read-plan.ts'
import type { Author, ChangeEntry, ReplacedPlan, RowOf } from './store.ts'
import { deleteRows, insertRows, replaceRows } from './write-rows.ts'

/**
 * Brings a stored project to what a file now says. Rows with the same code keep their row key. A field that no row of
 * the file fills, a sheet the file has no row of, history, and rows still in use stay as they are.
 */
export async function replacePlan(
  connection: Connection,
  projectId: string,
  plan: Plan,
  author: Author,
): Promise<ReplacedPlan> {
  const { sheets: differences, kept } = planDifference(await readPlan(connection, projectId), projectId, plan)
  const entries = differences.flatMap(difference => [
    ...difference.entries,
    ...difference.removed.map(row => deletion(difference.sheet, row)),
  ])
  if (entries.length === 0)
    return {
      projectId,
      change: (await readState(connection, projectId)).change,
      created: 0,
      set: 0,
      deleted: 0,
      kept,
    }
  for (const { sheet, created, replaced, removed } of differences) {
    await insertRows(connection, sheet, created as RowOf<typeof sheet>[])
    await replaceRows(connection, sheet, replaced as RowOf<typeof sheet>[])
    await deleteRows(
      connection,
      sheet,
      projectId,
      removed.map(row => row.rowKey),
    )
  }
  const change = await nextChange(connection, projectId)
  await appendChanges(connection, projectId, change, 0, entries, author)
  const count = (operation: string) => entries.filter(entry => entry.operation === operation).length
  return { projectId, change, created: count('create'), set: count('set'), deleted: count('delete'), kept }
}

function deletion(sheet: EntityName, row: AnyRow): ChangeEntry {
  return { sheet, rowKey: row.rowKey, operation: 'delete', field: null, oldValue: row, newValue: null }
}
