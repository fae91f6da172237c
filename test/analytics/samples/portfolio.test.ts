import { Value } from 'typebox/value'
import { beforeAll, describe, expect, test } from 'vitest'
import { compileCalendars } from '#calc/calendar.ts'
import { checkPlan } from '#calc/check-plan.ts'
import { rollUpCosts } from '#calc/cost-roll-up.ts'
import { sumSplit } from '#calc/cost-split.ts'
import { scoreFeasibility } from '#calc/feasibility.ts'
import { findPlanFaults } from '#calc/find-plan-faults.ts'
import { levelPlans } from '#calc/level-plan.ts'
import { calculateSchedule, prepareSchedule } from '#calc/schedule.ts'
import { simulatePlan } from '#calc/simulate-plan.ts'
import { simulationOptions } from '#calc/simulate-options.ts'
import { learnForecasts } from '#calc/forecast-knowledge.ts'
import { lessonsOfPlan } from '#calc/history-lessons.ts'
import { calculateStatus } from '#calc/status.ts'
import { type EntityName, entityOf } from '#model/entities.ts'
import { storedFields } from '#model/entity.ts'
import type { Plan } from '#model/plan.ts'
import { midnightOf } from '#model/plan-time.ts'
import { problems } from '#model/problems.ts'
import { makeSamplePortfolio, sampleDataDate } from '#samples/portfolio.ts'

let plans: Plan[] = []
let running: Plan[] = []
let finished: Plan[] = []
beforeAll(() => {
  plans = makeSamplePortfolio()
  running = plans.filter(plan => plan.project.status === 'running')
  finished = plans.filter(plan => plan.project.status === 'finished')
})

const sheets: [keyof Plan, EntityName][] = [
  ['calendars', 'calendar'],
  ['calendarExceptions', 'calendarException'],
  ['wbs', 'wbs'],
  ['activities', 'activity'],
  ['links', 'link'],
  ['resources', 'resource'],
  ['assignments', 'assignment'],
  ['costAccounts', 'costAccount'],
  ['budgetLines', 'budgetLine'],
  ['costEntries', 'costEntry'],
  ['baselines', 'baseline'],
  ['baselineActivities', 'baselineActivity'],
  ['risks', 'risk'],
  ['statusSnapshots', 'statusSnapshot'],
]
type Row = Record<string, unknown>
const rowsOf = (plan: Plan, table: keyof Plan) =>
  (table === 'project' ? [plan.project] : plan[table]) as unknown as Row[]

describe('the portfolio', () => {
  test('holds 3 running projects of 60 to 310 activities and 40 finished ones, all marked as samples', () => {
    expect(running.map(plan => plan.activities.length).sort((a, b) => a - b)).toEqual([60, 147, 305])
    expect(finished).toHaveLength(40)
    expect(plans.every(plan => plan.project.isSample && plan.project.source === 'sample')).toBe(true)
    expect(new Set(plans.map(plan => plan.project.code)).size).toBe(43)
  })

  test('comes out the same from the same seed', () => {
    expect(makeSamplePortfolio()).toEqual(plans)
  })

  test('has only rows that the sheets accept, each with a key of its own', () => {
    const keys = new Set<string>()
    const refused: string[] = []
    for (const plan of plans)
      for (const [table, name] of [...sheets, ['project', 'project'] as const]) {
        const fields = storedFields(entityOf(name))
        for (const row of rowsOf(plan, table)) {
          keys.add(`${name} ${String(row['rowKey'])}`)
          for (const [field, { json }] of fields)
            if (!Value.Check(json, row[field])) refused.push(`${name}.${field}: ${String(row[field])}`)
        }
      }
    expect(refused).toEqual([])
    const count = plans.reduce(
      (sum, plan) => sum + 1 + sheets.reduce((rows, [table]) => rows + rowsOf(plan, table).length, 0),
      0,
    )
    expect(keys.size).toBe(count)
  })

  test('has codes that are unique within their sheet, and references that point to rows of the same project', () => {
    const wrong: string[] = []
    for (const plan of plans) {
      const keysOf = new Map(
        sheets.map(([table, name]) => [name, new Set(rowsOf(plan, table).map(row => row['rowKey']))]),
      )
      for (const [table, name] of sheets) {
        const entity = entityOf(name)
        const rows = rowsOf(plan, table)
        if (entity.codeField && new Set(rows.map(row => row[entity.codeField as string])).size < rows.length)
          wrong.push(`${plan.project.code} ${name}: two rows with one code`)
        for (const [field, { refersTo }] of storedFields(entity)) {
          if (refersTo === null) continue
          for (const row of rows)
            if (row[field] !== null && !keysOf.get(refersTo as EntityName)?.has(row[field]))
              wrong.push(`${name}.${field}`)
        }
      }
    }
    expect(wrong).toEqual([])
  })
})

