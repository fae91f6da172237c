import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readMigrations, type Migration } from '#store/migrate.ts'
import { openStore } from '#store/open-store.ts'
import { restoreStore } from '#store/restore.ts'
import type { Store } from '#store/store.ts'
import { makePlan, makeRow } from '../../support/make-row.ts'
import { author, someTime } from '../../support/memory-store.ts'

let folder = ''
let file = ''
const now = () => someTime
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'store-'))
  file = join(folder, 'plan.duckdb')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('what was written is there after closing and opening, and a second opening needs no migration', async () => {
  await fill(3)
  const store = await openStore(file, { now })
  expect(await store.rows('wbs', 'P')).toHaveLength(3)
  expect(store.migrationBackup).toBeNull()
  expect(store.schemaVersion).toBe(readMigrations().length)
  await store.close()
})

test('once writing pauses, a log grown long is folded into the file', async () => {
  const { promise: folded, resolve: onFolded } = withResolver()
  const store = await openStore(file, { now, log: ({ event }) => event === 'logFolded' && onFolded() })
  for (let batch = 0; batch < 10; batch++)
    await store.write(tx =>
      tx.insertRows(
        'wbs',
        Array.from({ length: 2000 }, (_, i) =>
          makeRow('wbs', {
            projectId: 'P',
            rowKey: `${batch} ${i}`,
            code: `${batch}.${i} ${'x'.repeat(900)}`,
          }),
        ),
      ),
    )
  expect(statSync(`${file}.wal`).size).toBeGreaterThan(16e6)
  await folded
  expect(existsSync(`${file}.wal`) ? statSync(`${file}.wal`).size : 0).toBeLessThan(1e6)
  expect(await store.rows('wbs', 'P')).toHaveLength(20_000)
  await store.close()
})

test('the folder of a database is made where there is none', async () => {
  const store = await openStore(join(folder, 'a/b/plan.duckdb'), { now })
  await store.close()
  expect(existsSync(join(folder, 'a/b/plan.duckdb'))).toBe(true)
})

test('an older database is copied before it is migrated, and the copy is what it was', async () => {
  await fill(3)
  const store = await openStore(file, {
    now,
    migrations: [...readMigrations(), laterMigration(nextNumber())],
  })
  const backup = store.migrationBackup as string
  expect(backup).toContain(`${file}.before-`)
  await store.write(tx => tx.insertRows('wbs', [makeRow('wbs', { projectId: 'P', rowKey: 'new' })]))
  expect(await store.rows('wbs', 'P')).toHaveLength(4)
  await store.close()
  const old = await openStore(backup, { now })
  expect(old.migrationBackup).toBeNull()
  expect(await old.rows('wbs', 'P')).toHaveLength(3)
  await old.close()
})

test('a migration that fails leaves the database as it was', async () => {
  await fill(3)
  const broken = {
    ...laterMigration(nextNumber()),
    sql: 'ALTER TABLE wbs ADD COLUMN more VARCHAR; SELECT nonsense;',
  }
  await expect(openStore(file, { now, migrations: [...readMigrations(), broken] })).rejects.toMatchObject({
    code: 'store-failed',
  })
  const store = await openStore(file, { now })
  expect(await store.rows('wbs', 'P')).toHaveLength(3)
  await store.write(tx => tx.insertRows('wbs', [makeRow('wbs', { projectId: 'P', rowKey: 'new' })]))
  await store.close()
})

test('values reach their columns in whatever order a file has them', async () => {
  const [first, ...rest] = readMigrations()
  const { sql } = first as Migration
  const swapped = sql.replace(
    /(CREATE TABLE "wbs" \(\n)(.*\n)(.*\n)([^;]*?),?(\n\);)/,
    (_, head: string, project: string, key: string, others: string, tail: string) =>
      `${head}${others},\n${project}${key.replace(/,\n$/, '')}${tail}`,
  )
  expect(swapped).not.toBe(sql)
  const store = await openStore(file, {
    now,
    migrations: [{ ...(first as Migration), sql: swapped }, ...rest],
  })
  const row = makeRow('wbs', { projectId: 'P', rowKey: 'key', code: '1.2', name: '基础' })
  await store.write(tx => tx.insertRows('wbs', [row]))
  expect(await store.rows('wbs', 'P')).toEqual([row])
  await store.close()
})

test('a database of a newer version is refused and stays untouched', async () => {
  const store = await openStore(file, {
    now,
    migrations: [...readMigrations(), laterMigration(nextNumber())],
  })
  await store.close()
  const before = readFileSync(file)
  await expect(openStore(file, { now })).rejects.toMatchObject({
    code: 'database-newer',
    data: { found: nextNumber(), known: nextNumber() - 1 },
  })
  expect(readFileSync(file).equals(before)).toBe(true)
})

test('a database whose history was altered is refused by the name of the migration', async () => {
  await fill(1)
  const [first, ...rest] = readMigrations()
  const altered = [{ ...(first as Migration), checksum: 'other' }, ...rest]
  await expect(openStore(file, { now, migrations: altered })).rejects.toMatchObject({
    code: 'migration-altered',
    data: { migration: '0001-initial' },
  })
})

