import { type EntityName, entityOf } from '#model/entities.ts'
import { headerSynonyms } from './header-synonyms.ts'

/** The field each header of a user's table means; null where none fits. A field is taken once, by its best header. */
export function matchHeaders(sheet: EntityName, headers: readonly string[]): (string | null)[] {
  const fields = entityOf(sheet).fields
  const found: (string | null)[] = headers.map(() => null)
  const taken = new Set<string>()
  // Exact labels first, then synonyms, then labels without their unit in brackets.
  for (const namesOf of [labelsOf, synonymsOf, bareLabelsOf])
    headers.forEach((header, i) => {
      if (found[i] !== null) return
      const wanted = fold(header)
      if (wanted === '') return
      const field = Object.keys(fields).find(
        name => !taken.has(name) && namesOf(sheet, name).some(known => fold(known) === wanted),
      )
      if (!field) return
      found[i] = field
      taken.add(field)
    })
  return found
}

/** The row of a block that looks most like a header: the one whose cells name most fields; null when no row names two. */
export function findHeaderRow(sheet: EntityName, rows: readonly (readonly unknown[])[]): number | null {
  let best: number | null = null
  let most = 1
  rows.forEach((row, i) => {
    const named = matchHeaders(sheet, row.map(String)).filter(field => field !== null).length
    if (named > most) {
      best = i
      most = named
    }
  })
  return best
}

function labelsOf(sheet: EntityName, field: string): string[] {
  const label = entityOf(sheet).fields[field]?.label
  return label ? [label.zh, label.en] : []
}

function synonymsOf(sheet: EntityName, field: string): readonly string[] {
  return headerSynonyms[sheet]?.[field] ?? []
}

function bareLabelsOf(sheet: EntityName, field: string): string[] {
  return [...labelsOf(sheet, field), ...synonymsOf(sheet, field)].map(label => label.replace(unitText, ''))
}

const unitText = /[(（[【].*$/

/** Full-width signs, blanks, case and a unit in brackets do not tell headers apart. */
function fold(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s_*:]/g, '')
    .toLowerCase()
}
