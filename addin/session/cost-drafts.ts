import { assumeCosts } from '#calc/simulate-prices.ts'
import { type CostKind, costKinds } from '#model/entities/resource.ts'
import type { Words } from '#model/field.ts'
import { foldWidth, parseNumberText } from '#model/number-text.ts'
import { AppError, type Problem } from '#model/problems.ts'
import type { SimulationAnswer, SimulationRequest } from '#model/simulation-contract.ts'

export type CostColumn = 'timeShare' | 'least' | 'most'
/** What is typed of one kind of cost: percent by time, prices as multiples of the plan; blank leaves it to history or the default. */
export type CostDraft = Record<CostColumn, string>
export type CostDrafts = Record<CostKind, CostDraft>
export type CostProblem = Problem & { column: CostColumn }

export const costColumns: Record<CostColumn, Words> = {
  timeShare: { zh: '按时间 %', en: 'By time %' },
  least: { zh: '最低价', en: 'Least' },
  most: { zh: '最高价', en: 'Most' },
}
export const draftedKinds = Object.keys(costKinds) as CostKind[]

/** What a simulation was told of costs, as it is typed; all blank where it was told nothing. */
export function draftGivenCosts(assumptions: SimulationAnswer['costAssumptions']): CostDrafts {
  const draft = (kind: CostKind): CostDraft => {
    const told = assumptions.find(one => one.kind === kind)
    const hasPrice = told?.source === 'given'
    return {
      timeShare: told?.timeShareSource === 'given' ? String(percentOf(told.timeShare)) : '',
      least: hasPrice ? String(told.least) : '',
      most: hasPrice ? String(told.most) : '',
    }
  }
  return Object.fromEntries(draftedKinds.map(kind => [kind, draft(kind)])) as CostDrafts
}

/** How many kinds of cost have something typed. */
export function countDrafted(drafts: CostDrafts): number {
  return draftedKinds.filter(kind => Object.values(drafts[kind]).some(text => text.trim() !== '')).length
}

/** What a simulation is told of costs, and by kind why what is typed cannot be; a kind with a problem is not told. */
export function readCostDrafts(drafts: CostDrafts): {
  request: Pick<SimulationRequest, 'costAssumptions'>
  problems: ReadonlyMap<CostKind, CostProblem>
} {
  const costAssumptions: NonNullable<SimulationRequest['costAssumptions']> = {}
  const problems = new Map<CostKind, CostProblem>()
  for (const kind of draftedKinds) {
    const read = readDraft(kind, drafts[kind])
    if ('column' in read) problems.set(kind, read)
    else if (Object.keys(read.given).length > 0) costAssumptions[kind] = read.given
  }
  return { request: Object.keys(costAssumptions).length > 0 ? { costAssumptions } : {}, problems }
}

type Given = NonNullable<NonNullable<SimulationRequest['costAssumptions']>[CostKind]>

function readDraft(kind: CostKind, draft: CostDraft): { given: Given } | CostProblem {
  const numbers: Partial<Record<CostColumn, number>> = {}
  for (const column of Object.keys(costColumns) as CostColumn[]) {
    const text = foldWidth(draft[column])
    if (text === '') continue
    const number = parseNumberText(column === 'timeShare' ? text.replace(/%$/, '') : text)
    const data = { label: labelOf(kind, column), value: text }
    if (number === null) return { code: 'not-a-number', column, data }
    if (column === 'timeShare' && !(number >= 0 && number <= 100))
      return { code: 'ratio-out-of-range', column, data }
    if (column !== 'timeShare' && !(number > 0 && number <= 10))
      return { code: 'price-out-of-range', column, data }
    numbers[column] = number
  }
  const { timeShare, least, most } = numbers
  const given: Given = timeShare === undefined ? {} : { timeShare: Number((timeShare / 100).toPrecision(15)) }
  if (least === undefined && most === undefined) return { given }
  if (least === undefined || most === undefined)
    return {
      code: 'price-range-incomplete',
      column: least === undefined ? 'least' : 'most',
      data: { kind: costKinds[kind] },
    }
  given.price = { least, most }
  const problem = refusalOf(kind, given)
  return problem ? { ...problem, column: least > 1 ? 'least' : 'most' } : { given }
}

/** Why the server would refuse it; null where it would not. */
function refusalOf(kind: CostKind, given: Given): Problem | null {
  try {
    assumeCosts({ [kind]: given }, [], null)
    return null
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { code: error.code, data: error.data }
  }
}

function labelOf(kind: CostKind, column: CostColumn): Words {
  return {
    zh: `${costKinds[kind].zh} ${costColumns[column].zh}`,
    en: `${costKinds[kind].en}, ${costColumns[column].en}`,
  }
}

function percentOf(share: number): number {
  return Number((share * 100).toPrecision(15))
}
