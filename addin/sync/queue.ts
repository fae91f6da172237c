import type { PushAnswer, PushRequest } from '#model/contract.ts'
import type { Edit } from './diff.ts'
import type { KeyValueStore } from './key-value-store.ts'

/** A batch that was made and not acknowledged: it keeps its idempotency key until the server has answered. */
export interface QueuedBatch {
  /** Orders batches; ISO instant of making plus a counter. */
  order: string
  projectId: string
  idempotencyKey: string
  baseChange: number
  edits: Edit[]
}
export interface PushQueue {
  add(batch: QueuedBatch): Promise<void>
  waiting(projectId: string): Promise<QueuedBatch[]>
  /**
   * Sends what waits, oldest first, and tells `onAnswer` of each before it leaves the queue. A failure leaves the batch
   * and those behind it in place, to be sent again with the same key, and is thrown.
   */
  send(
    projectId: string,
    push: (batch: PushRequest) => Promise<PushAnswer>,
    onAnswer: (batch: QueuedBatch, answer: PushAnswer) => Promise<void>,
  ): Promise<void>
  drop(batch: QueuedBatch): Promise<void>
}

/** The outgoing batches of one user in one workbook. */
export function createPushQueue(store: KeyValueStore, user: string, workbookId: string): PushQueue {
  const prefix = (projectId: string): string => `batch|${user}|${workbookId}|${projectId}|`
  const keyOf = (batch: QueuedBatch): string => `${prefix(batch.projectId)}${batch.order}`
  const waiting = async (projectId: string): Promise<QueuedBatch[]> =>
    (await store.list(prefix(projectId))) as QueuedBatch[]
  return {
    waiting,
    add: batch => store.put(keyOf(batch), batch),
    drop: batch => store.delete(keyOf(batch)),
    async send(projectId, push, onAnswer) {
      for (const batch of await waiting(projectId)) {
        const answer = await push(toRequest(batch))
        await onAnswer(batch, answer)
        await store.delete(keyOf(batch))
      }
    },
  }
}

/** A batch as the server takes it: column arrays of equal length. */
export function toRequest({ idempotencyKey, baseChange, edits }: QueuedBatch): PushRequest {
  return {
    idempotencyKey,
    baseChange,
    edits: {
      sheet: edits.map(edit => edit.sheet),
      rowKey: edits.map(edit => edit.rowKey),
      operation: edits.map(edit => edit.operation),
      field: edits.map(edit => edit.field),
      base: edits.map(edit => edit.base),
      value: edits.map(edit => edit.value),
    },
  }
}
