/** Monte Carlo that keeps to resource limits: 1,000 activities with all four kinds of links and three resources, 1,000 runs on one thread,
 *  by how scarce the resources are and in how many calendars work is done; beside it the same runs without limits. Making the plan ready,
 *  which includes the search for the order, is told apart. Prints JSON; times are of the processor. */
import { SimulationRunner } from '#calc/simulate-batch.ts'
import { simulationOptions } from '#calc/simulate-options.ts'
import { prepareSimulation, type SimulationSetup } from '#calc/simulate-setup.ts'
import { rowMaker } from '#interchange/row-maker.ts'
import { activity } from '#model/entities/activity.ts'
import { assignment } from '#model/entities/assignment.ts'
import { calendar } from '#model/entities/calendar.ts'
import { link } from '#model/entities/link.ts'
import { project } from '#model/entities/project.ts'
import { resource } from '#model/entities/resource.ts'
import type { RowKey } from '#model/field.ts'
import { emptyPlan, type Plan } from '#model/plan.ts'
import { parseMinute } from '#model/plan-time.ts'
import { makeRandom } from '#calc/random.ts'

const count = 1000
const runs = 1000
const rounds = 3
const resources = 3
const processorMs = () => process.cpuUsage().user / 1000

const results = []
for (const calendars of [1, 2])
  for (const available of [20, 10, 6]) results.push(measure(calendars, available))
console.log(
  JSON.stringify(
    { bench: 'levelled-simulation', activities: count, resources, runs, rounds, results },
    null,
    2,
  ),
)

function measure(calendars: number, available: number) {
  const plan = makePlan(calendars, available)
  const began = processorMs()
  const levelled = prepare(plan, true)
  const prepareMs = processorMs() - began
  const free = prepare(plan, false)
  return {
    calendars,
    available,
    levelledOverFreeFinish: round(levelled.plannedMinutes / free.plannedMinutes),
    milliseconds: {
      levelled: best(levelled),
      withoutLimits: best(free),
      prepare: Math.round(prepareMs),
    },
  }
}

function prepare(plan: Plan, levelled: boolean): SimulationSetup {
  return prepareSimulation(plan, simulationOptions({ runs, levelled, seed: 7 }), [])
}

function best(setup: SimulationSetup): number {
  let least = Number.POSITIVE_INFINITY
  for (let round = 0; round < rounds; round++) {
    const runner = new SimulationRunner(setup)
    const began = processorMs()
    runner.run(0, runs)
    least = Math.min(least, processorMs() - began)
  }
  return Math.round(least)
}

/** Links back over at most 30 places; every activity needs one to five units of one resource, a fifth of them of a second too. */
function makePlan(calendars: number, available: number): Plan {
  const projectId = 'plan' as RowKey<'project'>
  const random = makeRandom(count)
  const upTo = (most: number) => Math.floor(random() * most)
  const shifts = '08:00-12:00,13:00-17:00'
  const [monday, tuesday, wednesday, thursday, friday] = Array.from({ length: 5 }, () => shifts)
  const calendarRows = Array.from({ length: calendars }, (_, i) =>
    rowMaker(calendar)(
      projectId,
      `c${i}` as never,
      {
        code: `C${i}`,
        name: `C${i}`,
        minutesPerDay: 480,
        ...{ monday, tuesday, wednesday, thursday, friday },
        saturday: i > 0 ? shifts : null,
        sunday: null,
      } as never,
    ),
  )
  const activities = Array.from({ length: count }, (_, u) =>
    rowMaker(activity)(
      projectId,
      `a${u}` as never,
      {
        code: `A${u}`,
        name: `Activity ${u}`,
        duration: 480 * (1 + upTo(20)),
        calendarKey: `c${upTo(calendars)}`,
      } as never,
    ),
  )
  const links = Array.from({ length: Math.round(1.8 * count) }, (_, k) => {
    const to = 1 + upTo(count - 1)
    const kind = random()
    return rowMaker(link)(
      projectId,
      `l${k}` as never,
      {
        predecessorKey: `a${to - 1 - upTo(Math.min(to, 30))}`,
        successorKey: `a${to}`,
        kind:
          kind < 0.8
            ? 'finishToStart'
            : kind < 0.9
              ? 'startToStart'
              : kind < 0.98
                ? 'finishToFinish'
                : 'startToFinish',
        lag: random() < 0.3 ? upTo(6) * 480 : 0,
      } as never,
    )
  })
  const resourceRows = Array.from({ length: resources }, (_, i) =>
    rowMaker(resource)(
      projectId,
      `r${i}` as never,
      { code: `R${i}`, name: `R${i}`, kind: 'labour', available: available * 1000 } as never,
    ),
  )
  const assignments = activities.flatMap(({ rowKey }, u) => {
    const first = upTo(resources)
    return (upTo(5) === 0 ? [first, (first + 1) % resources] : [first]).map(which =>
      rowMaker(assignment)(
        projectId,
        `${u}-${which}` as never,
        { activityKey: rowKey, resourceKey: `r${which}`, rate: 1000 * (1 + upTo(5)) } as never,
      ),
    )
  })
  const row = rowMaker(project)(projectId, projectId, {
    code: 'BENCH',
    name: 'BENCH',
    dataDate: parseMinute('2026-03-02T08:00'),
    calendarKey: 'c0',
  } as never)
  return {
    ...emptyPlan(row),
    calendars: calendarRows,
    activities,
    links,
    resources: resourceRows,
    assignments,
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
