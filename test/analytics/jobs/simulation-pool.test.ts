import { expect, test } from 'vitest'
import { simulationOptions } from '#calc/simulate-options.ts'
import { simulatePlan } from '#calc/simulate-plan.ts'
import { SimulationPool } from '#jobs/simulation-pool.ts'
import { lift, withCrane } from '../calc/levelled-case.ts'

/** Enough work for several workers: eighty lifts in four rows, half of them with the crane. */
const plan = withCrane(
  Array.from({ length: 80 }, (_, i) => ({
    ...lift(`A${i}`, [2, 4, 9]),
    ...(i % 2 === 1 && { uses: {} }),
    ...(i >= 4 && { after: `A${i - 4}` }),
  })),
)
const options = simulationOptions({ runs: 8000, seed: 3, levelled: true, stopWhenStable: false })

test('levelled runs give the same on any number of workers, and tell how far they are', async () => {
  const alone = simulatePlan(plan, options)
  for (const workers of [1, 3]) {
    const pool = new SimulationPool(workers)
    const told: number[] = []
    const outcome = await pool.simulate(plan, options, [], {
      signal: new AbortController().signal,
      onProgress: share => told.push(share),
    })
    await pool.close()
    expect(outcome).toEqual(alone)
    expect(told.length).toBeGreaterThanOrEqual(20)
    expect(told).toEqual(told.toSorted((a, b) => a - b))
    expect(told.at(-1)).toBe(1)
  }
}, 60_000)

test('levelled runs end as soon as they are cancelled', async () => {
  const pool = new SimulationPool(2)
  const controller = new AbortController()
  let told = 0
  const endless = { ...options, runs: 200_000 }
  const simulated = pool.simulate(plan, endless, [], {
    signal: controller.signal,
    onProgress: share => {
      told = share
      controller.abort()
    },
  })
  await expect(simulated).rejects.toThrow(/abort/i)
  await pool.close()
  expect(told).toBeLessThan(0.5)
})
