import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { openStore } from '#store/open-store.ts'
import type { StoreEvent } from '#store/connection.ts'
import { makeRow } from '../../support/make-row.ts'
import { someTime } from '../../support/memory-store.ts'

let disk = mountSmallDisk()
const skipReason = disk ? '' : ' (skipped: a small disk can only be mounted by root on Linux)'
afterEach(() => {
  unmount()
  disk = mountSmallDisk()
})
afterAll(unmount)

/** The log outgrows the disk, or the checkpoint does: DuckDB takes the second worse than the first. */
const settings = { log: {}, checkpoint: { checkpoint_threshold: '2MB' } }

test.skipIf(disk === null).each(['log', 'checkpoint'] as const)(
  `when the disk is full of the %s, the batch is refused and nothing saved is lost${skipReason}`,
  async what => {
    const file = join(disk as string, `${what}.duckdb`)
    const events: StoreEvent[] = []
    const open = () =>
      openStore(file, { now: () => someTime, log: event => events.push(event), settings: settings[what] })
    let store = await open()
    let saved = 0
    const write = (count: number) =>
      store.write(async tx => {
        const change = await tx.nextChange('P')
        const rows = Array.from({ length: count }, (_, i) =>
          makeRow('wbs', {
            projectId: 'P',
            rowKey: `${change} ${i}`,
            code: `${change}.${i} ${'x'.repeat(700)}`,
          }),
        )
        await tx.insertRows('wbs', rows)
        saved = change
      })
    const fill = async () => {
      for (;;) await write(800)
    }
    await expect(fill()).rejects.toMatchObject({ code: 'disk-full', data: { file } })
    expect(events.some(({ event }) => event === 'databaseReopened')).toBe(what === 'checkpoint')
    const acknowledged = (await store.projectState('P')).change
    expect(acknowledged).toBeGreaterThan(3)
    expect(saved - acknowledged).toBe(1)
    expect(await store.rows('wbs', 'P')).toHaveLength(acknowledged * 800)
    await expect(store.backup(join(disk as string, 'copy.duckdb'))).rejects.toMatchObject({
      code: 'disk-full',
    })
    await store.close()
    store = await open()
    expect(await store.rows('wbs', 'P')).toHaveLength(acknowledged * 800)
    await store.close()
  },
)

function unmount(): void {
  if (disk === null) return
  execFileSync('umount', ['--lazy', disk])
  rmSync(disk, { recursive: true })
}

function mountSmallDisk(): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=9m', 'tmpfs', folder], { stdio: 'ignore' })
    return folder
  } catch (error) {
    console.warn(`No small disk to fill: ${String(error)}`)
    rmSync(folder, { recursive: true })
    return null
  }
}
