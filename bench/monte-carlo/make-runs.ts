import { openSimulationKernel } from '#calc/simulate-kernel.ts'
import type { SimulationNetwork } from '#calc/simulate-network.ts'

export interface MonteCarloTask {
  network: SimulationNetwork
  first: number
  count: number
}

/** Makes runs in this thread and gives the milliseconds it took, without laying the network out. */
export function makeRuns({ network, first, count }: MonteCarloTask): number {
  const { run } = openSimulationKernel(network, 42, 256, { criticality: false, sums: null })
  const began = performance.now()
  for (let done = 0; done < count; done += 256) run(first + done, 256)
  return performance.now() - began
}
