import type { Plan } from '#model/plan.ts'
import type { PlanMinute } from '#model/plan-time.ts'
import { AppError, type Problem } from '#model/problems.ts'
import { networkOfMsProject } from './level-ms-project.ts'
import { gatherNeeds, type LevelNeeds } from './level-needs.ts'
import { findOverloads, type LevelOverload } from './level-overloads.ts'
import { makePlanSpace, type PlanSpaceOptions } from './level-plan-space.ts'
import { searchSchedule, type SearchLimits } from './level-search.ts'
import { findLoops } from './network-loops.ts'
import { releaseLevelledStarts } from './release-levelled-starts.ts'
import { runPasses } from './run-passes.ts'
import { calculateSchedule, prepareSchedule } from './schedule.ts'
import type { ScheduleInput } from './schedule-input.ts'
import type { ScheduleResult } from './schedule-result.ts'

/** What levelling would change; nothing of it is written until someone accepts it. Dates are plan minutes. */
export interface LevelProposal {
  mode: PlanSpaceOptions['mode']
  projects: {
    projectId: string
    code: string
    priority: number
    finishBefore: PlanMinute | null
    finishAfter: PlanMinute | null
  }[]
  /** Every activity whose dates differ from those without limits, in the order of the plans. */
  moves: LevelMove[]
  /** Stretches in which resources stay needed beyond what there is, and how many there were without levelling. */
  overloads: LevelOverload[]
  overloadsBefore: number
  /** True where no order of the work gives an earlier finish: every project ends when it would without limits. */
  isProven: boolean
  schedules: number
  findings: Problem[]
}
export interface LevelMove {
  projectId: string
  rowKey: string
  code: string
  name: string
  startBefore: PlanMinute
  startAfter: PlanMinute
  finishBefore: PlanMinute
  finishAfter: PlanMinute
  /** The start that an accepted proposal holds the activity to; null where it only follows others. */
  levelledStart: PlanMinute | null
}

/** Priority of a project that has none: between the highest, 1, and the lowest that people give. */
const usualPriority = 5

/** Looks for dates at which the limited resources of the plans suffice. A minute by which a project finishes later costs one over
 *  its priority, 1 being the highest. The dates given are those of a new calculation with the starts found as lower bounds,
 *  and what is left beyond capacity is counted on them anew. Starts accepted before are set aside. `others` are projects that
 *  these are linked with: their work follows its links, is not put off for resources and keeps its accepted starts. Throws
 *  `level-loop`. */
export function levelPlans(
  own: readonly Plan[],
  mode: LevelProposal['mode'],
  limits: SearchLimits,
  others: readonly Plan[] = [],
): LevelProposal {
  const plans = [...own, ...others]
  const cleared = [...own.map(releaseLevelledStarts), ...others]
  const input = prepareSchedule(cleared)
  const before = calculateSchedule(input)
  const needs = withoutNeeds(gatherNeeds(cleared.slice(0, own.length), before), input)
  const network = input.msProject ? networkOfMsProject(input, input.msProject, before) : input
  const state = runPasses(network)
  refuseLoops(network, state.network)
  const priorities = plans.map(plan => Math.max(1, plan.project.levelPriority ?? usualPriority))
  const weights = Float64Array.from(priorities, priority => 1 / priority)
  const early = state.earlyStart.slice()
  const best = searchSchedule(makePlanSpace(state, needs, { mode, weights }), limits)
  const base = early.reduce((least, at) => Math.min(least, at), Number.POSITIVE_INFINITY)
  const starts = Float64Array.from(best.start, (start, u) =>
    (needs.first[u + 1] as number) > (needs.first[u] as number) && start + base > (early[u] as number)
      ? start + base
      : Number.NaN,
  )
  const recalculate = () =>
    calculateSchedule(
      prepareSchedule(
        cleared.map((plan, index) =>
          index < own.length ? withLevelling(plan, starts, offsetOf(plans, index)) : plan,
        ),
      ),
    )
  let after = recalculate()
  if (mode === 'withinFloat' && plans.some((plan, index) => isLate(plan, before, after, index))) {
    starts.fill(Number.NaN)
    after = recalculate()
  }
  const projects = plans.map(({ project }, index) => ({
    projectId: project.projectId as string,
    code: project.code,
    priority: priorities[index] as number,
    finishBefore: present(before.projectFinish[index]),
    finishAfter: present(after.projectFinish[index]),
  }))
  return {
    mode,
    projects,
    moves: findMoves(own, before, after, starts),
    overloads: findOverloads(needs, input, datesOf(input, after)),
    overloadsBefore: findOverloads(needs, input, datesOf(input, before)).length,
    isProven: projects.every(project => project.finishAfter === project.finishBefore),
    schedules: best.schedules,
    findings: [...notesOn(own, others), ...needs.findings],
  }
}

