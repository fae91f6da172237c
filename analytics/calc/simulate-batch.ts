import { normalQuantile } from './distribution-normal.ts'
import { empiricalQuantile, pertQuantile, type Quantile, tableByShare } from './distribution-tables.ts'
import { costKindNames } from './simulate-costs.ts'
import { openSimulationKernel, type SimulationEngine, type SimulationKernel } from './simulate-kernel.ts'
import { LevelledRuns, levelledChunk } from './simulate-levelled-runs.ts'
import type { CostAssumption } from './simulate-prices.ts'
import { drawBits, keysOf, runWord, shareOfBits } from './simulate-random.ts'
import { impactAt } from './simulate-risks.ts'
import type { SimulationSetup } from './simulate-setup.ts'
import { significanceSums } from './simulate-significance.ts'

/** What a stretch of runs gave. Counts and sums are of whole numbers, so that stretches add up to the same in any order. */
export interface SimulationPart {
  first: number
  /** Minutes of the axis after the data date, per run. */
  finishes: Int32Array
  /** Minor units per run; null without costs. */
  costs: Float64Array | null
  /** Per node. */
  criticalCounts: Int32Array
  /** Per varying node: sum of duration less its centre, of its square, of its product with the finish less its centre. */
  sums: Float64Array
  varyingNodes: Int32Array
  /** Per risk: runs in which it occurred, sum of their finishes, and of delay, its square and its product with the finish, all finishes
   *  less the centre. */
  riskSums: Float64Array
  /** Per limited resource: runs in which work that is never put off needed more of it than there was. Empty without limits. */
  overCounts: Int32Array
  /** Per node, of the first runs of all only; none of levelled runs, in which floats depend on who gives way to whom. */
  significance: Float64Array | null
}
/** Numbers kept per risk. */
export const riskSumCount = 5
/** Runs of one call of the kernel where nothing is levelled. */
const freeChunk = 256

interface Price {
  least: number
  most: number
  table: Float32Array
  keys: [number, number]
}

/** Makes stretches of runs of one setup, one after another. */
export class SimulationRunner {
  readonly #setup: SimulationSetup
  readonly #kernel: SimulationKernel
  readonly #levelled: LevelledRuns | null
  readonly #chunkRuns: number
  readonly #prices: Price[]

