import type { WorkCalendar } from './calendar.ts'
import type { MsProjectInput, MsProjectLink, MsProjectTask } from './ms-project-input.ts'
import { buildNetwork, type Network } from './network.ts'
import { shapes, type ScheduleInput } from './schedule-input.ts'

/** What the passes after MS Project's rules work on. NaN is a date that is not known. */
export interface MsProjectState {
  input: ScheduleInput
  calendars: WorkCalendar[]
  tasks: MsProjectTask[]
  /** Links by successor and by predecessor. */
  before: MsProjectLink[][]
  after: MsProjectLink[][]
  network: Network
  networkTo: Int32Array
  /** Tasks after all their predecessors, summaries left out; loops and what is behind them are not in it. */
  order: number[]
  projectStart: Float64Array
  /** Latest finish of each project, and of all in the last place. */
  projectEnd: Float64Array
  /** Where logic alone would start a task that a constraint holds earlier; NaN elsewhere. */
  logicStart: Float64Array
  earlyStart: Float64Array
  earlyFinish: Float64Array
  lateStart: Float64Array
  lateFinish: Float64Array
}

/** An empty state: links laid out both ways and tasks in order. */
export function makeMsProjectState(input: ScheduleInput, own: MsProjectInput): MsProjectState {
  const count = own.tasks.length
  const before: MsProjectLink[][] = Array.from({ length: count }, () => [])
  const after: MsProjectLink[][] = Array.from({ length: count }, () => [])
  const from: number[] = []
  const to: number[] = []
  for (const link of own.links) {
    before[link.to]?.push(link)
    for (const source of link.from) {
      after[source]?.push(link)
      from.push(source)
      to.push(link.to)
    }
  }
  const networkTo = Int32Array.from(to)
  const network = buildNetwork(count, Int32Array.from(from), networkTo)
  const dates = () => new Float64Array(count).fill(Number.NaN)
  const order = [...network.order].filter(u => input.activities.shape[u] !== shapes.wbsSummary)
  return {
    input,
    calendars: input.calendars,
    tasks: own.tasks,
    before,
    after,
    network,
    networkTo,
    order,
    projectStart: Float64Array.from(own.projects, project => project.start),
    projectEnd: new Float64Array(own.projects.length + 1).fill(Number.NaN),
    logicStart: dates(),
    earlyStart: dates(),
    earlyFinish: dates(),
    lateStart: dates(),
    lateFinish: dates(),
  }
}