/** The same needs, and none of the activities that come after those they were gathered for. */
function withoutNeeds(needs: LevelNeeds, { activities }: ScheduleInput): LevelNeeds {
  const first = new Int32Array(activities.code.length + 1).fill(needs.pool.length)
  first.set(needs.first)
  return { ...needs, first }
}

/** The dates at which work is done: MS Project may put it later than its early dates. */
function datesOf({ msProject }: ScheduleInput, { start, finish, earlyStart, earlyFinish }: ScheduleResult) {
  return msProject ? { earlyStart: start, earlyFinish: finish } : { earlyStart, earlyFinish }
}

function notesOn(own: readonly Plan[], others: readonly Plan[]): Problem[] {
  return own.flatMap(({ project }) => {
    const at = { sheet: 'project', rowKey: project.rowKey, code: project.code }
    const notes: Problem[] = []
    if (others.length > 0)
      notes.push({
        code: 'calculated-with-projects',
        at,
        data: { project: project.code, others: others.map(other => other.project.code) },
      })
    if (project.levelPriority !== null && project.levelPriority < 1)
      notes.push({
        code: 'level-priority-too-low',
        at: { ...at, field: 'levelPriority' },
        data: { project: project.code, priority: project.levelPriority },
      })
    return notes
  })
}

function withLevelling(plan: Plan, starts: Float64Array, offset: number): Plan {
  const activities = plan.activities.map((activity, index) => ({
    ...activity,
    levelledStart: present(starts[offset + index]),
  }))
  return { ...plan, activities }
}

/** Whether a project ends later than without levelling, past its own date; milestones of another calendar can do so although
 *  everything before them keeps within its float. */
function isLate({ project }: Plan, before: ScheduleResult, after: ScheduleResult, index: number): boolean {
  const allowed = Math.max(before.projectFinish[index] as number, project.mustFinishBy ?? -Infinity)
  return (after.projectFinish[index] as number) > allowed
}

function offsetOf(plans: readonly Plan[], index: number): number {
  return plans.slice(0, index).reduce((sum, plan) => sum + plan.activities.length, 0)
}

function refuseLoops({ activities, links }: ScheduleInput, network: ReturnType<typeof runPasses>['network']) {
  if (network.order.length === activities.code.length) return
  const [loop = []] = findLoops(network, links.to)
  const first = loop[0] as number
  throw new AppError('level-loop', { cycle: [...loop, first].map(u => activities.code[u] as string) })
}

function findMoves(
  plans: readonly Plan[],
  before: { start: Float64Array; finish: Float64Array },
  after: { start: Float64Array; finish: Float64Array },
  starts: Float64Array,
): LevelMove[] {
  return plans
    .flatMap(plan => plan.activities)
    .flatMap(({ projectId, rowKey, code, name }, u) => {
      const dates = {
        startBefore: present(before.start[u]),
        startAfter: present(after.start[u]),
        finishBefore: present(before.finish[u]),
        finishAfter: present(after.finish[u]),
      }
      const isSame = dates.startBefore === dates.startAfter && dates.finishBefore === dates.finishAfter
      if (isSame || Object.values(dates).includes(null)) return []
      const move = { projectId, rowKey, code, name, ...dates, levelledStart: present(starts[u]) }
      return [move as LevelMove]
    })
}

function present(value: number | undefined): PlanMinute | null {
  return value === undefined || Number.isNaN(value) ? null : (value as PlanMinute)
}
