import { expect, test } from 'vitest'
import { createMemoryStore } from '#addin/sync/key-value-store.ts'
import { createPushQueue, type QueuedBatch } from '#addin/sync/queue.ts'
import type { PushAnswer } from '#model/contract.ts'

const batch = (order: string): QueuedBatch => ({
  order,
  projectId: 'P',
  idempotencyKey: `key-${order}`,
  baseChange: 1,
  edits: [{ sheet: 'activity', rowKey: 'k', operation: 'set', field: 'name', base: 'a', value: order }],
})
const accepted: PushAnswer = { change: 2, repeated: false, outcomes: ['accepted'], reasons: [] }

test('a batch whose answer never came is sent again with the same key, and nothing overtakes it', async () => {
  const store = createMemoryStore()
  const queue = createPushQueue(store, 'u', 'w')
  await queue.add(batch('2'))
  await queue.add(batch('1'))
  const sent: string[] = []
  await expect(
    queue.send(
      'P',
      async ({ idempotencyKey }) => {
        sent.push(idempotencyKey)
        throw new Error('away')
      },
      async () => undefined,
    ),
  ).rejects.toThrow('away')
  const reopened = createPushQueue(store, 'u', 'w')
  await reopened.send(
    'P',
    async ({ idempotencyKey }) => {
      sent.push(idempotencyKey)
      return accepted
    },
    async () => undefined,
  )
  expect(sent).toEqual(['key-1', 'key-1', 'key-2'])
  expect(await reopened.waiting('P')).toEqual([])
})

test('an answer that could not be recorded keeps its batch', async () => {
  const queue = createPushQueue(createMemoryStore(), 'u', 'w')
  await queue.add(batch('1'))
  const full = async (): Promise<void> => {
    throw new Error('disk full')
  }
  await expect(queue.send('P', async () => accepted, full)).rejects.toThrow('disk full')
  expect(await queue.waiting('P')).toHaveLength(1)
})

test('another user and another workbook have queues of their own', async () => {
  const store = createMemoryStore()
  await createPushQueue(store, 'u', 'w').add(batch('1'))
  expect(await createPushQueue(store, 'v', 'w').waiting('P')).toEqual([])
  expect(await createPushQueue(store, 'u', 'x').waiting('P')).toEqual([])
})
