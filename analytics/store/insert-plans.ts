import type { EntityName } from '#model/entities.ts'
import { entityOf } from '#model/entities.ts'
import type { Plan } from '#model/plan.ts'
import { AppError } from '#model/problems.ts'
import type { Connection } from './connection.ts'
import { journalRow } from './journal.ts'
import { rowsBySheet, type AnyRow } from './plan-sheets.ts'
import type { Author } from './store.ts'
import { systemTables } from './system-tables.ts'
import { storedTable } from './table.ts'

/** Stores new projects with one journal entry per row, each project at change 1. Throws `project-exists`, `row-key-taken`. */
export async function insertPlans(
  connection: Connection,
  plans: readonly Plan[],
  author: Author,
): Promise<void> {
  if (plans.length === 0) return
  await refuseKnown(connection, plans)
  const rows = new Map<EntityName, AnyRow[]>()
  for (const plan of plans) {
    const journal: object[] = []
    for (const [sheet, part] of rowsBySheet(plan)) {
      refuseForeign(plan, sheet, part)
      const all = rows.get(sheet) ?? []
      rows.set(sheet, all)
      for (const row of part) {
        all.push(row)
        journal.push(importEntry(sheet, row, journal.length, author))
      }
    }
    await connection.append(systemTables.change, journal)
  }
  for (const [sheet, all] of rows) await connection.append(storedTable(entityOf(sheet)), all)
  await connection.append(
    systemTables.projectState,
    plans.map(({ project }) => ({
      projectId: project.projectId,
      change: 1,
      resultNumber: 0,
      resultsFromChange: null,
      previousFromChange: null,
    })),
  )
}

function importEntry(sheet: EntityName, row: AnyRow, ordinal: number, author: Author): object {
  return journalRow(
    row.projectId,
    1,
    ordinal,
    { sheet, rowKey: row.rowKey, operation: 'import', field: null, oldValue: null, newValue: row },
    author,
  )
}

async function refuseKnown(connection: Connection, plans: readonly Plan[]): Promise<void> {
  const codes = plans.map(plan => plan.project.code)
  const ids = plans.map(plan => plan.project.projectId as string)
  const [known] = await connection.read<{ code: string }>(
    'SELECT code FROM project WHERE code IN (SELECT unnest($1)) OR "projectId" IN (SELECT unnest($2)) LIMIT 1',
    [codes, ids],
  )
  const twin = known?.code ?? codes.find((code, i) => codes.indexOf(code) !== i)
  if (twin !== undefined) throw new AppError('project-exists', { code: twin })
}

/** A row of another project or a second row with one key would be found under neither name. */
function refuseForeign(plan: Plan, sheet: EntityName, rows: readonly AnyRow[]): void {
  const seen = new Set<string>()
  for (const { projectId, rowKey } of rows) {
    if (seen.has(rowKey) || projectId !== plan.project.projectId)
      throw new AppError('row-key-taken', { rowKey }, { at: { sheet, rowKey } })
    seen.add(rowKey)
  }
}
