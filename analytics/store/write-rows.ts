import { entityOf, type EntityName } from '#model/entities.ts'
import { AppError } from '#model/problems.ts'
import type { Connection } from './connection.ts'
import type { ResultOf, RowOf } from './store.ts'
import { column, createTable, quoteName, resultTableOf, storedTable, type Table } from './table.ts'

/** Keys of the rows a statement is about. One join against it costs far less than a statement per row. */
const keyStage: Table = {
  name: 'keyStage',
  columns: [column('projectId', 'VARCHAR'), column('rowKey', 'VARCHAR')],
}

/** Makes what writing rows needs on a session that is going to write. */
export async function prepareStage(connection: Connection): Promise<void> {
  for (const sql of createTable(keyStage))
    await connection.run(sql.replace('CREATE TABLE', 'CREATE TEMP TABLE'))
}

/** Appends new rows. Throws `row-key-taken` where a key is there already or twice among them. */
export async function insertRows<N extends EntityName>(
  connection: Connection,
  entityName: N,
  rows: readonly RowOf<N>[],
): Promise<void> {
  if (rows.length === 0) return
  const table = storedTable(entityOf(entityName))
  refuseTwins(entityName, rows)
  await stageKeys(connection, rows)
  const [taken] = await connection.read<{ rowKey: string }>(
    `SELECT t."rowKey" FROM ${quoteName(table.name)} t JOIN temp."keyStage" s ON ${sameRow} LIMIT 1`,
  )
  if (taken) throw keyTaken(entityName, taken.rowKey)
  await connection.append(table, rows)
}

/** Puts whole rows in the place of those with the same keys: one delete by join, one append of typed columns. */
export async function replaceRows<N extends EntityName>(
  connection: Connection,
  entityName: N,
  rows: readonly RowOf<N>[],
): Promise<void> {
  if (rows.length === 0) return
  const table = storedTable(entityOf(entityName))
  refuseTwins(entityName, rows)
  await stageKeys(connection, rows)
  await deleteStaged(connection, table)
  await connection.append(table, rows)
}

/** Removes rows with their results; gives how many rows there were. */
export async function deleteRows(
  connection: Connection,
  entityName: EntityName,
  projectId: string,
  rowKeys: Iterable<string>,
): Promise<number> {
  const keys = Array.from(rowKeys, rowKey => ({ projectId, rowKey }))
  if (keys.length === 0) return 0
  const results = resultTableOf(entityOf(entityName))
  await stageKeys(connection, keys)
  if (results) await deleteStaged(connection, results)
  return deleteStaged(connection, storedTable(entityOf(entityName)))
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

const sameRow = 't."projectId" = s."projectId" AND t."rowKey" = s."rowKey"'

async function stageKeys(
  connection: Connection,
  rows: readonly { projectId: string; rowKey: string }[],
): Promise<void> {
  await connection.run('DELETE FROM temp."keyStage"')
  await connection.append(keyStage, rows, 'temp')
}

function deleteStaged(connection: Connection, table: Table): Promise<number> {
  return connection.run(`DELETE FROM ${quoteName(table.name)} t USING temp."keyStage" s WHERE ${sameRow}`)
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
