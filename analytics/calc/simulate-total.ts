import { quantileSorted } from 'simple-statistics'
import { riskSumCount, type SimulationPart } from './simulate-batch.ts'
import type { SimulationOptions } from './simulate-options.ts'
import type { SimulationSetup } from './simulate-setup.ts'

/** Stretches of runs added up in their order. */
export interface SimulationTotal {
  runs: number
  finishes: Int32Array
  costs: Float64Array | null
  criticalCounts: Float64Array
  varyingNodes: Int32Array
  sums: Float64Array
  riskSums: Float64Array
  overCounts: Float64Array
  /** Null where runs are levelled. */
  significance: Float64Array | null
}

/** Runs after which P80 is looked at again. */
const stableStep = 1000
/** Runs of a stretch. Levelled ones take longer: shorter stretches share them out better and are heard of in time. */
export function stretchRuns({ levelled }: SimulationOptions): number {
  return levelled ? stableStep / 5 : stableStep
}
/** First runs of the stretches that a simulation is made in. */
export function stretches(options: SimulationOptions): number[] {
  const step = stretchRuns(options)
  return Array.from({ length: Math.ceil(options.runs / step) }, (_, i) => i * step)
}
/** P80 is stable when two steps in a row move it by no more than this share of the time and of the cost still to come. */
const stableShare = 0.001

/** Adds up parts, which may come in any order, and knows when P80 stands still. */
export class SimulationSum {
  readonly #setup: SimulationSetup
  readonly #waiting = new Map<number, SimulationPart>()
  readonly #p80: { finish: number; cost: number | null }[] = []
  readonly total: SimulationTotal
  isStable = false

  constructor(setup: SimulationSetup) {
    const { network, risks, costs, options, limits } = setup
    this.#setup = setup
    this.total = {
      runs: 0,
      finishes: new Int32Array(options.runs),
      costs: costs ? new Float64Array(options.runs) : null,
      criticalCounts: new Float64Array(network.count),
      varyingNodes: new Int32Array(0),
      sums: new Float64Array(0),
      riskSums: new Float64Array(risks.length * riskSumCount),
      overCounts: new Float64Array(limits?.pools.length ?? 0),
      significance: limits ? null : new Float64Array(network.count),
    }
  }

  get isOver(): boolean {
    return this.isStable || this.total.runs >= this.#setup.options.runs
  }

  add(part: SimulationPart): void {
    this.#waiting.set(part.first, part)
    for (;;) {
      const next = this.#waiting.get(this.total.runs)
      if (!next || this.isOver) return
      this.#waiting.delete(next.first)
      this.#take(next)
      this.#look()
    }
  }

  #take(part: SimulationPart): void {
    const { total } = this
    total.finishes.set(part.finishes, total.runs)
    if (part.costs) total.costs?.set(part.costs, total.runs)
    if (total.sums.length === 0) {
      total.sums = new Float64Array(part.sums.length)
      total.varyingNodes = part.varyingNodes
    }
    addTo(total.criticalCounts, part.criticalCounts)
    addTo(total.sums, part.sums)
    addTo(total.riskSums, part.riskSums)
    addTo(total.overCounts, part.overCounts)
    if (part.significance) total.significance = part.significance
    total.runs += part.finishes.length
  }

  #look(): void {
    if (!this.#setup.options.stopWhenStable || this.total.runs % stableStep !== 0) return
    const { finishes, costs, runs } = this.total
    this.#p80.push({
      finish: quantileSorted(finishes.slice(0, runs).sort() as unknown as number[], 0.8),
      cost: costs && quantileSorted(costs.slice(0, runs).sort() as unknown as number[], 0.8),
    })
    const [a, b, c] = this.#p80.slice(-3)
    if (!a || !b || !c) return
    const spent = this.#setup.costs?.spent ?? 0
    const isStill = (before: typeof a, after: typeof a) =>
      Math.abs(after.finish - before.finish) <= stableShare * after.finish &&
      Math.abs((after.cost ?? 0) - (before.cost ?? 0)) <= stableShare * Math.max(0, (after.cost ?? 0) - spent)
    this.isStable = isStill(a, b) && isStill(b, c)
  }
}

function addTo(sums: Float64Array, added: ArrayLike<number>): void {
  for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] as number) + (added[i] as number)
}
