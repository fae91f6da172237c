import { entityOf, type EntityName } from '#model/entities.ts'
import { AppError } from '#model/problems.ts'
import type { Connection } from './connection.ts'
import type { ResultOf, RowOf } from './store.ts'
import { quoteName, resultTableOf, storedTable, type Table } from './table.ts'

/** Appends new rows. Throws `row-key-taken` where a key is there already or twice among them. */
export async function insertRows<N extends EntityName>(
  connection: Connection,
  entityName: N,
  rows: readonly RowOf<N>[],
): Promise<void> {
  if (rows.length === 0) return
  const table = storedTable(entityOf(entityName))
  refuseTwins(entityName, rows)
  for (const [projectId, rowKeys] of keysByProject(rows)) {
    const [taken] = await connection.read<{ rowKey: string }>(
      `SELECT "rowKey" FROM ${quoteName(table.name)} WHERE ${theseRows} LIMIT 1`,
      [projectId, rowKeys],
    )
    if (taken) throw keyTaken(entityName, taken.rowKey)
  }
  await connection.append(table, rows)
}

/** Puts whole rows in the place of those with the same keys: one delete, one append of typed columns. */
export async function replaceRows<N extends EntityName>(
  connection: Connection,
  entityName: N,
  rows: readonly RowOf<N>[],
): Promise<void> {
  if (rows.length === 0) return
  const table = storedTable(entityOf(entityName))
  refuseTwins(entityName, rows)
  for (const [projectId, rowKeys] of keysByProject(rows))
    await deleteKeys(connection, table, projectId, rowKeys)
  await connection.append(table, rows)
}

/** Removes rows with their results; gives how many rows there were. */
export async function deleteRows(
  connection: Connection,
  entityName: EntityName,
  projectId: string,
  rowKeys: Iterable<string>,
): Promise<number> {
  const keys = [...rowKeys]
  if (keys.length === 0) return 0
  const results = resultTableOf(entityOf(entityName))
  if (results) await deleteKeys(connection, results, projectId, keys)
  return deleteKeys(connection, storedTable(entityOf(entityName)), projectId, keys)
}

/** Removes every row a project has of a sheet, with results. */
export async function deleteAllRows(
  connection: Connection,
  entityName: EntityName,
  projectId: string,
): Promise<number> {
  const results = resultTableOf(entityOf(entityName))
  if (results)
    await connection.run(`DELETE FROM ${quoteName(results.name)} WHERE "projectId" = $1`, [projectId])
  return connection.run(`DELETE FROM ${quoteName(entityName)} WHERE "projectId" = $1`, [projectId])
}

/** Makes `rows` the results of a sheet. Rows that are equal keep their number; gives how many did not. */
export async function replaceResults<N extends EntityName>(
  connection: Connection,
  entityName: N,
  projectId: string,
  rows: readonly ResultOf<N>[],
  resultNumber: number,
): Promise<number> {
  const table = resultTableOf(entityOf(entityName))
  if (!table) return 0
  refuseTwins(entityName, rows)
  const stage: Table = { name: `${table.name}Stage`, columns: table.columns }
  const name = quoteName(table.name)
  const staged = `temp.${quoteName(stage.name)}`
  await connection.run(
    `CREATE TEMP TABLE IF NOT EXISTS ${quoteName(stage.name)} AS SELECT * FROM ${name} LIMIT 0`,
  )
  await connection.run(`DELETE FROM ${staged}`)
  await connection.append(
    stage,
    rows.map(row => ({ ...row, projectId, resultNumber })),
    'temp',
  )
  const equal = table.columns
    .filter(({ name: field }) => field !== 'projectId' && field !== 'resultNumber')
    .map(({ name: field }) => `s.${quoteName(field)} IS NOT DISTINCT FROM t.${quoteName(field)}`)
  await connection.run(
    `DELETE FROM ${name} t WHERE t."projectId" = $1 AND NOT EXISTS (SELECT 1 FROM ${staged} s WHERE ${equal.join(' AND ')})`,
    [projectId],
  )
  return connection.run(
    `INSERT INTO ${name} SELECT s.* FROM ${staged} s WHERE NOT EXISTS (SELECT 1 FROM ${name} t WHERE t."projectId" = $1 AND t."rowKey" = s."rowKey")`,
    [projectId],
  )
}

const theseRows = '"projectId" = $1 AND "rowKey" IN (SELECT unnest($2))'

/** One statement for all rows of a project: a statement per row costs a hundred times that. */
function deleteKeys(
  connection: Connection,
  table: Table,
  projectId: string,
  rowKeys: readonly string[],
): Promise<number> {
  return connection.run(`DELETE FROM ${quoteName(table.name)} WHERE ${theseRows}`, [projectId, rowKeys])
}

function keysByProject(rows: readonly { projectId: string; rowKey: string }[]): Map<string, string[]> {
  const keys = new Map<string, string[]>()
  for (const { projectId, rowKey } of rows) {
    const known = keys.get(projectId)
    if (known) known.push(rowKey)
    else keys.set(projectId, [rowKey])
  }
  return keys
}

function refuseTwins(entityName: EntityName, rows: readonly { projectId: string; rowKey: string }[]): void {
  const seen = new Set<string>()
  for (const { projectId, rowKey } of rows) {
    const key = `${projectId}\n${rowKey}`
    if (seen.has(key)) throw keyTaken(entityName, rowKey)
    seen.add(key)
  }
}

function keyTaken(sheet: EntityName, rowKey: string): AppError {
  return new AppError('row-key-taken', { rowKey }, { at: { sheet, rowKey } })
}
