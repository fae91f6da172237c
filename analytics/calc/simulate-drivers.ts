import type { Plan } from '#model/plan.ts'
import type { SimulationDriver } from '#model/simulation-contract.ts'
import { riskSumCount } from './simulate-batch.ts'
import { drawKinds } from './simulate-network.ts'
import { dateOfMinutes } from './simulate-certain.ts'
import type { SimulationSetup } from './simulate-setup.ts'
import type { SimulationTotal } from './simulate-total.ts'

/** An activity or risk with how it moved the finish; `significance` of an activity only. */
export type RatedDriver = SimulationDriver & { significance: number | null }

/** Deviates of P10 and P90. */
const reach = 1.2815515655446004

/** All activities that vary or were critical, and all risks, those first that move the expected finish most between their good and their bad
 *  end: of an activity by its own draw alone, since risks that delay it stand for themselves. Criticality is the share of runs on a driving path; cruciality the correlation of duration and finish; sensitivity criticality x
 *  deviation of the duration / deviation of the finish (PMBOK Guide; Vanhoucke 2010, Omega 38(5)). */
export function rateDrivers(plan: Plan, setup: SimulationSetup, total: SimulationTotal): RatedDriver[] {
  const finish = moments(total.finishes.subarray(0, total.runs), setup.finishCentre)
  const rated = [...activityDrivers(plan, setup, total, finish), ...riskDrivers(setup, total, finish)]
  return rated.sort(
    (a, b) => b.finishHigh - b.finishLow - (a.finishHigh - a.finishLow) || (a.code < b.code ? -1 : 1),
  )
}

interface Moments {
  mean: number
  deviation: number
  /** Sum of values less the centre. */
  moved: number
}

function moments(values: Int32Array, centre: number): Moments {
  let moved = 0
  let squares = 0
  for (const value of values) {
    moved += value - centre
    squares += (value - centre) ** 2
  }
  const mean = moved / values.length
  return {
    mean: centre + mean,
    deviation: Math.sqrt(Math.max(0, squares / values.length - mean * mean)),
    moved,
  }
}

function activityDrivers(
  plan: Plan,
  setup: SimulationSetup,
  total: SimulationTotal,
  finish: Moments,
): RatedDriver[] {
  const delays = riskDelaysByNode(setup, total, finish)
  const placeOf = new Map([...total.varyingNodes].map((node, place) => [node, place]))
  const found: RatedDriver[] = []
  for (let node = 0; node < setup.network.count; node++) {
    if (setup.isDone[node] === 1) continue
    const criticality = (total.criticalCounts[node] as number) / total.runs
    const place = placeOf.get(node)
    if (place === undefined && criticality === 0) continue
    const activity = plan.activities[setup.activityOf[node] as number]
    if (!activity) continue
    const duration = jointMoments(total.sums, place, total.runs, finish)
    const { correlation, deviation } = correlate(duration, finish)
    const isCertain = setup.network.draw[node] === drawKinds.fixed
    const swing = isCertain ? 0 : swingOf(without(duration, delays.get(node)))
    found.push({
      sheet: 'activity',
      rowKey: activity.rowKey,
      code: activity.code,
      name: activity.name,
      finishLow: dateOfMinutes(setup, Math.round(finish.mean - Math.abs(swing))),
      finishHigh: dateOfMinutes(setup, Math.round(finish.mean + Math.abs(swing))),
      criticality,
      cruciality: correlation,
      sensitivity: finish.deviation > 0 ? (criticality * deviation) / finish.deviation : null,
      probability: null,
      significance: total.significance?.[node] ?? null,
    })
  }
  return found
}

/** Of a duration or delay: its variance, and its covariance with the finish. */
interface JointMoments {
  variance: number
  covariance: number
}

/** From the sums of values, squares and products with the finish that stand at a place. */
function jointMoments(
  sums: Float64Array,
  place: number | undefined,
  runs: number,
  finish: Moments,
): JointMoments {
  if (place === undefined) return { variance: 0, covariance: 0 }
  const [sum = 0, squares = 0, product = 0] = sums.subarray(3 * place, 3 * place + 3)
  const mean = sum / runs
  return {
    variance: Math.max(0, squares / runs - mean * mean),
    covariance: product / runs - mean * (finish.moved / runs),
  }
}

/** What the risks of each node add to its duration; they are drawn independently of it and of each other. */
function riskDelaysByNode(
  { network }: SimulationSetup,
  total: SimulationTotal,
  finish: Moments,
): Map<number, JointMoments> {
  const delays = new Map<number, JointMoments>()
  network.riskNode.forEach((node, i) => {
    const own = riskDelay(total, network.riskIndex[i] as number, finish)
    const { variance, covariance } = delays.get(node) ?? { variance: 0, covariance: 0 }
    delays.set(node, {
      variance: variance + own.variance,
      covariance: covariance + own.covariance,
    })
  })
  return delays
}

function riskDelay({ riskSums, runs }: SimulationTotal, index: number, finish: Moments): JointMoments {
  return jointMoments(riskSums.subarray(index * riskSumCount + 2), 0, runs, finish)
}

function without(whole: JointMoments, part: JointMoments | undefined): JointMoments {
  if (!part) return whole
  return {
    variance: Math.max(0, whole.variance - part.variance),
    covariance: whole.covariance - part.covariance,
  }
}

/** By how much the expected finish moves when the value is one reach off its mean. */
function swingOf({ variance, covariance }: JointMoments): number {
  return variance > 0 ? (reach * covariance) / Math.sqrt(variance) : 0
}

function correlate(
  { variance, covariance }: JointMoments,
  finish: Moments,
): { correlation: number | null; deviation: number } {
  const deviation = Math.sqrt(variance)
  if (!(deviation > 0) || !(finish.deviation > 0)) return { correlation: null, deviation }
  return { correlation: clamp(covariance / (deviation * finish.deviation)), deviation }
}

/** A risk's good end is the mean finish of the runs without it, its bad end that of the runs with it. */
function riskDrivers(setup: SimulationSetup, total: SimulationTotal, finish: Moments): RatedDriver[] {
  return setup.risks.map((risk, index) => {
    const [count = 0, moved = 0] = total.riskSums.subarray(index * riskSumCount)
    const spared = total.runs - count
    const high = count > 0 ? setup.finishCentre + moved / count : finish.mean
    const low = spared > 0 && count > 0 ? setup.finishCentre + (finish.moved - moved) / spared : finish.mean
    return {
      sheet: 'risk' as const,
      rowKey: risk.rowKey,
      code: risk.code,
      name: risk.name,
      finishLow: dateOfMinutes(setup, Math.round(Math.min(low, high))),
      finishHigh: dateOfMinutes(setup, Math.round(Math.max(low, high))),
      criticality: null,
      cruciality: correlate(riskDelay(total, index, finish), finish).correlation,
      sensitivity: null,
      probability: risk.probability,
      significance: null,
    }
  })
}

function clamp(correlation: number): number {
  return Math.max(-1, Math.min(1, correlation))
}
