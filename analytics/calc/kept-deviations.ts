import type { TrackRecord } from '#model/forecast-answer.ts'
import { signsOfCostDeviation, signsOfLag, type FittedRules } from './forecast-rules.ts'
import { weighSigns, type Slopes } from './forecast-slopes.ts'
import { sectorClasses } from './sector-classes.ts'

/** How much of a deviation so far finished projects of a kind kept, as the rules of a forecast take it for a project that has earned a
 *  share of its budget: days that the finish moves for each day of lag by itself, beyond what the open activities or earned
 *  schedule show, and the share of a cost deviation that the rest of the work has too, before the project's own ratios
 *  are weighed in. Each null where another rule than the learned one forecasts, or none was learned from lags. */
export function keptDeviations(
  { durationRule, durationSlopes, costRule, costSlopes }: FittedRules,
  sector: string | null,
  earned: number,
): NonNullable<TrackRecord['kept']> {
  const [everyone, ...own] = sectorClasses(sector)
  const knows = ({ byClass }: Slopes, name = '') => Object.hasOwn(byClass, name)
  const hasLag = durationRule === 'learned' && knows(durationSlopes, everyone)
  const hasCost = costRule === 'learned' && knows(costSlopes, everyone)
  return {
    isOfKind: own.some(name => knows(costSlopes, name)),
    earned,
    finish: hasLag ? weighSigns(signsOfLag({ sector, stage: earned }), durationSlopes) : null,
    cost: hasCost ? weighSigns(signsOfCostDeviation(sector), costSlopes) : null,
  }
}