describe('every plan', () => {
  test('can be scheduled without a loop or any other finding', () => {
    for (const plan of plans) expect(calculateSchedule(prepareSchedule([plan])).findings).toEqual([])
  })

  test('has actual dates in order, none after the data date', () => {
    for (const { project, activities } of plans) {
      const isWrong = ({ kind, actualStart, actualFinish }: (typeof activities)[number]) =>
        (kind === 'task' && actualFinish !== null && actualStart === null) ||
        (actualStart !== null && actualFinish !== null && actualFinish < actualStart) ||
        Math.max(actualStart ?? 0, actualFinish ?? 0) > (project.dataDate as number)
      expect(activities.filter(isWrong)).toEqual([])
    }
  })

  test('has a baseline of all its activities with dates in order', () => {
    for (const { activities, baselineActivities, baselines, project } of plans) {
      expect(baselines.filter(row => row.isCurrent)).toHaveLength(1)
      expect(baselineActivities).toHaveLength(activities.length)
      for (const { start, finish } of baselineActivities)
        expect(finish as number).toBeGreaterThanOrEqual(start as number)
      expect(Math.max(...baselineActivities.map(row => row.finish as number))).toBe(project.plannedFinish)
    }
  })

  test('has money that adds up: budgets to the snapshots’ BAC, entries to their actual cost', () => {
    for (const plan of plans) {
      const last = plan.statusSnapshots.at(-1)
      const costs = rollUpCosts(plan, plan.project.dataDate)
      const frozen = plan.baselineActivities.reduce((sum, row) => sum + (row.budget ?? 0), 0)
      const lines = plan.budgetLines.reduce((sum, row) => sum + row.amount, 0)
      expect(frozen + lines).toBe(last?.budgetAtCompletion)
      expect(sumSplit(costs.total.budget)).toBe(last?.budgetAtCompletion)
      expect(plan.costEntries.reduce((sum, row) => sum + row.amount, 0)).toBe(last?.actualCost)
      expect(costs.findings).toEqual([])
    }
  })

  test('has amounts of real projects: budgets from 10 million to 500 million yuan', () => {
    for (const plan of plans) {
      const yuan = (plan.statusSnapshots.at(-1)?.budgetAtCompletion ?? 0) / 100
      expect(yuan).toBeGreaterThan(1e7)
      expect(yuan).toBeLessThan(5e8)
    }
  })

  test('has monthly snapshots in order, whose values never fall and never pass the budget', () => {
    for (const { statusSnapshots } of plans)
      for (const [index, row] of statusSnapshots.entries()) {
        const before = statusSnapshots[index - 1] ?? { ...row, statusAt: row.statusAt - 30 * 1440 }
        expect(row.earnedValue as number).toBeLessThanOrEqual(row.budgetAtCompletion as number)
        const days = (row.statusAt - before.statusAt) / 1440
        expect(days).toBeGreaterThanOrEqual(28)
        expect(days).toBeLessThanOrEqual(31)
        for (const field of ['plannedValue', 'earnedValue', 'actualCost', 'earnedSchedule'] as const)
          expect(row[field] as number).toBeGreaterThanOrEqual(before[field] as number)
      }
  })

  test('numbers its vouchers without gap or repetition within a month', () => {
    for (const { costEntries } of plans) {
      for (const entries of groupBy(costEntries, row => row.voucher?.slice(0, 8)).values())
        expect(entries.map(row => Number(row.voucher?.slice(9))).sort((a, b) => a - b)).toEqual(
          entries.map((_, index) => index + 1),
        )
    }
  })
})

