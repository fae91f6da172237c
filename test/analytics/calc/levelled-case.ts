import fc from 'fast-check'
import { expect } from 'vitest'
import { finishAt, startAt, workAt, type WorkCalendar } from '#calc/calendar.ts'
import type { LevelProposal } from '#calc/level-plan.ts'
import type { LevelProblem } from '#calc/level-problem.ts'
import { openSimulationKernel } from '#calc/simulate-kernel.ts'
import { LevelledPass } from '#calc/simulate-levelled-pass.ts'
import type { SimulationLimits } from '#calc/simulate-limits.ts'
import { simulationOptions } from '#calc/simulate-options.ts'
import { prepareSimulation, type SimulationSetup } from '#calc/simulate-setup.ts'
import { emptyPlan, type Plan } from '#model/plan.ts'
import { type CaseProject, plansOf } from './schedule-case.ts'
import { simulatedPlan } from './simulation-case.ts'

type Activities = Parameters<typeof simulatedPlan>[0]

/** A plan whose lifts share one crane. */
export function withCrane(activities: Activities, risks: object[] = []): Plan {
  return simulatedPlan(activities, risks, {}, { crane: 1 })
}

/** An activity that needs the crane; least, likely and most in days. */
export function lift(code: string, range: [number, number, number], more: object = {}): Activities[number] {
  return { code, range, uses: { crane: 1 }, ...more }
}

const week = Array.from({ length: 7 }, () => '08:00-12:00,13:00-17:00')
/** Projects of two to twelve activities, the first of which may have begun, with links of all kinds, two calendars, constraints and two
 *  limited resources. */
export const anyCase = fc
  .array(
    fc.record({
      days: fc.integer({ min: 0, max: 6 }),
      calendar: fc.constantFrom('C', 'W'),
      uses: fc.dictionary(fc.constantFrom('crane', 'crew'), fc.integer({ min: 1, max: 3 })),
      kind: fc.constantFrom('FS', 'SS', 'FF', 'SF'),
      lag: fc.integer({ min: -2, max: 3 }),
      far: fc.integer({ min: 1, max: 4 }),
      notBefore: fc.option(fc.integer({ min: 3, max: 20 })),
      isBegun: fc.boolean(),
    }),
    { minLength: 2, maxLength: 12 },
  )
  .map(rows => ({
    project: { calendar: 'C', dataDate: '2026-03-02T08:00' },
    calendars: { C: week, W: ['00:00-24:00', null, '08:00-12:00', null, '20:00-24:00', null, null] },
    available: { crane: 3, crew: 4 },
    activities: rows.map(({ far, kind, lag, notBefore, isBegun, ...row }, i) => ({
      ...row,
      code: `A${i}`,
      ...(i === 0 && isBegun ? { actualStart: '2026-02-27T08:00' } : {}),
      ...(i >= far ? { after: `A${i - far}${kind}${lag < 0 ? '' : '+'}${lag}d` } : {}),
      ...(notBefore === null
        ? {}
        : {
            constraintKind: 'startOnOrAfter',
            constraintAt: `2026-03-${String(notBefore).padStart(2, '0')}T08:00`,
          }),
    })),
  }))

export function planOf(given: CaseProject): Plan {
  const [plan] = plansOf({ why: '', source: '', projects: [given] }) as [Plan]
  return { ...emptyPlan(plan.project), ...plan }
}

/** The plan with every duration as planned. */
export function certain(plan: Plan): Plan {
  const activities = plan.activities.map(row => ({
    ...row,
    optimisticDuration: row.duration,
    mostLikelyDuration: row.duration,
    pessimisticDuration: row.duration,
  }))
  return { ...plan, activities }
}

/** The plan with the starts of a proposal accepted. */
export function accept(plan: Plan, proposal: LevelProposal): Plan {
  const starts = new Map(proposal.moves.map(move => [move.rowKey, move.levelledStart]))
  const activities = plan.activities.map(row => ({ ...row, levelledStart: starts.get(row.rowKey) ?? null }))
  return { ...plan, activities }
}

export function prepare(plan: Plan, levelled: boolean, runs = 104): SimulationSetup {
  return prepareSimulation(plan, simulationOptions({ runs, levelled, correlateBy: 'none', seed: 5 }), [])
}

export interface NodeDates {
  u: number
  start: number
  finish: number
}

/** Start and finish in plan minutes of every activity in every run, by the times and calendars of its node. */
export function* datesOfRuns(
  setup: SimulationSetup,
  runs: number,
): Generator<{ end: number; dates: NodeDates[] }> {
  const limits = setup.limits as SimulationLimits
  const pass = new LevelledPass(setup.network, limits, setup.dataDate)
  const wants = { criticality: false, sums: null }
  const { memory, run } = openSimulationKernel(setup.network, setup.options.seed, 8, wants)
  for (let first = 0; first < runs; first += 8) {
    run(first, 8)
    for (let lane = 0; lane < 8; lane++) {
      const end = pass.run(memory.durations, lane)
      const dates = [...setup.activityOf].map((u, node) => {
        const calendar = limits.calendars[limits.calendarOf[node] as number] as WorkCalendar
        const origin = workAt(calendar, setup.dataDate)
        const [from, to] = [pass.slots[2 * node] as number, pass.slots[2 * node + 1] as number]
        expect(to - from).toBe(memory.durations[8 * node + lane])
        return {
          u,
          start: startAt(calendar, origin + from),
          finish: to > from ? finishAt(calendar, origin + to) : startAt(calendar, origin + from),
        }
      })
      yield { end, dates }
    }
  }
}

/** Most in use of a resource at the start of any activity. */
export function worstNeed({ activities }: CaseProject, dates: readonly NodeDates[], code: string): number {
  const needs = dates.map(({ u, start, finish }) => ({
    start,
    finish,
    units: activities[u]?.uses?.[code] ?? 0,
  }))
  return Math.max(
    ...needs.map(({ start: at }) =>
      needs.reduce((sum, { start, finish, units }) => (start <= at && at < finish ? sum + units : sum), 0),
    ),
  )
}

/** One period is a day, and every job an activity. */
export function planOfProblem({ duration, demand, capacity, from, to }: LevelProblem): Plan {
  const activities = Array.from(duration, (days, a) => ({
    code: `J${a + 1}`,
    days,
    after: [...from.keys()]
      .filter(k => to[k] === a)
      .map(k => `J${(from[k] as number) + 1}`)
      .join(';'),
    uses: Object.fromEntries(
      [...capacity.keys()]
        .map(k => [`R${k}`, demand[a * capacity.length + k] as number] as const)
        .filter(([, units]) => units > 0),
    ),
  }))
  const available = Object.fromEntries(Array.from(capacity, (units, k) => [`R${k}`, units]))
  return simulatedPlan(activities, [], {}, available)
}
