import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writeDictionary } from '#model/dictionary.ts'
import { problems, type ProblemCode, type ProblemText } from '#model/problems.ts'
import { openDatabase, type Connection } from '#store/connection.ts'
import { allTables } from '#store/initial-migration.ts'
import { applyMigrations, readMigrations } from '#store/migrate.ts'
import { createTable } from '#store/table.ts'

const root = join(import.meta.dirname, '..')
const regenerate =
  'the entities changed. Until the first release run: node --import tsx analytics/store/generate-initial.ts (later: add a migration)'

test('the migrations make exactly the tables the entities declare', async () => {
  const migrated = await tablesMadeBy(connection =>
    applyMigrations(connection, readMigrations(), '2026-01-01T00:00:00Z'),
  )
  const declared = await tablesMadeBy(async connection => {
    for (const sql of allTables().flatMap(createTable)) await connection.run(sql)
  })
  expect(declared.length).toBeGreaterThan(100)
  expect(migrated, regenerate).toEqual(declared)
})

test('the data dictionary is what the entities say', () => {
  const committed = readFileSync(join(root, 'analytics/model/entities.md'), 'utf8')
  expect(committed, regenerate).toBe(writeDictionary())
})

const codes = Object.keys(problems) as ProblemCode[]

test.each(codes)('%s is said in Chinese and in English with the same values', code => {
  const { zh, en, status, severity }: ProblemText = problems[code]
  expect(zh).toMatch(/\p{Script=Han}/u)
  expect(en).toMatch(/[a-z]/)
  expect(en).not.toMatch(/\p{Script=Han}/u)
  expect(placeholders(zh)).toEqual(placeholders(en))
  expect(status).toBeGreaterThanOrEqual(severity === 'error' ? 400 : 200)
})

test('no problem code is declared in two domains', async () => {
  const domains = readdirSync(join(root, 'analytics/model/problems'))
  const declared = await Promise.all(
    domains.map(async domain => {
      const module: Record<string, object> = await import(
        /* @vite-ignore */ join(root, 'analytics/model/problems', domain)
      )
      return Object.keys(Object.values(module)[0] ?? {})
    }),
  )
  expect(declared.flat().toSorted()).toEqual(codes.toSorted())
})

function placeholders(text: string): string[] {
  return [...new Set(text.match(/\{\w+\}/g))].toSorted()
}

async function tablesMadeBy(make: (connection: Connection) => Promise<void>) {
  const database = await openDatabase(':memory:', () => undefined)
  const connection = await database.connect()
  await make(connection)
  const columns = await connection.read<{ constraints: string }>(
    `SELECT c.table_name, c.column_name, c.data_type, c.is_nullable, c.comment,
       list_filter(t.constraints, lambda text: contains(text, 'CHECK') AND contains(text, c.column_name || ' IN'))::VARCHAR AS rule
     FROM duckdb_columns() c JOIN (
       SELECT table_name, list(constraint_text ORDER BY constraint_text) AS constraints
       FROM duckdb_constraints() GROUP BY table_name
     ) t ON t.table_name = c.table_name
     WHERE NOT c.internal ORDER BY ALL`,
  )
  database.close()
  return columns
}
