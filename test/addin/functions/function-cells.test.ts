import { expect, test } from 'vitest'
import { createFunctionCells, type FunctionAnswer } from '#addin/functions/function-cells.ts'
import type { FunctionCalls } from '#model/contract.ts'

function setUp(answer: (call: FunctionCalls['calls'][number]) => FunctionAnswer['value']) {
  const requests: FunctionCalls['calls'][] = []
  const due: (() => void)[] = []
  let isAway = false
  const cells = createFunctionCells({
    send: async calls => {
      requests.push(calls)
      if (isAway) throw new Error('away')
      return calls.map(call => ({ value: answer(call), problem: null }))
    },
    complete: ({ name, arguments: given }) => ({ name, arguments: [...given, 'P1'] }),
    unanswered: () => ({ value: null, problem: { code: 'x', severity: 'error', text: 'away', at: {} } }),
    schedule: act => due.push(act),
  })
  return {
    cells,
    requests,
    goAway: () => (isAway = true),
    pass: async (): Promise<void> => {
      for (const act of due.splice(0)) act()
      await new Promise(resolve => setImmediate(resolve))
    },
  }
}

test('a thousand cells that recalculate together are one request', async () => {
  const { cells, requests, pass } = setUp(call => Number(call.arguments[1]))
  const shown: unknown[] = []
  for (let i = 0; i < 1000; i++)
    cells.watch({ name: 'FINISH', arguments: [`A${i}`, i] }, answer => (shown[i] = answer.value))
  await pass()
  expect(requests).toHaveLength(1)
  expect(shown).toEqual(Array.from({ length: 1000 }, (_, i) => i))
})

test('a cell entered again shows its last value at once and asks nothing', async () => {
  const { cells, requests, pass } = setUp(() => 7)
  cells.watch({ name: 'EAC', arguments: [] }, () => undefined)
  await pass()
  const shown: unknown[] = []
  cells.watch({ name: 'EAC', arguments: [] }, answer => shown.push(answer.value))
  expect(shown).toEqual([7])
  await pass()
  expect(requests).toHaveLength(1)
})

test('new results reach every cell still there, in one request, and only where they differ', async () => {
  let value = 1
  const { cells, requests, pass } = setUp(call => (call.name === 'EAC' ? value : 5))
  const shown: unknown[] = []
  cells.watch({ name: 'EAC', arguments: [] }, answer => shown.push(['EAC', answer.value]))
  cells.watch({ name: 'CPI', arguments: [] }, answer => shown.push(['CPI', answer.value]))
  const stop = cells.watch({ name: 'SPIT', arguments: [] }, answer => shown.push(['SPIT', answer.value]))
  await pass()
  stop()
  value = 2
  cells.refresh()
  await pass()
  expect(shown).toEqual([
    ['EAC', 1],
    ['CPI', 5],
    ['SPIT', 5],
    ['EAC', 2],
  ])
  expect(requests[1]?.map(call => call.name)).toEqual(['EAC', 'CPI'])
})

test('with the server gone a cell keeps its last value, and one without says why', async () => {
  const { cells, goAway, pass } = setUp(() => 3)
  const old: unknown[] = []
  cells.watch({ name: 'EAC', arguments: [] }, answer => old.push(answer.value))
  await pass()
  goAway()
  const fresh: unknown[] = []
  cells.watch({ name: 'CPI', arguments: [] }, answer => fresh.push(answer.problem?.text))
  cells.refresh()
  await pass()
  expect(old).toEqual([3])
  expect(fresh).toEqual(['away'])
})
