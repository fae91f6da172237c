import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '#model/problems.ts'
import type { Connection } from './connection.ts'

export interface Migration {
  number: number
  name: string
  sql: string
  checksum: string
}
interface Applied {
  number: number
  name: string
  checksum: string
}

/** The migrations of this program, in order. Files are `NNNN-what.sql`; once released they never change. */
export function readMigrations(folder = join(import.meta.dirname, 'migrations')): Migration[] {
  const files = readdirSync(folder)
    .filter(file => /^\d{4}-.+\.sql$/.test(file))
    .sort()
  return files.map((file, i) => {
    const sql = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n')
    const number = Number(file.slice(0, 4))
    if (number !== i + 1) throw new Error(`Migration ${file} breaks the count: ${i + 1} was expected.`)
    return { number, name: file.slice(0, -4), sql, checksum: createHash('sha256').update(sql).digest('hex') }
  })
}

/** Migrations the file still lacks. Throws `database-newer`, `migration-altered` or `database-not-ours`, having changed nothing. */
export async function pendingMigrations(
  connection: Connection,
  file: string,
  known: readonly Migration[],
): Promise<Migration[]> {
  const tables = await connection.read<{ name: string }>(
    'SELECT table_name AS name FROM duckdb_tables() WHERE NOT internal AND NOT temporary AND database_name = current_database()',
  )
  if (tables.length === 0) return [...known]
  const names = tables.map(table => table.name)
  if (!names.includes('schemaMigration'))
    throw new AppError('database-not-ours', { file, tables: names.slice(0, 5) })
  const applied = await connection.read<Applied>(
    'SELECT number, name, checksum FROM schemaMigration ORDER BY number',
  )
  const newest = applied.at(-1)?.number ?? 0
  if (newest > known.length)
    throw new AppError('database-newer', { file, found: newest, known: known.length })
  for (const { number, name, checksum } of applied)
    if (known[number - 1]?.checksum !== checksum)
      throw new AppError('migration-altered', { file, migration: name })
  return known.slice(newest)
}

/** Applies migrations one by one, each whole or not at all. */
export async function applyMigrations(
  connection: Connection,
  migrations: readonly Migration[],
  at: string,
): Promise<void> {
  for (const { number, name, sql, checksum } of migrations) {
    await connection.run('BEGIN')
    try {
      await connection.run(sql)
      await connection.run('INSERT INTO schemaMigration VALUES ($1, $2, $3, $4)', [
        number,
        name,
        checksum,
        at,
      ])
      await connection.run('COMMIT')
    } catch (error) {
      await connection.run('ROLLBACK')
      throw error
    }
  }
}
