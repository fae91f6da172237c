import { openStore } from '#store/open-store.ts'
import { makeRow } from '../../support/make-row.ts'

export const rowsPerBatch = 40
const text = '混凝土浇筑'.repeat(20)

/** Writes batches until it is killed, a checkpoint every four or so, and prints the number of each one acknowledged. */
async function writeBatches(file: string): Promise<void> {
  const now = () => '2026-01-01T00:00:00Z'
  const store = await openStore(file, { now, settings: { checkpoint_threshold: '128KB' } })
  for (;;) {
    const change = await store.write(async tx => {
      const number = await tx.nextChange('P')
      const rows = Array.from({ length: rowsPerBatch }, (_, i) =>
        makeRow('wbs', { projectId: 'P', rowKey: `${number} ${i}`, code: `${number}.${i}`, name: text }),
      )
      const summary = makeRow('wbs', { projectId: 'P', rowKey: 'last', code: '0', name: String(number) })
      await tx.insertRows('wbs', rows)
      await tx.replaceRows('wbs', [summary])
      await tx.appendChanges(
        'P',
        number,
        rows.map(row => ({
          sheet: 'wbs',
          rowKey: row.rowKey,
          operation: 'create',
          field: null,
          oldValue: null,
          newValue: row,
        })),
        { who: 'writer', role: 'planner', at: now(), batch: `batch ${number}` },
      )
      await tx.recordBatch({
        idempotencyKey: `batch ${number}`,
        projectId: 'P',
        requestHash: '',
        change: number,
        answer: number,
        at: now(),
        who: 'writer',
      })
      return number
    })
    process.stdout.write(`${change}\n`)
  }
}

const [, script, file] = process.argv
if (script === import.meta.filename && file !== undefined) await writeBatches(file)
