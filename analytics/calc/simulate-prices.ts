import { type CostKind, costKinds } from '#model/entities/resource.ts'
import { AppError } from '#model/problems.ts'
import type { SimulationAnswer, SimulationRequest } from '#model/simulation-contract.ts'
import type { KindCost } from './kind-costs.ts'
import { foldSector } from './sector-classes.ts'

/** What is assumed of one kind of cost: how much of it is paid by time, and what prices and quantities may come to whatever the time. */
export type CostAssumption = SimulationAnswer['costAssumptions'][number] & {
  /** What finished projects paid over what they planned, for its `projects`; null where the range is not from them. */
  ratios: readonly number[] | null
}

/** Crews and machines are paid by time, materials and subcontracts at a price are not, of other cost half. Prices and quantities together come
 *  to a multiple of the remaining budget of which 1 is the likeliest. Both are round assumptions: no standard states them by kind of
 *  cost. For scale, AACE International 18R-97 expects whole estimates of class 1, those checked against tenders, within -3 to -10 % and
 *  +3 to +15 % of the outcome. */
const defaults: Record<CostKind, { timeShare: number; least: number; most: number }> = {
  labour: { timeShare: 1, least: 0.95, most: 1.1 },
  material: { timeShare: 0, least: 0.95, most: 1.15 },
  machine: { timeShare: 1, least: 0.95, most: 1.1 },
  subcontract: { timeShare: 0, least: 0.98, most: 1.08 },
  other: { timeShare: 0.5, least: 0.95, most: 1.1 },
}

/** A range of prices is learnt from this many finished projects on. */
const fewestProjects = 10
/** Ratios beyond these are slips of the pen, not prices. */
const widest = { least: 0.2, most: 5 }

/** What is assumed of every kind of cost: what the request gives, else what finished projects of the sector paid, else of all sectors, else
 *  stated defaults. A price ratio of a project is actual over planned cost once the planned is stretched as its work was, so that
 *  time is not counted twice. Kinds are drawn independently of each other. Throws `price-range-out-of-order`. */
export function assumeCosts(
  given: SimulationRequest['costAssumptions'],
  history: readonly KindCost[],
  sector: string | null,
): CostAssumption[] {
  return (Object.keys(defaults) as CostKind[]).map((kind): CostAssumption => {
    const usual = defaults[kind]
    const { timeShare = null, price = null } = given?.[kind] ?? {}
    const shared = {
      kind,
      timeShare: timeShare ?? usual.timeShare,
      timeShareSource: timeShare === null ? ('default' as const) : ('given' as const),
    }
    if (price) {
      const { least, most } = price
      if (!(least <= 1 && 1 <= most))
        throw new AppError('price-range-out-of-order', { kind: costKinds[kind], least, most })
      return { ...shared, least, most, source: 'given', projects: null, ratios: null }
    }
    const ratios = ratiosOf(kind, shared.timeShare, history, sector)
    if (ratios.length < fewestProjects) {
      const { least, most } = usual
      return { ...shared, least, most, source: 'default', projects: null, ratios: null }
    }
    return {
      ...shared,
      least: Math.min(...ratios),
      most: Math.max(...ratios),
      source: 'history',
      projects: ratios.length,
      ratios,
    }
  })
}

function ratiosOf(
  kind: CostKind,
  timeShare: number,
  history: readonly KindCost[],
  sector: string | null,
): number[] {
  const found = history.flatMap(one => {
    if (one.kind !== kind) return []
    const expected = timeShare === 0 ? one.planned : expectedCost(one, timeShare)
    const ratio = expected === null ? Number.NaN : one.actual / expected
    return ratio >= widest.least && ratio <= widest.most ? [{ ratio, sector: one.sector }] : []
  })
  const own = foldSector(sector)
  const similar = found.filter(one => foldSector(one.sector) === own)
  return (similar.length >= fewestProjects ? similar : found).map(({ ratio }) => ratio)
}

function expectedCost({ planned, stretched }: KindCost, timeShare: number): number | null {
  return stretched === null ? null : planned * (1 - timeShare) + stretched * timeShare
}

/** An assumption as the answer states it. */
export function stateAssumption({
  kind,
  timeShare,
  timeShareSource,
  least,
  most,
  source,
  projects,
}: CostAssumption): SimulationAnswer['costAssumptions'][number] {
  return { kind, timeShare, timeShareSource, least, most, source, projects }
}
