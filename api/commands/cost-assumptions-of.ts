import { type CostKind, costKinds } from '#model/entities/resource.ts'
import { AppError } from '#model/problems.ts'
import type { SimulationRequest } from '#model/simulation-contract.ts'
import type { Typed } from './command.ts'

type Given = NonNullable<SimulationRequest['costAssumptions']>
const kinds = Object.keys(costKinds) as CostKind[]

/** What `--prices material=0.9..1.2,labour=0.95..1.1` and `--time-shares other=0.3` say of costs. Throws `usage-wrong` where either is written
 *  otherwise. */
export function costAssumptionsOf({ values }: Typed): Pick<SimulationRequest, 'costAssumptions'> {
  const given: Given = {}
  for (const [kind, text] of pairsOf(values['prices'], 'prices')) {
    const [least, most] = text.split('..').map(numberOf)
    if (!isWithin(least, 10) || !isWithin(most, 10) || least === 0 || text.split('..').length !== 2)
      throw wrong('prices', text)
    given[kind] = { ...given[kind], price: { least, most } }
  }
  for (const [kind, text] of pairsOf(values['time-shares'], 'time-shares')) {
    const timeShare = numberOf(text)
    if (!isWithin(timeShare, 1)) throw wrong('time-shares', text)
    given[kind] = { ...given[kind], timeShare }
  }
  return Object.keys(given).length === 0 ? {} : { costAssumptions: given }
}

function pairsOf(typed: string | boolean | undefined, flag: Flag): [CostKind, string][] {
  if (typeof typed !== 'string') return []
  return typed.split(',').map((part): [CostKind, string] => {
    const [name, text, ...rest] = part.split('=')
    const kind = kinds.find(one => one === name?.trim())
    if (kind === undefined || text === undefined || rest.length > 0) throw wrong(flag, part)
    return [kind, text.trim()]
  })
}

function numberOf(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text)
}

function isWithin(value: number | undefined, most: number): value is number {
  return value !== undefined && value >= 0 && value <= most
}

type Flag = 'prices' | 'time-shares'
const examples = { prices: 'material=0.9..1.2', 'time-shares': 'other=0.3' } as const

function wrong(flag: Flag, text: string): AppError {
  return new AppError('usage-wrong', {
    reason: {
      zh: `--${flag} 应写作 ${examples[flag]}，类别为 ${kinds.join('、')}，多项用逗号隔开，给出的是 ${text}`,
      en: `--${flag} is written ${examples[flag]}, kinds are ${kinds.join(', ')}, several apart by commas, not ${text}`,
    },
  })
}
