import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { workAt, type WorkCalendar } from '#calc/calendar.ts'
import { levelPlans } from '#calc/level-plan.ts'
import { verifyLevelled } from '#calc/level-verify.ts'
import { SimulationRunner } from '#calc/simulate-batch.ts'
import { simulationOptions } from '#calc/simulate-options.ts'
import { describeSimulation, simulatePlan } from '#calc/simulate-plan.ts'
import { prepareSimulation } from '#calc/simulate-setup.ts'
import { SimulationSum } from '#calc/simulate-total.ts'
import { readPsplib } from '#interchange/psplib-file.ts'
import { hasPsplib, psplibInstances } from '../../support/psplib.ts'
import {
  accept,
  anyCase,
  certain,
  datesOfRuns,
  lift,
  type NodeDates,
  planOf,
  planOfProblem,
  prepare,
  withCrane,
  worstNeed,
} from './levelled-case.ts'
import { daysTo, simulate } from './simulation-case.ts'

describe('laws', () => {
  test('in no run is a resource needed beyond what there is, whatever the links, calendars and constraints', () => {
    fc.assert(
      fc.property(anyCase, given => {
        const setup = prepare(planOf(given), true)
        fc.pre(setup.limits !== null)
        const ends: number[] = []
        for (const { end, dates } of datesOfRuns(setup, 40)) {
          ends.push(end)
          expect(worstNeed(given, dates, 'crane')).toBeLessThanOrEqual(3)
          expect(worstNeed(given, dates, 'crew')).toBeLessThanOrEqual(4)
        }
        expect(ends).toEqual([...new SimulationRunner(setup).run(0, 40).finishes])
      }),
      { numRuns: 80 },
    )
  })
  test('a levelled run never ends before the same run without limits, with accepted starts or without', () => {
    let later = 0
    fc.assert(
      fc.property(anyCase, fc.boolean(), (given, isAccepted) => {
        const written = planOf(given)
        const plan = isAccepted
          ? accept(written, levelPlans([written], 'finishMayMove', { seed: 2, schedules: 20 }))
          : written
        const levelled = new SimulationRunner(prepare(plan, true)).run(0, 104).finishes
        const free = new SimulationRunner(prepare(plan, false)).run(0, 104).finishes
        levelled.forEach((finish, run) => {
          expect(finish).toBeGreaterThanOrEqual(free[run] as number)
          if (finish > (free[run] as number)) later++
        })
      }),
      { numRuns: 80 },
    )
    expect(later).toBeGreaterThan(500)
  })
  test('where resources never run short every number is that of the runs without limits', () => {
    fc.assert(
      fc.property(anyCase, given => {
        const plan = planOf({ ...given, available: { crane: 36, crew: 36 } })
        const options = simulationOptions({ runs: 400, seed: 5 })
        const free = simulatePlan(plan, options)
        const levelled = simulatePlan(plan, { ...options, levelled: true })
        const unsigned = (outcome: typeof free) => ({
          ...outcome.answer,
          levelled: null,
          criticality: outcome.answer.criticality.map(one => ({ ...one, significance: null })),
        })
        expect(unsigned(levelled)).toEqual(unsigned(free))
        expect(levelled.answer.levelled).toBe(true)
      }),
      { numRuns: 60 },
    )
  })
  test('without uncertainty every run ends when the accepted levelling does', () => {
    fc.assert(
      fc.property(anyCase, given => {
        // A link from start to finish counts the first minute behind its date, which runs do not.
        const activities = given.activities.map(row =>
          'after' in row ? { ...row, after: row.after.replace('SF', 'FF') } : row,
        )
        const plan = planOf({ ...given, activities })
        const proposal = levelPlans([plan], 'finishMayMove', { seed: 2, schedules: 60 })
        const accepted = certain(accept(plan, proposal))
        const { answer, findings } = simulate(accepted, { runs: 104, levelled: true })
        // The accepted starts keep the runs without limits to the levelled dates.
        const { p10, p90 } = simulate(accepted, { runs: 104 }).answer.finish
        expect([answer.finish.p10, answer.finish.p90]).toEqual([p10, p90])
        expect(p10).toBe(p90)
        expect(answer.finish.planned).toBe(proposal.projects[0]?.finishAfter)
        expect(findings.map(({ code }) => code)).not.toContain('simulation-differs-from-levelling')
      }),
      { numRuns: 80 },
    )
  })
  test('what is critical leaves no gap between the data date and the end', () => {
    fc.assert(
      fc.property(anyCase, given => {
        // Links from finish to start without lags, one calendar and no dates: what starts must follow an end.
        const simple = given.activities.map(({ code, days, uses }, i) => ({
          code,
          days: days || 1,
          uses,
          ...(i > 3 && { after: `A${i - 3}` }),
        }))
        const plan = certain(planOf({ ...given, activities: simple }))
        const setup = prepare(plan, true)
        fc.pre(setup.limits !== null)
        const [{ dates }] = [...datesOfRuns(setup, 8)] as { dates: NodeDates[] }[] as [{ dates: NodeDates[] }]
        const { criticality } = simulate(plan, { runs: 104, levelled: true, seed: 5 }).answer
        const isCritical = new Set(criticality.map(one => one.code))
        const critical = dates.filter(({ u }) => isCritical.has(`A${u}`))
        const calendar = setup.limits?.calendars[setup.limits.calendarOf[0] as number] as WorkCalendar
        const ends = new Set(critical.map(({ finish }) => workAt(calendar, finish)))
        expect(ends).toContain(Math.max(...dates.map(({ finish }) => workAt(calendar, finish))))
        const begin = workAt(calendar, setup.dataDate)
        const later = critical.map(({ start }) => workAt(calendar, start)).filter(start => start > begin)
        expect(later.filter(start => !ends.has(start))).toEqual([])
      }),
      { numRuns: 80 },
    )
  })
  test('the same seed gives the same result however the runs are shared out', () => {
    const plan = withCrane([
      lift('A', [4, 5, 12]),
      lift('B', [8, 10, 15], { after: 'A' }),
      lift('C', [2, 3, 4]),
      { code: 'D', range: [9, 12, 20] },
    ])
    const options = simulationOptions({ runs: 2000, seed: 7, stopWhenStable: false, levelled: true })
    const setup = prepareSimulation(plan, options, [])
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 150 }), (workers, stretch) => {
        const runners = Array.from({ length: workers }, () => new SimulationRunner(setup))
        const sum = new SimulationSum(setup)
        const parts = []
        for (let first = 0, k = 0; first < options.runs; first += stretch * 8, k++) {
          const runs = Math.min(stretch * 8, options.runs - first)
          parts.push((runners[k % workers] as SimulationRunner).run(first, runs))
        }
        for (const part of parts.toReversed()) sum.add(part)
        expect(describeSimulation(plan, setup, sum)).toEqual(simulatePlan(plan, options))
      }),
      { numRuns: 10 },
    )
    expect(simulatePlan(plan, options, [], 'plain')).toEqual(simulatePlan(plan, options, [], 'simd'))
  })
})

