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
  const found: (MatchedHeader | null)[] = headers.map(() => null)
  const taken = new Set<string>()
  const wantedOf = headers.map(foldHeader)
  for (const fieldOf of wordsOf(sheet))
    headers.forEach((header, place) => {
      const field = fieldOf.get(wantedOf[place] as string)?.find(name => !taken.has(name))
      if (found[place] || field === undefined) return
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

/** Fields by folded label and by folded synonym; made once, for sheets may be hundreds of columns wide. */
function wordsOf(sheet: EntityName): readonly WordFields[] {
  const known = words.get(sheet)
  if (known) return known
  const labels: WordFields = new Map()
  const synonyms: WordFields = new Map()
  for (const [name, { label }] of Object.entries(entityOf(sheet).fields)) {
    for (const word of [label.zh, label.en, name]) addWord(labels, word, name)
    for (const word of fieldSynonyms[sheet]?.[name] ?? []) addWord(synonyms, word, name)
  }
  words.set(sheet, [labels, synonyms])
  return [labels, synonyms]
}
type WordFields = Map<string, string[]>
const words = new Map<EntityName, readonly WordFields[]>()

function addWord(fields: WordFields, word: string, name: string): void {
  const folded = foldHeader(word)
  const names = fields.get(folded)
  if (!names) fields.set(folded, [name])
  else if (!names.includes(name)) names.push(name)
}
