import { simulateWasm } from './kernels/simulate-wasm.ts'
import { simulateFallback } from './simulate-fallback.ts'
import { layOutSimulation, type SimulationMemory, type SimulationWants } from './simulate-memory.ts'
import type { SimulationNetwork } from './simulate-network.ts'

/** A network in memory and what runs it; the results of a call stand in `memory` until the next. */
export interface SimulationKernel {
  memory: SimulationMemory
  /** Runs `first` to before `first + count`, both multiples of eight, at most `memory.chunk` at once. A run's result depends on the
   *  network, the seed and its own number only. */
  run: (first: number, count: number) => void
}
export type SimulationEngine = 'simd' | 'plain'

/** Lays a network out and takes the SIMD kernel where the engine has SIMD, else the one in plain TypeScript; both give the same
 *  results to the bit. */
export function openSimulationKernel(
  network: SimulationNetwork,
  seed: number,
  chunk: number,
  wants: SimulationWants,
  engine: SimulationEngine = hasSimd() ? 'simd' : 'plain',
): SimulationKernel {
  if (engine === 'plain') {
    const memory = layOutSimulation(network, seed, chunk, wants, bytes => new ArrayBuffer(bytes))
    return { memory, run: (first, count) => simulateFallback(memory, first, count) }
  }
  let pages: WebAssembly.Memory | null = null
  const memory = layOutSimulation(network, seed, chunk, wants, bytes => {
    pages = new WebAssembly.Memory({ initial: Math.ceil(bytes / 65536) })
    return pages.buffer as ArrayBuffer
  })
  const instance = new WebAssembly.Instance(new WebAssembly.Module(kernelBytes()), {
    env: { memory: pages as unknown as WebAssembly.Memory },
  })
  const simulate = instance.exports.simulate as (header: number, first: number, count: number) => void
  return { memory, run: (first, count) => simulate(memory.header, first, count) }
}

function hasSimd(): boolean {
  return typeof WebAssembly === 'object' && WebAssembly.validate(kernelBytes())
}

function kernelBytes(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(simulateWasm), letter => letter.charCodeAt(0))
}
