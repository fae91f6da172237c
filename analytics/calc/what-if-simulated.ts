import type { Plan } from '#model/plan.ts'
import type { SimulatedDifferences, SimulatedFigures } from '#model/what-if-contract.ts'
import { compileCalendars, standardCalendar, workBetween } from './calendar.ts'
import type { SimulationOutcome } from './simulate-plan.ts'

/** What a simulation comes to, in plan minutes and minor units. */
export function simulatedFigures({ finish, cost }: SimulationOutcome['answer']): SimulatedFigures {
  return {
    finishP50: finish.p50,
    finishP80: finish.p80,
    costP50: cost?.p50 ?? null,
    costP80: cost?.p80 ?? null,
  }
}

/** What a scenario's simulation has more of than that of the present plan, by whose calendar working time is counted. Both must come from one
 *  seed and as many runs: the same draws on both sides are what makes a difference of percentiles more than noise (common random numbers;
 *  Law, Simulation Modeling and Analysis, 5th ed., section 11.2). */
export function simulatedDifferences(
  plan: Plan,
  present: SimulatedFigures,
  scenario: SimulatedFigures,
): SimulatedDifferences {
  const calendar = compileCalendars(plan).get(plan.project.calendarKey ?? '') ?? standardCalendar
  const moreCost = (name: 'costP50' | 'costP80'): number | null => {
    const [before, after] = [present[name], scenario[name]]
    return before === null || after === null ? null : after - before
  }
  return {
    finishP50: scenario.finishP50 - present.finishP50,
    finishP50Work: workBetween(calendar, present.finishP50, scenario.finishP50),
    finishP80: scenario.finishP80 - present.finishP80,
    finishP80Work: workBetween(calendar, present.finishP80, scenario.finishP80),
    costP50: moreCost('costP50'),
    costP80: moreCost('costP80'),
  }
}