describe('a running project', () => {
  test('stands at the data date with work done, under way and to come', () => {
    for (const { project, activities } of running) {
      expect(project.dataDate).toBe(midnightOf(sampleDataDate) + 450)
      const work = activities.filter(row => row.kind === 'task')
      const done = work.filter(row => row.actualFinish !== null).length
      const begun = work.filter(row => row.actualStart !== null && row.actualFinish === null).length
      expect(done).toBeGreaterThan(work.length * 0.3)
      expect(begun).toBeGreaterThan(2)
      expect(work.length - done - begun).toBeGreaterThan(5)
    }
  })

  test('is late for some and over budget for some, and not for all', () => {
    const last = running.map(plan => plan.statusSnapshots.at(-1))
    const late = last.filter(row => (row?.schedulePerformanceTime ?? 1) < 0.97).length
    const dear = last.filter(row => (row?.costPerformance ?? 1) < 0.97).length
    expect(late).toBeGreaterThan(0)
    expect(dear).toBeGreaterThan(0)
    expect(dear).toBeLessThan(3)
  })

  test('is forecast from at least 10 finished projects, with nothing worse to report than crews short of hands and few of its own kind', () => {
    const history = finished.map(lessonsOfPlan)
    for (const plan of running) {
      const schedule = calculateSchedule(prepareSchedule([plan]))
      const { forecast, findings, references } = calculateStatus(
        plan,
        schedule,
        compileCalendars(plan),
        learnForecasts(history, plan.project),
      )
      expect(forecast?.sufficientHistory).toBe(true)
      expect(references.length).toBeGreaterThanOrEqual(10)
      expect(findings.filter(finding => problems[finding.code].severity === 'error')).toEqual([])
      expect(new Set(findings.map(finding => finding.code))).toEqual(
        new Set(['resource-overloaded', 'few-similar-projects']),
      )
    }
  })
})

describe('what is not certain of a running project', () => {
  test('is a register of open, mitigated and closed risks that a simulation takes without a complaint and counts among its drivers', () => {
    for (const plan of running) {
      expect(new Set(plan.risks.map(({ status }) => status))).toContain('open')
      expect(plan.risks.filter(({ status }) => status === 'mitigated').length).toBeGreaterThan(0)
      expect(plan.risks.filter(({ status }) => status === 'closed').length).toBeGreaterThan(0)
      const { answer, findings } = simulatePlan(plan, simulationOptions({ runs: 2000 }))
      expect(findings.map(({ code }) => code)).toEqual(['duration-range-default'])
      expect(answer.tornado.filter(({ sheet }) => sheet === 'risk').length).toBeGreaterThan(0)
      const withoutRisks = simulatePlan(plan, simulationOptions({ runs: 2000, withRisks: false })).answer
      expect(answer.finish.p80).toBeGreaterThan(withoutRisks.finish.p80)
      expect(answer.ranges.find(({ source }) => source === 'threePoint')?.activities).toBeGreaterThan(3)
    }
  })

  test('is a machine that work to come needs more of than there is, which levelling can put right, for one of them within float', () => {
    const unmoved = running.filter(plan => {
      const proposal = levelPlans([plan], 'finishMayMove', { schedules: 3000, seed: 1 })
      expect([plan.project.code, proposal.overloadsBefore, proposal.overloads]).toEqual([
        plan.project.code,
        1,
        [],
      ])
      expect(proposal.moves.length).toBeGreaterThan(1)
      const [{ finishBefore, finishAfter } = { finishBefore: null, finishAfter: null }] = proposal.projects
      return finishBefore === finishAfter
    })
    expect(unmoved.map(({ project }) => project.sector)).toEqual(['市政道路'])
  })

  test('changes no check of the plan and no cost, and makes only work that needs the machine harder to carry out', () => {
    for (const plan of running) {
      const machine = plan.resources.find(({ code }) => code === 'J-10')
      const users = plan.assignments.filter(({ resourceKey }) => resourceKey === machine?.rowKey)
      const certain: Plan = {
        ...plan,
        risks: [],
        resources: plan.resources.filter(row => row !== machine),
        assignments: plan.assignments.filter(row => !users.includes(row)),
        activities: plan.activities.map(row => ({
          ...row,
          optimisticDuration: null,
          mostLikelyDuration: null,
          pessimisticDuration: null,
        })),
      }
      const [before, after] = [checksOf(certain), checksOf(plan)]
      expect([after.checks, after.faults, after.total]).toEqual([before.checks, before.faults, before.total])
      const known = new Set(before.short)
      const harder = after.short.filter(rowKey => !known.has(rowKey))
      expect(harder.length).toBeGreaterThan(0)
      const using = new Set<string>(users.map(({ activityKey }) => activityKey))
      expect(harder.filter(rowKey => !using.has(rowKey))).toEqual([])
    }
  })

  test('is told of no finished project', () => {
    for (const { risks, activities } of finished) {
      expect(risks).toEqual([])
      expect(activities.filter(row => row.pessimisticDuration !== null)).toEqual([])
    }
  })
})

