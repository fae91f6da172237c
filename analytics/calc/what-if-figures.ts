import type { Plan } from '#model/plan.ts'
import type { WhatIfDifferences, WhatIfFigures } from '#model/what-if-contract.ts'
import { compileCalendars, standardCalendar, workBetween } from './calendar.ts'
import type { ScheduleResult } from './schedule-result.ts'
import type { StatusOutcome } from './status.ts'

/** What a calculated plan comes to. `schedule` is aligned with the plan's activities. */
export function whatIfFigures(
  plan: Plan,
  schedule: Pick<ScheduleResult, 'isCritical'>,
  status: Pick<StatusOutcome, 'projectResult' | 'resourceResults' | 'forecast'>,
): WhatIfFigures {
  const { projectResult, resourceResults, forecast } = status
  return {
    finish: projectResult.finish,
    criticalCount: plan.activities.filter(
      ({ kind }, index) => kind !== 'wbsSummary' && schedule.isCritical[index] === 1,
    ).length,
    budgetAtCompletion: projectResult.budgetAtCompletion,
    finishP50: forecast?.finishP50 ?? null,
    finishP80: forecast?.finishP80 ?? null,
    costP50: forecast?.costP50 ?? null,
    costP80: forecast?.costP80 ?? null,
    overloadedResources: resourceResults.filter(({ overload }) => (overload ?? 0) > 0).length,
  }
}

/** What a scenario has more of than the present plan, by whose calendar working time is counted. */
export function whatIfDifferences(
  plan: Plan,
  present: WhatIfFigures,
  scenario: WhatIfFigures,
): WhatIfDifferences {
  const more = (name: keyof WhatIfFigures): number | null => {
    const [before, after] = [present[name], scenario[name]]
    return before === null || after === null ? null : after - before
  }
  const calendar = compileCalendars(plan).get(plan.project.calendarKey ?? '') ?? standardCalendar
  return {
    finish: more('finish'),
    finishWork:
      present.finish === null || scenario.finish === null
        ? null
        : workBetween(calendar, present.finish, scenario.finish),
    criticalCount: scenario.criticalCount - present.criticalCount,
    budgetAtCompletion: more('budgetAtCompletion'),
    finishP50: more('finishP50'),
    finishP80: more('finishP80'),
    costP50: more('costP50'),
    costP80: more('costP80'),
    overloadedResources: scenario.overloadedResources - present.overloadedResources,
  }
}
