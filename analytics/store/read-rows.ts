import { entityOf, type EntityName } from '#model/entities.ts'
import type { Connection, Parameter } from './connection.ts'
import type { NumberedResult, RowOf } from './store.ts'
import { quoteName, resultTableOf, storedTable, type Table } from './table.ts'

/** Stored rows of one sheet of a project, all or those with the given keys, in the order people expect. */
export async function readRows<N extends EntityName>(
  connection: Connection,
  entityName: N,
  projectId: string,
  rowKeys?: Iterable<string>,
): Promise<RowOf<N>[]> {
  const table = storedTable(entityOf(entityName))
  return connection.read<RowOf<N>>(...select(table, [projectId], rowKeys, sheetOrder(entityName)))
}

/** Stored rows of one sheet of several projects, in an order that costs less but is as steady. */
export async function readRowsOfAll<N extends EntityName>(
  connection: Connection,
  entityName: N,
  projectIds: readonly string[],
): Promise<RowOf<N>[]> {
  const table = storedTable(entityOf(entityName))
  return connection.read<RowOf<N>>(...select(table, projectIds, undefined, plainOrder(entityName)))
}

/** Calculated rows of one sheet; none where the sheet has no calculated fields. */
export async function readResults<N extends EntityName>(
  connection: Connection,
  entityName: N,
  projectId: string,
  rowKeys?: Iterable<string>,
): Promise<NumberedResult<N>[]> {
  const table = resultTableOf(entityOf(entityName))
  if (!table) return []
  return connection.read<NumberedResult<N>>(...select(table, [projectId], rowKeys, ''))
}

/** Row keys of a sheet whose results changed after a calculation. */
export async function readResultKeysSince(
  connection: Connection,
  entityName: EntityName,
  projectId: string,
  resultNumber: number,
): Promise<Set<string>> {
  const table = resultTableOf(entityOf(entityName))
  if (!table) return new Set()
  const rows = await connection.read<{ rowKey: string }>(
    `SELECT "rowKey" FROM ${quoteName(table.name)} WHERE "projectId" = $1 AND "resultNumber" > $2`,
    [projectId, resultNumber],
  )
  return new Set(rows.map(row => row.rowKey))
}

/** The row key of each code of a sheet; empty where rows have no code. */
export async function readRowKeysByCode(
  connection: Connection,
  entityName: EntityName,
  projectId: string,
): Promise<Map<string, string>> {
  const { codeField, name } = entityOf(entityName)
  if (codeField === null) return new Map()
  const rows = await connection.read<{ code: string; rowKey: string }>(
    `SELECT ${quoteName(codeField)} AS code, "rowKey" FROM ${quoteName(name)} WHERE "projectId" = $1`,
    [projectId],
  )
  return new Map(rows.map(row => [row.code, row.rowKey]))
}

function select(
  table: Table,
  projectIds: readonly string[],
  rowKeys: Iterable<string> | undefined,
  order: string,
): [sql: string, parameters: Parameter[]] {
  const columns = table.columns.map(column => quoteName(column.name)).join(', ')
  const [only] = projectIds
  const project = projectIds.length === 1 ? '= $1' : 'IN (SELECT unnest($1))'
  const keys = rowKeys === undefined ? '' : ' AND "rowKey" IN (SELECT unnest($2))'
  return [
    `SELECT ${columns} FROM ${quoteName(table.name)} WHERE "projectId" ${project}${keys}${order}`,
    [
      projectIds.length === 1 ? (only as string) : projectIds,
      ...(rowKeys === undefined ? [] : [[...rowKeys]]),
    ],
  ]
}

/** Codes sort with their numbers as numbers: each run of digits is padded. */
function sheetOrder(entityName: EntityName): string {
  const { codeField } = entityOf(entityName)
  if (codeField === null) return plainOrder(entityName)
  const code = quoteName(codeField)
  const parts = `regexp_extract_all(${code}, '[0-9]+|[^0-9]+')`
  const padded = `CASE WHEN part[1] BETWEEN '0' AND '9' THEN lpad(part, 18, '0') ELSE part END`
  return ` ORDER BY list_aggregate(list_transform(${parts}, lambda part: ${padded}), 'string_agg', ''), ${code}`
}

function plainOrder(entityName: EntityName): string {
  const { codeField, fields } = entityOf(entityName)
  if (codeField !== null) return ` ORDER BY ${quoteName(codeField)}, "rowKey"`
  return 'statusAt' in fields ? ' ORDER BY "statusAt", rowid' : ' ORDER BY rowid'
}
