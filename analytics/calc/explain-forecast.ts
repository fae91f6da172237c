import type { ForecastChange } from '#model/forecast-answer.ts'
import { situationFeatures } from './forecast-features.ts'
import type { ForecastKnowledge } from './forecast-knowledge.ts'
import { forecastSituation } from './forecast-range.ts'
import type { ForecastSubject } from './forecast-subject.ts'
import type { ForecastSituation, SituationActivity } from './forecast-situation.ts'
import { textbookForecast } from './forecast-textbook.ts'
import { minutesPerDay } from '#model/plan-time.ts'

/** A forecast as it was given, with what it was made from. Finish in plan minutes, cost in minor units. */
export interface GivenForecast {
  subject: ForecastSubject
  statusAt: number
  finish: number | null
  cost: number | null
}

type Part = ForecastChange['parts'][number]

/** Why P50 moved from one forecast to the next, by recomputing in this order: what was learned, the data date, progress, booked
 *  cost, earlier statuses that came in or were corrected since, the plan. Each part is the movement its step makes on what stands before it; the parts add up to the whole to the
 *  minute and the minor unit. At the steps before the last the old plan is taken to have planned by now what the new one has, as
 *  a share of its budget: the old curve is not kept. */
export function explainForecast(
  before: GivenForecast,
  after: GivenForecast,
  knowledge: ForecastKnowledge | null,
): ForecastChange {
  const middle = (subject: ForecastSubject) => middleOf(subject, knowledge)
  const old = before.subject
  const next = after.subject
  const atDate = { ...old, situation: withDate(old.situation, next.situation) }
  const withWork = { ...atDate, situation: withProgress(atDate.situation, next.situation) }
  const withMoney = { ...withWork, situation: withCost(withWork.situation, next.situation) }
  const withPast = { ...withMoney, situation: { ...withMoney.situation, earlier: next.situation.earlier } }
  const steps: { kind: Part['kind']; data: Part['data']; to: Middle }[] = [
    { kind: 'model', data: { projects: knowledge?.available ?? null }, to: middle(old) },
    {
      kind: 'dataDate',
      data: { days: (after.statusAt - before.statusAt) / minutesPerDay },
      to: middle(atDate),
    },
    {
      kind: 'progress',
      data: { before: earnedRatio(old.situation), after: earnedRatio(withWork.situation) },
      to: middle(withWork),
    },
    {
      kind: 'cost',
      data: { booked: next.situation.actualCost - old.situation.actualCost },
      to: middle(withMoney),
    },
    {
      kind: 'statuses',
      data: { count: next.situation.earlier.length - atDate.situation.earlier.length },
      to: middle(withPast),
    },
    {
      kind: 'plan',
      data: {
        budget: next.situation.budget - old.situation.budget,
        days: next.situation.plannedDuration - old.situation.plannedDuration,
        activities: next.situation.activities.length - old.situation.activities.length,
      },
      to: { finish: after.finish, cost: after.cost },
    },
  ]
  let from: Middle = { finish: before.finish, cost: before.cost }
  const parts = steps.map(({ kind, data, to }): Part => {
    const reached = {
      finish: before.finish === null || after.finish === null ? null : to.finish,
      cost: before.cost === null || after.cost === null ? null : to.cost,
    }
    const movement = {
      finish: difference(from.finish, reached.finish),
      cost: difference(from.cost, reached.cost),
    }
    from = reached
    return { kind, data, movement }
  })
  const given = ({ statusAt, finish, cost }: GivenForecast) => ({ statusAt, finish, cost })
  return { from: given(before), to: given(after), parts }
}

interface Middle {
  finish: number | null
  cost: number | null
}

function middleOf(
  { plannedStart, situation }: ForecastSubject,
  knowledge: ForecastKnowledge | null,
): { finish: number; cost: number } {
  const features = situationFeatures(situation)
  const { duration, cost } =
    (knowledge && forecastSituation(features, knowledge.model)) ?? textbookForecast(features)
  return { finish: Math.ceil(plannedStart + duration.p50 * minutesPerDay), cost: Math.round(cost.p50) }
}

function difference(from: number | null, to: number | null): number | null {
  return from === null || to === null ? null : to - from
}

function earnedRatio({ earnedValue, budget }: ForecastSituation): number | null {
  return budget > 0 ? earnedValue / budget : null
}

/** The old situation at the new date: time has gone by and made the old status an earlier one, nothing else is known. */
function withDate(old: ForecastSituation, next: ForecastSituation): ForecastSituation {
  const plannedValue = next.budget > 0 ? (next.plannedValue / next.budget) * old.budget : old.plannedValue
  const { earnedValue, actualCost } = old
  const earlier = next.elapsed > old.elapsed ? [...old.earlier, { earnedValue, actualCost }] : old.earlier
  return { ...old, elapsed: next.elapsed, plannedValue, earlier }
}

/** What has been done since, on the old plan: activities of the old plan take on their new state and keep their old dates. */
function withProgress(old: ForecastSituation, next: ForecastSituation): ForecastSituation {
  const states = new Map(next.activities.map(activity => [activity.key, activity]))
  const share = next.plannedDuration > 0 ? next.earnedSchedule / next.plannedDuration : 0
  return {
    ...old,
    earnedValue: next.budget > 0 ? (next.earnedValue / next.budget) * old.budget : old.earnedValue,
    earnedSchedule: share * old.plannedDuration,
    activities: old.activities.map(activity => {
      const now = states.get(activity.key)
      return now ? { ...activity, ...pick(now, ['state', 'actualStart', 'actualWork']) } : activity
    }),
  }
}

function withCost(old: ForecastSituation, next: ForecastSituation): ForecastSituation {
  const states = new Map(next.activities.map(activity => [activity.key, activity]))
  return {
    ...old,
    actualCost: next.actualCost,
    activities: old.activities.map(activity => {
      const now = states.get(activity.key)
      return now ? { ...activity, actualCost: now.actualCost } : activity
    }),
  }
}

function pick<K extends keyof SituationActivity>(
  activity: SituationActivity,
  names: readonly K[],
): Pick<SituationActivity, K> {
  return Object.fromEntries(names.map(name => [name, activity[name]])) as Pick<SituationActivity, K>
}