test('the database of another program is refused by its tables', async () => {
  const instance = await DuckDBInstance.create(file)
  const connection = await instance.connect()
  await connection.run('CREATE TABLE invoices (n INTEGER)')
  connection.closeSync()
  instance.closeSync()
  await expect(openStore(file, { now })).rejects.toMatchObject({
    code: 'database-not-ours',
    data: { tables: ['invoices'] },
  })
})

test('a file that is no database is refused and stays untouched', async () => {
  writeFileSync(file, 'PK this is a workbook, not a database '.repeat(500))
  const before = readFileSync(file)
  await expect(openStore(file, { now })).rejects.toMatchObject({ code: 'database-damaged' })
  expect(readFileSync(file).equals(before)).toBe(true)
})

test('a truncated database is refused as damaged', async () => {
  await fill(20_000)
  truncateSync(file, 300_000)
  await expect(openAndReadAll()).rejects.toMatchObject({ code: 'database-damaged' })
})

test('a database with an overwritten block is refused as damaged', async () => {
  await fill(20_000)
  const bytes = readFileSync(file)
  bytes.fill(0xa5, 12_288 + 4096, bytes.length)
  writeFileSync(file, bytes)
  await expect(openAndReadAll()).rejects.toMatchObject({ code: 'database-damaged' })
})

test('a database that this process has open is not opened twice', async () => {
  const store = await openStore(file, { now })
  await expect(openStore(file, { now })).rejects.toMatchObject({ code: 'database-locked' })
  await store.close()
  await (await openStore(file, { now })).close()
})

test('a database that another process holds is refused with its process number', async () => {
  const holder = spawn(process.execPath, [
    '--import',
    'tsx',
    join(import.meta.dirname, 'hold-database.ts'),
    file,
  ])
  try {
    await saidOpen(holder)
    await expect(openStore(file, { now })).rejects.toMatchObject({
      code: 'database-locked',
      data: { file, holder: String(holder.pid) },
    })
    await expect(restoreStore(await copyOfAnother(), file, { now, replace: true })).rejects.toMatchObject({
      code: 'database-locked',
    })
  } finally {
    holder.kill('SIGKILL')
    await once(holder, 'exit')
  }
  await (await openStore(file, { now })).close()
})

test('a restored backup takes the place of a damaged database, which is kept aside', async () => {
  const backup = await copyOfAnother()
  writeFileSync(file, 'damaged')
  await expect(restoreStore(backup, file, { now })).rejects.toMatchObject({ code: 'restore-target-exists' })
  const restored = await restoreStore(backup, file, { now, replace: true })
  expect(restored).toMatchObject({ file, projects: 1, changes: 3 })
  expect(readFileSync(restored.movedAside as string, 'utf8')).toBe('damaged')
  const store = await openStore(file, { now })
  expect(await store.rows('wbs', 'P')).toHaveLength(2)
  await store.close()
})

test('what is no backup of ours is not restored', async () => {
  await expect(restoreStore(join(folder, 'none'), file, { now })).rejects.toMatchObject({
    code: 'backup-not-found',
  })
  const other = join(folder, 'other')
  writeFileSync(other, 'no database')
  await expect(restoreStore(other, file, { now })).rejects.toMatchObject({ code: 'database-damaged' })
  expect(existsSync(file)).toBe(false)
})

async function openAndReadAll(): Promise<void> {
  const store = await openStore(file, { now })
  try {
    await store.rows('wbs', 'P')
    await store.journal('P', { limit: 100_000 })
  } finally {
    await store.close()
  }
}

async function fill(rows: number, into = file): Promise<void> {
  const store: Store = await openStore(into, { now })
  const wbs = Array.from({ length: rows }, (_, i) =>
    makeRow('wbs', { projectId: 'P', rowKey: `row ${i}`, code: `${i}` }),
  )
  await store.write(tx => tx.insertPlans([makePlan('P', { wbs })], author))
  await store.close()
}

async function copyOfAnother(): Promise<string> {
  const other = join(folder, 'other.duckdb')
  await fill(2, other)
  return other
}

async function saidOpen(holder: ChildProcess): Promise<void> {
  let said = ''
  holder.stderr?.on('data', (bytes: Buffer) => {
    said += bytes.toString()
  })
  const exited = once(holder, 'exit').then(() => {
    throw new Error(`The holder ended early: ${said}`)
  })
  await Promise.race([once(holder.stdout as NodeJS.ReadableStream, 'data'), exited])
}

function withResolver(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {}
  const promise = new Promise<void>(done => {
    resolve = done
  })
  return { promise, resolve }
}

function nextNumber(): number {
  return readMigrations().length + 1
}

function laterMigration(number: number): Migration {
  return {
    number,
    name: `000${number}-later`,
    sql: 'CREATE TABLE later (n INTEGER)',
    checksum: `checksum ${number}`,
  }
}
