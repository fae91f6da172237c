import type { EntityName } from '#model/entities.ts'
import { matchHeaders as matchWithUnits } from '#model/match-headers.ts'

/** The field each header of a user's table means; null where none fits, or where the header names a unit that cells of the
 *  field do not have (万元, hours): such a column stays the user's own. */
export function matchHeaders(sheet: EntityName, headers: readonly string[]): (string | null)[] {
  return matchWithUnits(sheet, headers).map(found =>
    found && (found.unit === null || found.unit === 'percent') ? found.field : null,
  )
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