describe.skipIf(!hasPsplib)('PSPLIB j30 (skipped without ../shared/data/psplib)', () => {
  const instances = hasPsplib ? psplibInstances('j30', 40) : []

  test.each(instances)(
    '$name without uncertainty is feasible, as levelled, and not below the best known',
    one => {
      const problem = readPsplib(one.bytes, one.name)
      const plan = planOfProblem(problem)
      // What a plan of this size is searched with where no starts are accepted.
      const proposal = levelPlans([plan], 'finishMayMove', { seed: 5, schedules: 1000 })
      const levelled = proposal.projects[0]?.finishAfter as number
      expect(daysTo(plan, levelled)).toBeGreaterThanOrEqual(one.bounds?.upper as number)
      for (const given of [certain(plan), certain(accept(plan, proposal))]) {
        const { finish } = simulate(given, { runs: 104, levelled: true, seed: 5 }).answer
        expect([finish.p10, finish.p90, finish.planned]).toEqual([levelled, levelled, levelled])
        for (const { dates } of datesOfRuns(prepare(given, true), 8)) {
          const starts = dates.toSorted((a, b) => a.u - b.u).map(({ start }) => daysTo(plan, start))
          expect(verifyLevelled(problem, starts)).toBeNull()
        }
      }
    },
  )
})