function checksOf(plan: Plan) {
  const input = prepareSchedule([plan])
  const schedule = calculateSchedule(input)
  const { items } = scoreFeasibility(plan, schedule, compileCalendars(plan))
  return {
    checks: checkPlan(plan, schedule),
    faults: findPlanFaults(plan, input, schedule),
    total: rollUpCosts(plan, plan.project.dataDate).total,
    short: items.map(({ at }) => at?.rowKey ?? ''),
  }
}

describe('a finished project', () => {
  test('has earned its whole budget and says when it began and ended', () => {
    for (const { project, activities, statusSnapshots } of finished) {
      const last = statusSnapshots.at(-1)
      expect(last?.earnedValue).toBe(last?.budgetAtCompletion)
      expect(activities.every(row => row.actualFinish !== null)).toBe(true)
      expect(project.actualFinish).toBe(Math.max(...activities.map(row => row.actualFinish as number)))
      expect(project.actualStart).not.toBeNull()
    }
  })

  test('strays from its plan as projects do: most late, some early, late ones mostly dearer', () => {
    const strays = finished.map(plan => {
      const { plannedStart, plannedFinish, actualFinish } = plan.project
      const last = plan.statusSnapshots.at(-1)
      const planned = (plannedFinish as number) - (plannedStart as number)
      return {
        time: ((actualFinish as number) - (plannedStart as number)) / planned,
        cost: (last?.actualCost as number) / (last?.budgetAtCompletion as number),
      }
    })
    const late = strays.filter(row => row.time > 1)
    expect(late.length).toBeGreaterThan(20)
    expect(late.length).toBeLessThan(40)
    for (const { time, cost } of strays) {
      expect(time).toBeGreaterThan(0.75)
      expect(time).toBeLessThan(2)
      expect(cost).toBeGreaterThan(0.8)
      expect(cost).toBeLessThan(1.5)
    }
    expect(correlation(strays.map(row => [row.time, row.cost]))).toBeGreaterThan(0.3)
  })
})

function correlation(pairs: number[][]): number {
  const mean = (at: number) => pairs.reduce((sum, pair) => sum + (pair[at] as number), 0) / pairs.length
  const [mx, my] = [mean(0), mean(1)]
  let [xy, xx, yy] = [0, 0, 0]
  for (const [x, y] of pairs as [number, number][]) {
    xy += (x - mx) * (y - my)
    xx += (x - mx) ** 2
    yy += (y - my) ** 2
  }
  return xy / Math.sqrt(xx * yy)
}

function groupBy<T, K>(rows: readonly T[], keyOf: (row: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row])
  return groups
}
