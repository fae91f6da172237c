import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  DuckDBDataChunk,
  INTEGER,
  VARCHAR,
  type DuckDBResult,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api'
import { AppError } from '#model/problems.ts'
import type { Column, ColumnType, Table } from './table.ts'

/** A value as rows hold it: DuckDB's BIGINT becomes a safe integer, absent is null. */
export type Value = string | number | boolean | null
export type Row = Record<string, Value>

/** Half a character: UTF-8 cannot hold it, so it would come back as another. */
const loneSurrogate = /\p{Surrogate}/u
/** Most rows one data chunk holds. */
const chunkSize = 2048

const chunkTypes: Record<ColumnType, DuckDBType> = {
  VARCHAR,
  INTEGER,
  BIGINT,
  DOUBLE,
  BOOLEAN,
}

/** Rows as typed column chunks for an appender. Throws `row-not-storable` where a value is not of its column. */
export function* chunksOf(table: Table, rows: readonly object[]): Generator<DuckDBDataChunk> {
  const types = table.columns.map(column => chunkTypes[column.type])
  for (let from = 0; from < rows.length; from += chunkSize) {
    const part = rows.slice(from, from + chunkSize) as Row[]
    const chunk = DuckDBDataChunk.create(types, part.length)
    table.columns.forEach((column, i) => {
      chunk.setColumnValues(
        i,
        part.map(row => toDatabase(table, column, row)),
      )
    })
    yield chunk
  }
}

/** All rows of a result with numbers instead of bigints. */
export async function rowsOf<R>(result: DuckDBResult): Promise<R[]> {
  const names = result.columnNames()
  const rows: Row[] = []
  for (const chunk of await result.fetchAllChunks()) {
    const first = rows.length
    for (let i = 0; i < chunk.rowCount; i++) rows.push({})
    names.forEach((name, column) => {
      const vector = chunk.getColumnVector(column)
      for (let i = 0; i < chunk.rowCount; i++)
        (rows[first + i] as Row)[name] = fromDatabase(vector.getItem(i) as DuckDBValue)
    })
  }
  return rows as R[]
}

function toDatabase(table: Table, column: Column, row: Row): DuckDBValue {
  const value = row[column.name]
  if (value === null && column.nullable) return null
  if (isOfType(value, column))
    return column.type === 'BIGINT' ? BigInt(value as number) : (value as DuckDBValue)
  throw new AppError(
    'row-not-storable',
    { table: table.name, field: column.name, value: value === undefined ? null : String(value) },
    { at: placeOf(table, column, row) },
  )
}

function isOfType(value: Value | undefined, column: Column): boolean {
  switch (column.type) {
    case 'VARCHAR':
      return (
        typeof value === 'string' &&
        !loneSurrogate.test(value) &&
        (column.choices === null || column.choices.includes(value))
      )
    case 'INTEGER':
      return typeof value === 'number' && (value | 0) === value
    case 'BIGINT':
      return Number.isSafeInteger(value)
    case 'DOUBLE':
      return Number.isFinite(value)
    case 'BOOLEAN':
      return typeof value === 'boolean'
  }
}

function placeOf(table: Table, column: Column, row: Row) {
  const rowKey = row['rowKey']
  return { sheet: table.name, field: column.name, ...(typeof rowKey === 'string' ? { rowKey } : {}) }
}

function fromDatabase(value: DuckDBValue): Value {
  return typeof value === 'bigint' ? Number(value) : (value as Value)
}
