import type { Plan } from '#model/plan.ts'
import type { MinorUnits } from '#model/money.ts'
import { compileCalendars, standardCalendar, workBetween } from './calendar.ts'
import { sumSplit } from './cost-split.ts'
import { rollUpCosts } from './cost-roll-up.ts'
import { type EditOrder, findSteps, type ChangeStep } from './explain-steps.ts'
import { findProgressSteps } from './explain-progress.ts'
import type { Cause, Explanation } from './explanation.ts'
import { calculateSchedule, prepareSchedule } from './schedule.ts'

/** Steps beyond this many are told together. */
const mostSteps = 150

export interface ExplainOptions {
  /** Other projects that the network is calculated with; they do not change. */
  others?: readonly Plan[]
  /** When each row or cell was changed; steps are taken in this order, those it does not know after the others. */
  order?: EditOrder
}

/**
 * Splits the movement of finish and budget between two states of a plan among the changes that made it: the changes are
 * applied one after the other, each time everything is calculated anew, and each gets what its step moves. So the parts add
 * up exactly; in another order a part may be larger or smaller (the windows method of delay analysis; AACE 29R-03, MIP 3.5).
 * When the data date moves, it first moves with all work going as planned, which by itself moves little; what was reported
 * otherwise follows activity by activity.
 */
export function explainChange(
  before: Plan,
  after: Plan,
  { others = [], order = new Map() }: ExplainOptions = {},
): Explanation {
  const calendar = compileCalendars(after).get(after.project.calendarKey ?? '') ?? standardCalendar
  const minutesPerDay =
    after.calendars.find(({ rowKey }) => rowKey === after.project.calendarKey)?.minutesPerDay || 480
  const finishOf = (plan: Plan): number => {
    const [finish] = calculateSchedule(prepareSchedule([plan, ...others])).projectFinish
    return finish ?? Number.NaN
  }
  const first = { finish: finishOf(before), budget: budgetOf(before) }
  const last = { finish: finishOf(after), budget: budgetOf(after) }
  const isKnown = !Number.isNaN(first.finish) && !Number.isNaN(last.finish)
  const causes: Cause[] = []
  let plan = before
  let finish = first.finish
  let budget = first.budget
  const take = (step: ChangeStep, next: Plan, nextFinish: number) => {
    plan = next
    // A step that leaves the finish unknown, a loop for example, hands its movement to the next.
    const reached = Number.isNaN(nextFinish) ? finish : nextFinish
    const nextBudget = step.movesBudget ? budgetOf(next) : budget
    causes.push({
      kind: step.kind,
      at: step.at,
      text: step.text,
      changes: step.changes,
      moved: isKnown ? reached - finish : null,
      movedWork: isKnown ? workBetween(calendar, finish, reached) : null,
      movedBudget: nextBudget - budget,
      finish: Number.isNaN(reached) ? null : reached,
    })
    finish = reached
    budget = nextBudget
  }
  const steps = findSteps(before, after, order)
  for (const step of steps.slice(0, mostSteps)) {
    if (step.kind === 'progress') {
      for (const part of findProgressSteps(plan, after, { others, most: mostSteps })) {
        const next = part.apply(plan)
        take(part, next, finishOf(next))
      }
      continue
    }
    const next = step.apply(plan)
    take(step, next, step.movesDates ? finishOf(next) : finish)
  }
  const rest = Math.max(0, steps.length - mostSteps)
  if (rest > 0 || (isKnown && last.finish !== finish) || last.budget !== budget)
    take(restOf(Math.max(1, rest)), after, last.finish)
  return {
    finish: { before: known(first.finish), after: known(last.finish) },
    moved: isKnown ? last.finish - first.finish : null,
    movedWork: isKnown ? workBetween(calendar, first.finish, last.finish) : null,
    minutesPerDay,
    budget: { before: first.budget, after: last.budget },
    causes,
  }
}

function restOf(changes: number): ChangeStep {
  return {
    kind: 'other',
    at: {},
    text: { zh: `其余 ${changes} 处改动`, en: `${changes} further changes` },
    changes,
    movesDates: true,
    movesBudget: true,
    apply: plan => plan,
  }
}

function budgetOf(plan: Plan): MinorUnits {
  return sumSplit(rollUpCosts(plan, plan.project.dataDate).total.budget)
}

function known(finish: number): number | null {
  return Number.isNaN(finish) ? null : finish
}
