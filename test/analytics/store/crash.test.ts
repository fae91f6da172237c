import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as after } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openStore } from '#store/open-store.ts'
import { rowsPerBatch } from './write-batches.ts'

const lanes = 4
const livesPerLane = 5
const mostBatches = 25

test(`a writer killed ${lanes * livesPerLane} times at random loses no acknowledged batch and leaves no half one`, {
  timeout: 240_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'crash-'))
  try {
    const acknowledged = await Promise.all(
      Array.from({ length: lanes }, (_, lane) => liveAndDie(join(folder, `${lane}.duckdb`))),
    )
    expect(acknowledged.every(count => count >= livesPerLane)).toBe(true)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

async function liveAndDie(file: string): Promise<number> {
  let acknowledged = 0
  for (let life = 0; life < livesPerLane; life++) {
    acknowledged = await killWhileWriting(file, acknowledged)
    await checkWhole(file, acknowledged)
  }
  return acknowledged
}

/** Gives the number of the last batch the writer said was done. */
async function killWhileWriting(file: string, before: number): Promise<number> {
  const script = join(import.meta.dirname, 'write-batches.ts')
  const writer = spawn(process.execPath, ['--import', 'tsx', script, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(writer, 'exit')
  const deathAt = before + 1 + Math.floor(Math.random() * mostBatches)
  let last = before
  let dying = false
  for await (const line of createInterface(writer.stdout)) {
    last = Number(line)
    if (dying || last < deathAt) continue
    dying = true
    void after(Math.random() * 25).then(() => writer.kill('SIGKILL'))
  }
  const [code, signal] = (await exited) as [number | null, string | null]
  expect({ code, signal }).toEqual({ code: null, signal: 'SIGKILL' })
  return last
}

async function checkWhole(file: string, acknowledged: number): Promise<void> {
  const store = await openStore(file, { now: () => '2026-01-01T00:00:00Z' })
  const { change } = await store.projectState('P')
  expect(change - acknowledged).toBeOneOf([0, 1])
  const names = new Map((await store.rows('wbs', 'P')).map(row => [row.rowKey as string, row.name]))
  expect(names.size).toBe(change * rowsPerBatch + 1)
  expect(names.get('last')).toBe(String(change))
  const entries = new Map<number, number>()
  for (const entry of await store.journal('P', { limit: 1e9 }))
    entries.set(entry.change, (entries.get(entry.change) ?? 0) + 1)
  expect([...entries.keys()].toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: change }, (_, i) => i + 1),
  )
  expect(new Set(entries.values())).toEqual(new Set([rowsPerBatch]))
  expect((await store.findBatch(`batch ${change}`))?.answer).toBe(change)
  expect(await store.findBatch(`batch ${change + 1}`)).toBeNull()
  await store.close()
}
