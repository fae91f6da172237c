import type { Connection } from './connection.ts'
import type { NewBatch, StoredBatch } from './store.ts'
import { systemTables } from './system-tables.ts'

/** The batch that was applied under a key, with its answer; null when there is none. */
export async function findBatch(connection: Connection, idempotencyKey: string): Promise<StoredBatch | null> {
  const [row] = await connection.read<StoredBatch & { answer: string }>(
    'SELECT "projectId", "requestHash", "change", answer FROM batch WHERE "idempotencyKey" = $1',
    [idempotencyKey],
  )
  return row ? { ...row, answer: JSON.parse(row.answer) as unknown } : null
}

/** Notes that a batch was applied, in the transaction that applied it. */
export async function recordBatch(connection: Connection, batch: NewBatch): Promise<void> {
  await connection.append(systemTables.batch, [{ ...batch, answer: JSON.stringify(batch.answer) }])
}
