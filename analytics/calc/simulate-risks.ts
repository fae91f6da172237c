import type { Risk } from '#model/entities/risk.ts'
import type { Plan } from '#model/plan.ts'
import type { Problem } from '#model/problems.ts'
import { pertQuantile, tableByShare } from './distribution-tables.ts'
import { tableSize } from './simulate-network.ts'

/** A risk ready to be drawn: what it is taken to do if it occurs. */
export interface SimulatedRisk {
  rowKey: string
  code: string
  name: string
  probability: number
  /** Activities of the plan, by index. */
  activities: number[]
  /** Minutes of each activity's calendar. */
  delay: ImpactRange
  /** Minor units of money. */
  cost: ImpactRange
  /** Shape of the delay and of the cost, by probability. */
  delayTable: Float32Array
  costTable: Float32Array
  keys: [number, number]
}
interface ImpactRange {
  least: number
  most: number
}

/** The register as it counts now, with findings for what could not be used; `keysOf` makes a stream of its own for every risk, so that one
 *  more or less leaves all other draws as they are. The cost of mitigations is counted once, whatever happens. */
export function readRisks(
  plan: Plan,
  keysOf: (name: string) => [number, number],
): { risks: SimulatedRisk[]; mitigationCost: number; findings: Problem[] } {
  const findings: Problem[] = []
  const indexOf = new Map(
    plan.activities.map((activity, index) => [activity.code.trim().toUpperCase(), index]),
  )
  let mitigationCost = 0
  const risks: SimulatedRisk[] = []
  for (const risk of plan.risks) {
    if (risk.status === 'closed') continue
    if (risk.status === 'mitigated') mitigationCost += risk.mitigationCost ?? 0
    const probability = probabilityOf(risk)
    if (!(probability >= 0 && probability <= 1)) {
      findings.push(finding('risk-probability-invalid', risk, 'probability', { value: probability }))
      continue
    }
    const left = risk.status === 'mitigated' ? (risk.residualImpact ?? 1) : 1
    const delay = impactOf(risk, 'leastDelay', 'likelyDelay', 'mostDelay', left, findings)
    const cost = impactOf(risk, 'leastCost', 'likelyCost', 'mostCost', left, findings)
    if (!delay || !cost) continue
    if (delay.most === 0 && cost.most === 0) {
      findings.push(finding('risk-without-impact', risk, 'likelyDelay'))
      continue
    }
    const activities = activitiesOf(risk, plan, indexOf, findings)
    if (delay.most > 0 && activities.length === 0)
      findings.push(finding('risk-without-activity', risk, 'activities'))
    if (probability === 0) continue
    risks.push({
      rowKey: risk.rowKey,
      code: risk.code,
      name: risk.name,
      probability,
      activities,
      delay,
      cost,
      delayTable: delay.table,
      costTable: cost.table,
      keys: keysOf(`risk ${risk.rowKey}`),
    })
  }
  return { risks, mitigationCost, findings }
}

function probabilityOf(risk: Risk): number {
  if (risk.status === 'occurred') return 1
  return risk.status === 'mitigated' ? (risk.residualProbability ?? risk.probability) : risk.probability
}

type Impact = 'leastDelay' | 'likelyDelay' | 'mostDelay' | 'leastCost' | 'likelyCost' | 'mostCost'

/** A single value counts as certain, two as the ends of a range with its mode in the middle. */
function impactOf(
  risk: Risk,
  leastField: Impact,
  likelyField: Impact,
  mostField: Impact,
  left: number,
  findings: Problem[],
): (ImpactRange & { table: Float32Array }) | null {
  const given = [risk[leastField], risk[likelyField], risk[mostField]].filter(value => value !== null)
  const least = risk[leastField] ?? given[0] ?? 0
  const most = risk[mostField] ?? given.at(-1) ?? 0
  const likely = risk[likelyField] ?? (least + most) / 2
  if (!(0 <= least && least <= likely && likely <= most) || !(left >= 0 && left <= 1)) {
    findings.push(finding('risk-impact-out-of-order', risk, leastField))
    return null
  }
  const mode = most > least ? (likely - least) / (most - least) : 0.5
  return { least: least * left, most: most * left, table: tableByShare(pertQuantile(mode)) }
}

function activitiesOf(
  risk: Risk,
  plan: Plan,
  indexOf: ReadonlyMap<string, number>,
  findings: Problem[],
): number[] {
  const text = risk.activities?.normalize('NFKC') ?? ''
  const found = new Set<number>()
  const take = (code: string): boolean => {
    const index = indexOf.get(code.trim().toUpperCase())
    if (index === undefined) return false
    if (plan.activities[index]?.actualFinish !== null)
      findings.push(finding('risk-activity-finished', risk, 'activities', { activity: code.trim() }))
    else found.add(index)
    return true
  }
  for (const part of text.split(/[;\n]/)) {
    if (part.trim() === '' || take(part)) continue
    for (const code of part.split(/[,、\s]+/))
      if (code !== '' && !take(code))
        findings.push(finding('risk-activity-unknown', risk, 'activities', { activity: code }))
  }
  return [...found]
}

function finding(code: Problem['code'], risk: Risk, field: string, data: Problem['data'] = {}): Problem {
  return {
    code,
    at: { sheet: 'risk', rowKey: risk.rowKey, code: risk.code, field },
    data: { risk: risk.code, ...data },
  }
}

/** Value of an impact at a share of its distribution. */
export function impactAt({ least, most }: ImpactRange, table: Float32Array, share: number): number {
  const place = share * tableSize
  const cell = Math.min(tableSize - 1, Math.floor(place))
  const shape = (table[2 * cell] as number) + (place - cell) * (table[2 * cell + 1] as number)
  return least + (most - least) * Math.min(1, Math.max(0, shape))
}
