import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  DuckDBDataChunk,
  INTEGER,
  VARCHAR,
  type DuckDBResult,
  type DuckDBType,
} from '@duckdb/node-api'
import { AppError } from '#model/problems.ts'
import { readColumn, writeColumn } from './column-vector.ts'
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
      for (const row of part) if (!fits(row[column.name], column)) throw notStorable(table, column, row)
      writeColumn(chunk.getColumnVector(i), column.type, part, column.name)
    })
    yield chunk
  }
}

/** All rows of a result with numbers instead of bigints. */
export async function rowsOf<R>(result: DuckDBResult): Promise<R[]> {
  const names = result.columnNames()
  const rows: Row[] = []
  for (const chunk of await result.fetchAllChunks()) {
    const columns = names.map((_, i) => readColumn(chunk.getColumnVector(i)))
    for (let i = 0; i < chunk.rowCount; i++) {
      const row: Row = {}
      for (let c = 0; c < names.length; c++) row[names[c] as string] = columns[c]?.[i] as Value
      rows.push(row)
    }
  }
  return rows as R[]
}

function fits(value: Value | undefined, column: Column): boolean {
  if (value === null) return column.nullable
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

function notStorable(table: Table, column: Column, row: Row): AppError {
  const { [column.name]: value, rowKey } = row
  return new AppError(
    'row-not-storable',
    { table: table.name, field: column.name, value: value === undefined ? null : String(value) },
    {
      at: { sheet: table.name, field: column.name, ...(typeof rowKey === 'string' ? { rowKey } : {}) },
    },
  )
}
