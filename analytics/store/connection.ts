import { mkdirSync, realpathSync } from 'node:fs'
import { dirname, join, basename } from 'node:path'
import {
  DuckDBInstance,
  LIST,
  listValue,
  VARCHAR,
  type DuckDBConnection,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api'
import { AppError } from '#model/problems.ts'
import { chunksOf, rowsOf, type Value } from './rows.ts'
import type { Table } from './table.ts'
import { translateError } from './translate-error.ts'
import { ownCheckpointThreshold } from './wal-checkpoint.ts'

export type Parameter = Value | readonly string[]
export type StoreEvent =
  | { event: 'statementFailed'; sql: string; error: unknown }
  | { event: 'databaseBackedUp'; file: string; before: string }
  | { event: 'databaseMigrated'; file: string; migrations: string[] }
  | { event: 'logFolded'; file: string }
  | { event: 'checkpointFailed'; file: string; error: unknown }
  | { event: 'databaseReopened'; file: string; reason: string }
export type Log = (event: StoreEvent) => void

/** One session on the database; every failure leaves it as an `AppError` with a code of the catalogue. */
export interface Connection {
  /** Rows of one query, numbers as numbers. A list binds to `unnest($n)`. */
  read<R>(sql: string, parameters?: readonly Parameter[]): Promise<R[]>
  /** Runs one statement with parameters, or several without; gives how many rows changed. */
  run(sql: string, parameters?: readonly Parameter[]): Promise<number>
  /** Appends rows as typed columns inside the running transaction. */
  append(table: Table, rows: readonly object[], place?: 'main' | 'temp'): Promise<void>
  close(): void
}
/** DuckDB's own settings by name, such as `memory_limit` or `checkpoint_threshold`. */
export type DatabaseSettings = Record<string, string>
export interface Database {
  file: string
  connect: () => Promise<Connection>
  close: () => void
}

/** DuckDB forgets its lock on a file that the same process opens twice, so a second opening is refused here. */
const openFiles = new Set<string>()

/** Opens a DuckDB file, made with its folder where there is none. Throws `database-locked`, `database-newer`, `database-damaged`. */
export async function openDatabase(
  file: string,
  log: Log,
  settings: DatabaseSettings = {},
): Promise<Database> {
  const path = file === ':memory:' ? null : claimFile(file)
  try {
    const instance = await DuckDBInstance.create(file, {
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      checkpoint_threshold: ownCheckpointThreshold,
      ...settings,
    })
    return {
      file,
      connect: async () => connectionOn(await instance.connect(), file, log),
      close: () => {
        instance.closeSync()
        if (path) openFiles.delete(path)
      },
    }
  } catch (error) {
    if (path) openFiles.delete(path)
    throw translateError(error, file)
  }
}

function claimFile(file: string): string {
  makeFolderOf(file)
  const path = join(realpathSync(dirname(file)), basename(file))
  if (openFiles.has(path)) throw new AppError('database-locked', { file, holder: null })
  openFiles.add(path)
  return path
}

/** Makes the folder a file is to be in. Throws `database-not-writable`. */
export function makeFolderOf(file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true })
  } catch (error) {
    throw translateError(error, file)
  }
}

function connectionOn(duckdb: DuckDBConnection, file: string, log: Log): Connection {
  const guarded = async <T>(sql: string, work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      log({ event: 'statementFailed', sql, error })
      throw translateError(error, file)
    }
  }
  const ordered = new Map<string, Table>()
  const execute = (sql: string, parameters: readonly Parameter[]) => {
    if (parameters.length === 0) return duckdb.run(sql)
    const { text, values } = joinLists(sql, parameters)
    return duckdb.run(text, values.map(toParameter), values.map(typeOf) as DuckDBType[])
  }
  return {
    read: <R>(sql: string, parameters: readonly Parameter[] = []) =>
      guarded(sql, async () => rowsOf<R>(await execute(sql, parameters))),
    run: (sql, parameters = []) => guarded(sql, async () => (await execute(sql, parameters)).rowsChanged),
    append: (table, rows, place = 'main') =>
      guarded(`append to ${table.name}`, async () => {
        if (rows.length === 0) return
        const placed = ordered.get(table.name) ?? (await inFileOrder(duckdb, table))
        ordered.set(table.name, placed)
        const appender = await duckdb.createAppender(table.name, 'main', place === 'temp' ? 'temp' : null)
        try {
          for (const chunk of chunksOf(placed, rows)) appender.appendDataChunk(chunk)
        } catch (error) {
          // What an abandoned appender still holds would be flushed into whatever transaction runs when it is collected.
          appender.clear()
          throw error
        }
        appender.closeSync()
      }),
    close: () => duckdb.closeSync(),
  }
}

/** Appending goes by position, and a column that a migration added stands last in the file wherever it is declared. */
async function inFileOrder(duckdb: DuckDBConnection, table: Table): Promise<Table> {
  const result = await duckdb.run(
    `SELECT column_name AS name FROM duckdb_columns()
     WHERE table_name = $1 AND database_name IN (current_database(), 'temp') ORDER BY column_index`,
    [table.name],
  )
  const names = (await rowsOf<{ name: string }>(result)).map(row => row.name)
  const columns = names.flatMap(name => table.columns.find(column => column.name === name) ?? [])
  if (columns.length !== names.length || columns.length !== table.columns.length)
    throw new Error(`Table ${table.name} has columns ${names.join(', ')}; its declaration has others.`)
  return { ...table, columns }
}

/** Binds lists as one text behind the separator it is split by: a thousand texts bound one by one cost a millisecond more. */
function joinLists(
  sql: string,
  parameters: readonly Parameter[],
): { text: string; values: readonly Parameter[] } {
  let text = sql
  const values = parameters.map((value, index) => {
    const joined = Array.isArray(value) ? joinTexts(value as readonly string[]) : null
    if (joined === null) return value
    const place = `$${index + 1}`
    text = text.replaceAll(`unnest(${place})`, `unnest(string_split(substr(${place}, 2), left(${place}, 1)))`)
    return joined
  })
  return { text, values }
}

/** Null for no texts, and for texts of which one holds every separator tried or a zero, which would end what is bound. */
function joinTexts(texts: readonly string[]): string | null {
  if (texts.length === 0) return null
  const whole = texts.join('')
  const separator = separators.find(character => !whole.includes(character))
  return separator === undefined || whole.includes('\0') ? null : separator + texts.join(separator)
}
const separators = ['\x1f', '\x1e', '\x1d', '\x1c']

function toParameter(value: Parameter): DuckDBValue {
  if (Array.isArray(value)) return listValue(value as string[])
  if (Number.isInteger(value) && !isInt32(value as number)) return BigInt(value as number)
  return value as DuckDBValue
}

function typeOf(value: Parameter): DuckDBType | undefined {
  if (Array.isArray(value)) return LIST(VARCHAR)
  return undefined
}

function isInt32(value: number): boolean {
  return (value | 0) === value
}
