import type { WorkCalendar } from './calendar.ts'
import type { Network } from './network.ts'
import type { LinkColumns, ScheduleInput } from './schedule-input.ts'

/** What the passes work on: the input, its network and the dates found so far. NaN is a date that cannot be known. */
export interface ScheduleState {
  input: ScheduleInput
  network: Network
  /** Links in the order in which they leave their predecessors: those of u are from `network.first[u]`. */
  to: Int32Array
  kind: Uint8Array
  lag: Float64Array
  lagCalendar: WorkCalendar[]
  calendarOf: WorkCalendar[]
  /** Work still to do; the expected finish may change it. */
  remaining: Float64Array
  earlyStart: Float64Array
  earlyFinish: Float64Array
  lateStart: Float64Array
  lateFinish: Float64Array
  /** Early dates as work of the activity's calendar. */
  startWork: Float64Array
  finishWork: Float64Array
  /** Latest early finish of each project and of all. */
  projectEnd: Float64Array
}

/** An empty state for an input, its links laid out by predecessor. */
export function makeState(input: ScheduleInput, network: Network): ScheduleState {
  const { calendars, links, activities, projects } = input
  const count = activities.code.length
  const dates = () => new Float64Array(count).fill(Number.NaN)
  return {
    input,
    network,
    to: layOut(links.to, network),
    kind: layOut(links.kind, network),
    lag: layOut(links.lag, network),
    lagCalendar: calendarsOf(layOut(links.calendar, network), calendars),
    calendarOf: calendarsOf(activities.calendar, calendars),
    remaining: activities.remaining.slice(),
    earlyStart: dates(),
    earlyFinish: dates(),
    lateStart: dates(),
    lateFinish: dates(),
    startWork: dates(),
    finishWork: dates(),
    projectEnd: new Float64Array(projects.code.length + 1).fill(Number.NaN),
  }
}

function calendarsOf(indices: Int32Array, calendars: WorkCalendar[]): WorkCalendar[] {
  const found: WorkCalendar[] = []
  for (let i = 0; i < indices.length; i++) found.push(calendars[indices[i] as number] as WorkCalendar)
  return found
}

function layOut<Column extends LinkColumns['to'] | LinkColumns['kind'] | LinkColumns['lag']>(
  column: Column,
  network: Network,
): Column {
  const laidOut = column.slice() as Column
  for (let slot = 0; slot < laidOut.length; slot++)
    laidOut[slot] = column[network.link[slot] as number] as number
  return laidOut
}
