import { entityNames } from '#model/entities.ts'
import type { Connection } from './connection.ts'
import { systemTables } from './system-tables.ts'
import { quoteName } from './table.ts'
import { deleteAllRows } from './write-rows.ts'

/** Removes a project with its rows, results, findings, journal and batches. */
export async function deleteProject(connection: Connection, projectId: string): Promise<void> {
  for (const name of entityNames) await deleteAllRows(connection, name, projectId)
  for (const { name, columns } of Object.values(systemTables))
    if (columns.some(column => column.name === 'projectId'))
      await connection.run(`DELETE FROM ${quoteName(name)} WHERE "projectId" = $1`, [projectId])
}
