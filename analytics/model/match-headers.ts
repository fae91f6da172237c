import { entityOf, type EntityName } from './entities.ts'
import { fieldSynonyms } from './header-words.ts'
import { foldWidth } from './number-text.ts'

/** What a header says its numbers are in; null where it says nothing that changes them. */
export type HeaderUnit = 'thousand' | 'tenThousand' | 'hundredMillion' | 'hours' | 'weeks' | 'percent'
export interface MatchedHeader {
  field: string
  unit: HeaderUnit | null
}

/** The field that each header of a table means, with the unit in its brackets; null where none fits. A field is taken once: labels go before
 *  synonyms. */
export function matchHeaders(sheet: EntityName, headers: readonly string[]): (MatchedHeader | null)[] {
  const fields = entityOf(sheet).fields
  const found: (MatchedHeader | null)[] = headers.map(() => null)
  const taken = new Set<string>()
  for (const namesOf of [labelNames, synonymNames])
    headers.forEach((header, place) => {
      const wanted = foldHeader(header)
      if (found[place] || wanted === '') return
      const field = Object.keys(fields).find(name => !taken.has(name) && namesOf(sheet, name).has(wanted))
      if (field === undefined) return
      taken.add(field)
      found[place] = { field, unit: headerUnit(header) }
    })
  return found
}

/** A header without what does not tell headers apart: width, case, blanks, marks and a unit in brackets. */
export function foldHeader(text: string): string {
  const folded = foldWidth(text).toLowerCase()
  const bare = folded.replace(/[([【〔].*$/, '')
  return (bare === '' ? folded : bare).replace(/[\s_*:：/]/g, '')
}

/** The unit a text names in brackets or after a colon: `预算(万元)`, `单位：万元`, `完成%`. */
export function headerUnit(text: string): HeaderUnit | null {
  const folded = foldWidth(text).toLowerCase()
  const named = /[([【〔:]\s*([^)\]】〕]*)/.exec(folded)?.[1]?.trim() ?? ''
  if (folded.includes('%')) return 'percent'
  return units.get(named) ?? null
}
const units = new Map<string, HeaderUnit>([
  ['千元', 'thousand'],
  ['万元', 'tenThousand'],
  ['万', 'tenThousand'],
  ['亿元', 'hundredMillion'],
  ['亿', 'hundredMillion'],
  ['小时', 'hours'],
  ['h', 'hours'],
  ['hours', 'hours'],
  ['hrs', 'hours'],
  ['周', 'weeks'],
  ['w', 'weeks'],
  ['weeks', 'weeks'],
])

function labelNames(sheet: EntityName, name: string): Set<string> {
  const label = entityOf(sheet).fields[name]?.label
  return new Set(label ? [foldHeader(label.zh), foldHeader(label.en), foldHeader(name)] : [])
}

function synonymNames(sheet: EntityName, name: string): Set<string> {
  return new Set((fieldSynonyms[sheet]?.[name] ?? []).map(foldHeader))
}
