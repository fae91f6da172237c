import type { SimulationKernel } from './simulate-kernel.ts'
import type { SimulationNetwork } from './simulate-network.ts'

/** Runs that floats are worked out for; sums over them say enough. */
const sampledRuns = 200

/** Per node the mean of duration / (duration + total float) x finish / mean finish over the first runs: the significance index of Williams
 *  1992 (Journal of the Operational Research Society 43(5)). A node's float is what it can slip in a run before the end moves. */
export function significanceSums(
  network: SimulationNetwork,
  { memory }: SimulationKernel,
  run: (first: number, count: number) => unknown,
): Float64Array {
  const { count } = network
  const header = new Int32Array(memory.buffer, memory.header, 3)
  const slots = new Int32Array(memory.buffer, header[2] as number, network.slotCount * 8)
  const slack = new Int32Array(network.slotCount)
  const weighted = new Float64Array(count)
  let finishSum = 0
  for (let first = 0; first < sampledRuns; first += 8) {
    run(first, 8)
    for (let lane = 0; lane < 8; lane++) {
      const finish = memory.finishes[lane] as number
      finishSum += finish
      passSlack(network, slots, slack, lane, finish)
      for (let node = 0; node < count; node++) {
        const duration = memory.durations[node * 8 + lane] as number
        const float = Math.min(slack[2 * node] as number, slack[2 * node + 1] as number)
        if (duration > 0) weighted[node]! += (duration / (duration + Math.max(0, float))) * finish
      }
    }
  }
  return weighted.map(sum => (finishSum > 0 ? sum / finishSum : 0))
}

/** How far each time may move before the end does, from the end back through every link. */
function passSlack(
  { count, linkEnds, linkSlot, linkLag, ends, conversions }: SimulationNetwork,
  slots: Int32Array,
  slack: Int32Array,
  lane: number,
  finish: number,
): void {
  const timeOf = (slot: number) => slots[slot * 8 + lane] as number
  slack.fill(2 ** 30)
  for (const slot of ends) slack[slot] = Math.min(slack[slot] as number, finish - timeOf(slot))
  for (let node = count - 1; node >= 0; node--) {
    if (conversions)
      for (let i = (conversions.ends[node + 1] as number) - 1; i >= (conversions.ends[node] as number); i--) {
        const from = conversions.from[i] as number
        slack[from] = Math.min(slack[from] as number, slack[conversions.to[i] as number] as number)
      }
    const own = Math.min(slack[2 * node] as number, slack[2 * node + 1] as number)
    for (let k = linkEnds[2 * node] as number; k < (linkEnds[2 * node + 2] as number); k++) {
      const place = k < (linkEnds[2 * node + 1] as number) ? 2 * node : 2 * node + 1
      const slot = linkSlot[k] as number
      slack[slot] = Math.min(
        slack[slot] as number,
        own + timeOf(place) - timeOf(slot) - (linkLag[k] as number),
      )
    }
  }
}
