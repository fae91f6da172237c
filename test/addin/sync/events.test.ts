import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backoffMs, followEvents } from '#addin/sync/follow-events.ts'
import { readEvents } from '#addin/sync/read-events.ts'
import type { ServerEvent } from '#model/contract.ts'

const event = (change: number): ServerEvent => ({
  kind: 'project',
  projectId: 'P',
  change,
  resultNumber: 0,
  staleLinks: [],
})
const text = [event(1), event(2), event(3)]
  .map(
    (one, i) => `${i === 1 ? ': keep-alive\n\n' : ''}event: project\r\ndata: ${JSON.stringify(one)}\r\n\r\n`,
  )
  .join('')

test('events arrive whole however the network cuts the stream', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 40 }), async size => {
      const bytes = new TextEncoder().encode(text)
      const stream = new ReadableStream<Uint8Array>({
        start(controller) {
          for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size))
          controller.close()
        },
      })
      const changes: number[] = []
      for await (const one of readEvents(stream)) if (one.kind === 'project') changes.push(one.change)
      expect(changes).toEqual([1, 2, 3])
    }),
  )
})

test('a lost stream is opened again, later each time, until it is no longer wanted', async () => {
  const abort = new AbortController()
  const waits: number[] = []
  const states: boolean[] = []
  let opened = 0
  await followEvents(
    {
      open: async () => {
        opened++
        if (opened < 4) throw new Error('away')
        return (async function* () {
          yield event(1)
        })()
      },
      onEvent: () => abort.abort(),
      onConnection: isUp => states.push(isUp),
      wait: async ms => void waits.push(ms),
      random: () => 0,
      isFinal: () => false,
    },
    abort.signal,
  )
  expect(waits).toEqual([500, 1000, 2000])
  expect(states).toEqual([false, false, false, true, false])
  expect(backoffMs(20, 1)).toBe(37_500)
})
