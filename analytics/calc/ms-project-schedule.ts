import { workBetween, type WorkCalendar } from './calendar.ts'
import { criticalByFloat } from './critical.ts'
import { backward } from './ms-project-backward.ts'
import { forward } from './ms-project-forward.ts'
import type { MsProjectInput, MsProjectTask } from './ms-project-input.ts'
import { freeSlacks, totalSlacks } from './ms-project-slack.ts'
import { makeMsProjectState, type MsProjectState } from './ms-project-state.ts'
import { findLoops } from './network-loops.ts'
import { resultOf } from './schedule-dates.ts'
import { shapes, statuses, type ScheduleInput } from './schedule-input.ts'
import type { ScheduleResult } from './schedule-result.ts'

/** Dates and slacks as Microsoft Project computes them. The data date moves nothing; early dates of started work are those of all its work; tasks as late as
 *  possible take their late dates and push what follows. Loops are given as circles of indices. */
export function calculateMsProject(
  input: ScheduleInput,
  own: MsProjectInput,
): { result: ScheduleResult; loops: number[][] } {
  const state = makeMsProjectState(input, own)
  const manyPaths = own.projects.map(project => project.hasManyCriticalPaths)
  if (own.projects.some(project => project.finish === project.finish)) planBack(state, own, manyPaths)
  forward(state, state.earlyStart, state.earlyFinish, null)
  findEnds(state, own)
  backward(state, manyPaths)
  const scheduled = scheduledDates(state, own)
  placeSummaries(state, scheduled)
  const totalFloat = totalSlacks(state)
  const freeFloat = freeSlacks(state, totalFloat)
  for (let u = 0; u < totalFloat.length; u++)
    if (input.activities.shape[u] === shapes.wbsSummary) totalFloat[u] = summarySlack(state, u)
  const isCritical = criticalByFloat(input, totalFloat, state.network.first)
  const result = resultOf(input, state, totalFloat, freeFloat, isCritical)
  for (const [u, task] of own.tasks.entries()) {
    if (input.activities.status[u] !== statuses.notStarted && task.constraint === null) continue
    result.start[u] = scheduled.start[u] as number
    result.finish[u] = scheduled.finish[u] as number
  }
  const count = input.activities.code.length
  const loops = state.network.order.length < count ? findLoops(state.network, state.networkTo) : []
  return { result, loops }
}

/** A project planned from its finish starts where the first of its late dates lies. */
function planBack(state: MsProjectState, own: MsProjectInput, manyPaths: readonly boolean[]): void {
  const { project, status } = state.input.activities
  forward(state, state.earlyStart, state.earlyFinish, null)
  findEnds(state, own)
  backward(state, manyPaths)
  for (const [index, { finish }] of own.projects.entries()) {
    if (finish !== finish) continue
    let first = Number.POSITIVE_INFINITY
    for (const u of state.order)
      if (project[u] === index && status[u] === statuses.notStarted)
        first = Math.min(first, state.lateStart[u] as number)
    if (first < Number.POSITIVE_INFINITY) state.projectStart[index] = first
  }
}

/** Latest early finish of each project, or the finish it is planned back from; NaN where a date is not known. */
function findEnds({ input, projectEnd, earlyFinish }: MsProjectState, own: MsProjectInput): void {
  const { project, shape } = input.activities
  const all = projectEnd.length - 1
  projectEnd.fill(Number.NEGATIVE_INFINITY)
  for (let u = 0; u < earlyFinish.length; u++) {
    if (shape[u] === shapes.wbsSummary || earlyFinish[u] !== earlyFinish[u]) continue
    for (const end of [project[u] as number, all])
      projectEnd[end] = Math.max(projectEnd[end] as number, earlyFinish[u] as number)
  }
  for (const [index, { finish }] of own.projects.entries()) if (finish === finish) projectEnd[index] = finish
  for (let i = 0; i < projectEnd.length; i++)
    if (projectEnd[i] === Number.NEGATIVE_INFINITY) projectEnd[i] = Number.NaN
}

interface Scheduled {
  start: Float64Array
  finish: Float64Array
}

/** Where tasks are put: at their early dates, but as late as possible where they ask for it, and what follows those behind them. Such a task uses up all its
 *  slack, so in a project planned from its start the dates it is put at become its early dates. Source: Boyle, planningplanet.com, "Microsoft Project and the
 *  As Late As Possible (ALAP) Constraint"; Microsoft, Change a task constraint. */
function scheduledDates(state: MsProjectState, own: MsProjectInput): Scheduled {
  const { status } = state.input.activities
  const delayed = new Float64Array(own.tasks.length).fill(Number.NaN)
  let isAny = false
  for (const [u, task] of own.tasks.entries()) {
    if (status[u] !== statuses.notStarted || task.constraint !== 'asLateAsPossible') continue
    delayed[u] = state.lateStart[u] as number
    isAny = true
  }
  const scheduled = { start: state.earlyStart.slice(), finish: state.earlyFinish.slice() }
  if (!isAny) return scheduled
  forward(state, scheduled.start, scheduled.finish, delayed)
  if (own.projects.some(project => project.finish === project.finish)) return scheduled
  state.earlyStart.set(scheduled.start)
  state.earlyFinish.set(scheduled.finish)
  return scheduled
}

/** A summary task spans the tasks below it. */
function placeSummaries(state: MsProjectState, scheduled: Scheduled): void {
  const { wbs, shape, project } = state.input.activities
  const branches = new Map<string, number[]>()
  for (let u = 0; u < shape.length; u++)
    if (shape[u] === shapes.wbsSummary) branches.set(`${project[u]} ${wbs[u] ?? ''}`, [])
  if (branches.size === 0) return
  for (const u of state.order)
    for (let at = wbs[u] ?? ''; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.'))))
      branches.get(`${project[u]} ${at}`)?.push(u)
  for (let u = 0; u < shape.length; u++) {
    if (shape[u] !== shapes.wbsSummary) continue
    const below = branches.get(`${project[u]} ${wbs[u] ?? ''}`) ?? []
    const start = state.projectStart[project[u] as number] as number
    for (const column of [state.earlyStart, state.lateStart, scheduled.start])
      column[u] = below.reduce((first, v) => Math.min(first, column[v] as number), Number.POSITIVE_INFINITY)
    for (const column of [state.earlyFinish, state.lateFinish, scheduled.finish])
      column[u] = below.reduce((last, v) => Math.max(last, column[v] as number), Number.NEGATIVE_INFINITY)
    if (below.length > 0) continue
    for (const column of [state.earlyStart, state.earlyFinish, state.lateStart, state.lateFinish])
      column[u] = start
    scheduled.start[u] = start
    scheduled.finish[u] = start
  }
}

function summarySlack({ calendars, tasks, ...state }: MsProjectState, u: number): number {
  const calendar = calendars[(tasks[u] as MsProjectTask).calendar] as WorkCalendar
  return Math.min(
    workBetween(calendar, state.earlyStart[u] as number, state.lateStart[u] as number),
    workBetween(calendar, state.earlyFinish[u] as number, state.lateFinish[u] as number),
  )
}