  constructor(setup: SimulationSetup, engine?: SimulationEngine) {
    this.#setup = setup
    const { limits } = setup
    this.#chunkRuns = limits ? levelledChunk : freeChunk
    const wants = {
      criticality: limits === null,
      sums: { finishCentre: setup.finishCentre, durationCentres: setup.durationCentres },
    }
    this.#kernel = openSimulationKernel(setup.network, setup.options.seed, this.#chunkRuns, wants, engine)
    this.#levelled = limits && new LevelledRuns(setup, limits, this.#kernel.memory)
    this.#prices = setup.options.costAssumptions.map(assumption => ({
      least: assumption.least,
      most: assumption.most,
      table: tableByShare(priceShape(assumption)),
      keys: keysOf(`price ${assumption.kind}`),
    }))
  }

  /** Runs `first` to before `first + count`, both multiples of eight. */
  run(first: number, count: number): SimulationPart {
    const { network, risks, costs } = this.#setup
    const { memory } = this.#kernel
    const levelled = this.#levelled
    const significance =
      first === 0 && !levelled
        ? significanceSums(network, this.#kernel, (from, runs) => this.#chunk(from, runs))
        : null
    memory.criticalCounts?.fill(0)
    memory.sums.fill(0)
    levelled?.clear()
    const part: SimulationPart = {
      first,
      finishes: new Int32Array(count),
      costs: costs ? new Float64Array(count) : null,
      criticalCounts: new Int32Array(0),
      sums: new Float64Array(memory.varyingNodes.length * 3),
      varyingNodes: memory.varyingNodes,
      riskSums: new Float64Array(risks.length * riskSumCount),
      overCounts: new Int32Array(0),
      significance,
    }
    for (let done = 0; done < count; done += this.#chunkRuns) {
      const runs = Math.min(this.#chunkRuns, count - done)
      const riskCosts = this.#chunk(first + done, runs)
      levelled?.level()
      part.finishes.set(memory.finishes.subarray(0, runs), done)
      this.#addRiskSums(part, runs)
      if (part.costs) this.#writeCosts(part.costs, done, first + done, runs, riskCosts)
    }
    if (levelled)
      return {
        ...part,
        criticalCounts: levelled.criticalCounts.slice(),
        sums: levelled.sums.slice(),
        overCounts: levelled.overCounts.slice(),
      }
    part.criticalCounts = memory.criticalCounts?.slice() ?? part.criticalCounts
    for (let i = 0; i < memory.varyingNodes.length; i++)
      for (let k = 0; k < 3; k++)
        part.sums[3 * i + k] =
          (memory.sums[6 * i + 2 * k] as number) + (memory.sums[6 * i + 2 * k + 1] as number)
    return part
  }

  /** Draws what is common to many activities, then lets the kernel run; the cost of risks per run. */
  #chunk(first: number, runs: number): Float64Array {
    const { options, groupKeys, groupRoot, risks, network } = this.#setup
    const { memory } = this.#kernel
    const riskCosts = new Float64Array(runs)
    const deviates = new Float64Array(groupKeys.length)
    for (let i = 0; i < runs; i++) {
      const word = runWord(options.seed, first + i)
      const lane = (i >> 3) * 8 * network.groupCount + (i & 7)
      groupKeys.forEach(([a, b], group) => {
        deviates[group] = normalQuantile(shareOfBits(drawBits(word, a, b)))
      })
      groupRoot.forEach((row, group) => {
        let factor = 0
        for (let k = 0; k < row.length; k++) factor += (row[k] as number) * (deviates[k] as number)
        memory.factors[lane + group * 8] = factor
      })
      const riskLane = (i >> 3) * 8 * network.riskCount + (i & 7)
      risks.forEach((risk, index) => {
        const [a, b] = risk.keys
        const occurs = shareOfBits(drawBits(word, a, b)) < risk.probability
        const share = shareOfBits(drawBits(word, b, a))
        memory.impacts[riskLane + index * 8] = occurs
          ? Math.round(impactAt(risk.delay, risk.delayTable, share))
          : 0
        if (occurs) riskCosts[i] = (riskCosts[i] as number) + impactAt(risk.cost, risk.costTable, share)
      })
    }
    this.#kernel.run(first, Math.ceil(runs / 8) * 8)
    return riskCosts
  }

  #addRiskSums({ riskSums }: SimulationPart, runs: number): void {
    const { risks, network, finishCentre } = this.#setup
    if (risks.length === 0) return
    const { memory } = this.#kernel
    for (let i = 0; i < runs; i++) {
      const moved = (memory.finishes[i] as number) - finishCentre
      const lane = (i >> 3) * 8 * network.riskCount + (i & 7)
      for (let index = 0; index < risks.length; index++) {
        const delay = memory.impacts[lane + index * 8] as number
        if (delay === 0) continue
        const at = index * riskSumCount
        riskSums[at]! += 1
        riskSums[at + 1]! += moved
        riskSums[at + 2]! += delay
        riskSums[at + 3]! += delay * delay
        riskSums[at + 4]! += delay * moved
      }
    }
  }

  #writeCosts(to: Float64Array, offset: number, first: number, runs: number, riskCosts: Float64Array): void {
    const { costs, mitigationCost, options } = this.#setup
    if (!costs) return
    const { memory } = this.#kernel
    const kinds = costKindNames.length
    for (let i = 0; i < runs; i++) {
      const word = runWord(options.seed, first + i)
      const stretch = stretchOf(this.#setup, memory.finishes[i] as number)
      let sum = costs.spent + mitigationCost + (riskCosts[i] as number)
      for (let kind = 0; kind < kinds; kind++) {
        const { least, most, table, keys } = this.#prices[kind] as Price
        const price = impactAt({ least, most }, table, shareOfBits(drawBits(word, keys[0], keys[1])))
        const byActivity = memory.costs[((i >> 3) * kinds + kind) * 8 + (i & 7)] as number
        sum +=
          price * ((costs.fixed[kind] as number) + (costs.byProject[kind] as number) * stretch + byActivity)
      }
      to[offset + i] = sum
    }
  }
}

/** Where between its least and its most a price lies, by probability: as it was observed, else with its mode at the planned price. */
function priceShape({ least, most, ratios }: CostAssumption): Quantile {
  const width = most - least
  if (!(width > 0)) return () => 0
  if (!ratios) return pertQuantile((1 - least) / width)
  const observed = empiricalQuantile(ratios)
  return share => (observed(share) - least) / width
}

/** How much of the cost that follows the project's end there is when it ends so many minutes after the data date. */
export function stretchOf({ budgetMinutes }: Pick<SimulationSetup, 'budgetMinutes'>, finish: number): number {
  return budgetMinutes > 0 ? finish / budgetMinutes : 1
}
