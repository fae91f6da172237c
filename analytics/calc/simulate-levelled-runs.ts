import { LevelledPass } from './simulate-levelled-pass.ts'
import type { SimulationLimits } from './simulate-limits.ts'
import type { SimulationMemory } from './simulate-memory.ts'
import type { SimulationSetup } from './simulate-setup.ts'

/** Runs that one draw of the kernel leaves the durations of. */
export const levelledChunk = 8

/** Levels runs that the kernel has drawn, and adds up over them what the kernel adds up over its own. */
export class LevelledRuns {
  readonly criticalCounts: Int32Array
  /** As in a part: three sums per varying node. */
  readonly sums: Float64Array
  /** Runs in which work that is never put off needed more of a pool than there was. */
  readonly overCounts: Int32Array
  readonly #pass: LevelledPass
  readonly #memory: SimulationMemory
  readonly #finishCentre: number

  constructor(setup: SimulationSetup, limits: SimulationLimits, memory: SimulationMemory) {
    this.criticalCounts = new Int32Array(setup.network.count)
    this.sums = new Float64Array(memory.varyingNodes.length * 3)
    this.overCounts = new Int32Array(limits.pools.length)
    this.#pass = new LevelledPass(setup.network, limits, setup.dataDate)
    this.#memory = memory
    this.#finishCentre = setup.finishCentre
  }

  clear(): void {
    this.criticalCounts.fill(0)
    this.sums.fill(0)
    this.overCounts.fill(0)
  }

  /** Levels the eight runs drawn last and puts their ends in the place of those without limits. */
  level(): void {
    const { durations, finishes } = this.#memory
    for (let lane = 0; lane < levelledChunk; lane++) {
      const finish = this.#pass.run(durations, lane)
      finishes[lane] = finish
      this.#pass.countCritical(this.criticalCounts)
      this.#addSums(lane, finish - this.#finishCentre)
      for (let pool = 0; pool < this.overCounts.length; pool++)
        this.overCounts[pool]! += this.#pass.isOver[pool] as number
    }
  }

  #addSums(lane: number, moved: number): void {
    const { durations, varyingNodes, durationCentres } = this.#memory
    const { sums } = this
    for (let i = 0; i < varyingNodes.length; i++) {
      const node = varyingNodes[i] as number
      const own = (durations[8 * node + lane] as number) - (durationCentres[node] as number)
      sums[3 * i]! += own
      sums[3 * i + 1]! += own * own
      sums[3 * i + 2]! += own * moved
    }
  }
}
