import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase } from '#store/connection.ts'
import { openStore } from '#store/open-store.ts'
import type { Store } from '#store/store.ts'
import { makePlan, makeRow } from '../../support/make-row.ts'
import { author, memoryStore, someTime } from '../../support/memory-store.ts'

const rowsPerBatch = 30
const now = () => someTime
let folder = ''
let store: Store
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'backup-'))
  store = await openStore(join(folder, 'plan.duckdb'), { now })
  await store.write(tx => tx.insertPlans([makePlan('P')], author))
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

test('backups taken during a stream of batches hold whole batches up to some moment', async () => {
  let isRunning = true
  let written = 1
  const stream = (async () => {
    while (isRunning) written = await writeBatch()
  })()
  const moments: number[] = []
  for (let i = 0; i < 4; i++) {
    const file = join(folder, `backup ${i}.duckdb`)
    const before = written
    const summary = await store.backup(file)
    const copy = await openStore(file, { now })
    const { change } = await copy.projectState('P')
    expect(change).toBeGreaterThanOrEqual(before)
    expect(summary).toEqual({ file, projects: 1, changes: 1 + (change - 1) * rowsPerBatch })
    expect(await copy.rows('wbs', 'P')).toHaveLength((change - 1) * rowsPerBatch)
    expect(await copy.journal('P', { limit: 1e6 })).toHaveLength(summary.changes)
    await copy.close()
    moments.push(change)
  }
  isRunning = false
  await stream
  expect(moments[3]).toBeGreaterThan(moments[0] as number)
})

test('a backup keeps every rule and unit of the tables', async () => {
  await store.backup(join(folder, 'copy.duckdb'))
  expect(await describe(join(folder, 'copy.duckdb'))).toEqual(await describeFresh())
})

test('a backup can be written to', async () => {
  await store.backup(join(folder, 'copy.duckdb'))
  const copy = await openStore(join(folder, 'copy.duckdb'), { now })
  expect(await copy.write(tx => tx.nextChange('P'))).toBe(2)
  await copy.close()
})

test('a store in memory can be backed up', async () => {
  const memory = await memoryStore()
  await memory.write(tx => tx.insertPlans([makePlan('M')], author))
  await memory.backup(join(folder, 'memory.duckdb'))
  await memory.close()
  const copy = await openStore(join(folder, 'memory.duckdb'), { now })
  expect(await copy.projects()).toHaveLength(1)
  await copy.close()
})

test('a file that is there is not overwritten by a backup', async () => {
  const file = join(folder, 'mine.txt')
  writeFileSync(file, 'mine')
  await expect(store.backup(file)).rejects.toMatchObject({ code: 'backup-exists', data: { file } })
})

test('a backup that cannot be written leaves no file behind', async () => {
  const before = readdirSync(folder)
  writeFileSync(join(folder, 'file'), '')
  await expect(store.backup(join(folder, 'file/copy.duckdb'))).rejects.toMatchObject({
    code: 'database-not-writable',
  })
  expect(readdirSync(folder).toSorted()).toEqual([...before, 'file'].toSorted())
})

function writeBatch(): Promise<number> {
  return store.write(async tx => {
    const change = await tx.nextChange('P')
    const rows = Array.from({ length: rowsPerBatch }, (_, i) =>
      makeRow('wbs', { projectId: 'P', rowKey: `${change} ${i}`, code: `${change}.${i}` }),
    )
    await tx.insertRows('wbs', rows)
    await tx.appendChanges(
      'P',
      change,
      rows.map(row => ({
        sheet: 'wbs',
        rowKey: row.rowKey,
        operation: 'create',
        field: null,
        oldValue: null,
        newValue: row,
      })),
      author,
    )
    return change
  })
}

async function describeFresh() {
  const fresh = await openStore(join(folder, 'fresh.duckdb'), { now })
  await fresh.close()
  return describe(join(folder, 'fresh.duckdb'))
}

async function describe(file: string) {
  const database = await openDatabase(file, () => undefined)
  const connection = await database.connect()
  const tables = await connection.read('SELECT table_name, sql FROM duckdb_tables() ORDER BY ALL')
  const columns = await connection.read(
    'SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal ORDER BY ALL',
  )
  database.close()
  return { tables, columns }
}
