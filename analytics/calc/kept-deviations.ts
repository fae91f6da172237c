import type { FittedRules } from './forecast-rules.ts'
import { sectorClasses } from './sector-classes.ts'

/** How much of a deviation so far finished projects of a kind kept to their end, beside what the open activities show: days that the
 *  finish moves per day of lag, and the share of a cost deviation that the rest of the work has too. Null where another rule
 *  than the learned one forecasts. */
export interface KeptDeviation {
  finish: number | null
  cost: number | null
}
/** The same by class of `sectorClasses`, each as what it adds to those before it. */
export type KeptByClass = Readonly<Record<string, KeptDeviation>>

/** What learned rules say of each class that their history holds. */
export function keptByClass(rules: FittedRules): KeptByClass {
  const { durationRule, durationSlopes, costRule, costSlopes } = rules
  const names = new Set([...Object.keys(durationSlopes.byClass), ...Object.keys(costSlopes.byClass)])
  const sum = (slopes: readonly number[] = []) => slopes.reduce((total, slope) => total + slope, 0)
  return Object.fromEntries(
    [...names].map(name => [
      name,
      {
        finish: durationRule === 'learned' ? sum(durationSlopes.byClass[name]) : null,
        cost: costRule === 'learned' ? sum(costSlopes.byClass[name]) : null,
      },
    ]),
  )
}

/** What projects of a sector keep; null where nothing was learned by classes. */
export function keptBySector(kept: KeptByClass, sector: string | null): KeptDeviation | null {
  const known = sectorClasses(sector).flatMap(name =>
    Object.hasOwn(kept, name) ? (kept[name] as KeptDeviation) : [],
  )
  if (known.length === 0) return null
  const sum = (part: keyof KeptDeviation) =>
    known.some(one => one[part] === null) ? null : known.reduce((total, one) => total + (one[part] ?? 0), 0)
  return { finish: sum('finish'), cost: sum('cost') }
}
