import type { TrendWords } from './trend-words.ts'

const kinds = [
  'cover',
  'curve',
  'performance',
  'finish',
  'cost',
  'resource',
  'tieOut',
  'dataCurve',
  'dataTrend',
  'dataCost',
  'dataResource',
] as const
export type SheetKind = (typeof kinds)[number]
export type SheetNames = Record<SheetKind, string>

/** Sheet names of each project: unique whatever case, at most 31 characters, without the characters Excel refuses. A single
 *  project needs no prefix; several carry their codes, shortened and numbered where two would meet. */
export function sheetNames(codes: readonly string[], words: TrendWords): SheetNames[] {
  const taken = new Set([words.overview.toLowerCase()])
  return codes.map(code => {
    const prefix = codes.length === 1 ? '' : `${legal(code) || 'P'} `
    return Object.fromEntries(kinds.map(kind => [kind, freeName(prefix, words[kind], taken)])) as SheetNames
  })
}

/** Characters that Excel refuses in sheet names, and the apostrophe it refuses at their ends. */
function legal(code: string): string {
  return code.replace(/[[\]:*?/\\']/g, '-').trim()
}

const longest = 31

function freeName(prefix: string, word: string, taken: Set<string>): string {
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? word : `${word} ${number}`
    const name = `${prefix.slice(0, longest - suffix.length)}${suffix}`
    if (taken.has(name.toLowerCase())) continue
    taken.add(name.toLowerCase())
    return name
  }
}
