import { finishAt, startAt, workAt, type WorkCalendar } from './calendar.ts'
import { addLag, removeLag } from './lag.ts'
import { linkKinds, shapes, statuses, type LinkColumns } from './schedule-input.ts'
import type { ScheduleState } from './schedule-state.ts'

type Column = Float64Array

/** Places levels of effort between what they are linked to, then summaries around their WBS branch. Early and late dates follow
 *  the same way. Levels of effort linked to each other are placed in rounds until nothing changes. */
export function placeSpans(state: ScheduleState): void {
  const { shape } = state.input.activities
  const efforts: number[] = []
  const summaries: number[] = []
  for (let u = 0; u < shape.length; u++) {
    if (shape[u] === shapes.levelOfEffort) efforts.push(u)
    else if (shape[u] === shapes.wbsSummary) summaries.push(u)
  }
  if (efforts.length > 0) placeEfforts(state, efforts)
  if (summaries.length > 0) placeSummaries(state, summaries)
  for (const u of [...efforts, ...summaries]) {
    const calendar = state.calendarOf[u] as WorkCalendar
    state.startWork[u] = workAt(calendar, state.earlyStart[u] as number)
    state.finishWork[u] = workAt(calendar, state.earlyFinish[u] as number)
  }
}

const mostRounds = 8

function placeEfforts(state: ScheduleState, efforts: number[]): void {
  const links = state.input.effortLinks
  const touching = new Map<number, number[]>(efforts.map(u => [u, []]))
  for (let k = 0; k < links.from.length; k++) {
    touching.get(links.from[k] as number)?.push(k)
    touching.get(links.to[k] as number)?.push(k)
  }
  const place = (start: Column, finish: Column, otherwise: number) => {
    for (let round = 0; round < mostRounds; round++) {
      let changed = false
      for (const u of efforts) {
        const [from, to] = spanOf(state, u, touching.get(u) ?? [], links, start, finish, otherwise)
        if (start[u] === from && finish[u] === to) continue
        start[u] = from
        finish[u] = to
        changed = true
      }
      if (!changed) break
    }
  }
  place(state.earlyStart, state.earlyFinish, 0)
  place(state.lateStart, state.lateFinish, 1)
}

/** From the earliest of what bounds its start to the latest of what bounds its finish. */
function spanOf(
  state: ScheduleState,
  u: number,
  touching: number[],
  links: LinkColumns,
  startOf: Column,
  finishOf: Column,
  isLate: number,
): [number, number] {
  const { activities, calendars } = state.input
  const calendar = state.calendarOf[u] as WorkCalendar
  let start = Number.POSITIVE_INFINITY
  let finish = Number.NEGATIVE_INFINITY
  for (const k of touching) {
    const how = links.kind[k] as number
    const lagCalendar = calendars[links.calendar[k] as number] as WorkCalendar
    const lag = links.lag[k] as number
    if (links.to[k] === u) {
      const p = links.from[k] as number
      const date = addLag(lagCalendar, ((how & 1) === 0 ? finishOf[p] : startOf[p]) as number, lag)
      if (how <= linkKinds.startToStart) start = Math.min(start, known(date, start))
      else finish = Math.max(finish, known(date, finish))
    } else {
      const s = links.to[k] as number
      const date = removeLag(
        lagCalendar,
        (how <= linkKinds.startToStart ? startOf[s] : finishOf[s]) as number,
        lag,
      )
      if ((how & 1) === 1) start = Math.min(start, known(date, start))
      else finish = Math.max(finish, known(date, finish))
    }
  }
  const length = state.remaining[u] as number
  const earliest = activities.startMin[u] as number
  if (start === Number.POSITIVE_INFINITY) {
    start =
      finish === Number.NEGATIVE_INFINITY
        ? isLate === 1
          ? (state.earlyStart[u] as number)
          : earliest
        : startAt(calendar, workAt(calendar, finish) - length)
  }
  const isStarted = activities.status[u] !== statuses.notStarted
  if (isLate === 0 && (isStarted || start < earliest)) start = Math.max(start, earliest)
  const startWork = workAt(calendar, start)
  if (finish === Number.NEGATIVE_INFINITY) finish = finishAt(calendar, startWork + length)
  const finishWork = Math.max(startWork, workAt(calendar, finish))
  return [
    startAt(calendar, startWork),
    finishWork > startWork ? finishAt(calendar, finishWork) : startAt(calendar, startWork),
  ]
}

function known(date: number, otherwise: number): number {
  return date === date ? date : otherwise
}

/** A summary spans the activities whose WBS code is its own or below it. */
function placeSummaries(state: ScheduleState, summaries: number[]): void {
  const { activities } = state.input
  const branches = new Map<string, { early: [number, number]; late: [number, number] }>()
  for (const u of summaries) branches.set(branchOf(state, u, activities.wbs[u] ?? ''), emptySpan())
  for (let u = 0; u < activities.code.length; u++) {
    if (activities.shape[u] === shapes.wbsSummary) continue
    let wbs = activities.wbs[u] ?? ''
    for (;;) {
      const span = branches.get(branchOf(state, u, wbs))
      if (span) widen(span, state, u)
      if (wbs === '') break
      wbs = wbs.slice(0, Math.max(0, wbs.lastIndexOf('.')))
    }
  }
  for (const u of summaries) {
    const span = branches.get(branchOf(state, u, activities.wbs[u] ?? ''))
    if (!span) continue
    const fallback = activities.startMin[u] as number
    const isEmpty = span.early[0] === Number.POSITIVE_INFINITY
    state.earlyStart[u] = isEmpty ? fallback : span.early[0]
    state.earlyFinish[u] = isEmpty ? fallback : span.early[1]
    state.lateStart[u] =
      span.late[0] === Number.POSITIVE_INFINITY ? (state.earlyStart[u] as number) : span.late[0]
    state.lateFinish[u] =
      span.late[1] === Number.NEGATIVE_INFINITY ? (state.earlyFinish[u] as number) : span.late[1]
  }
}

function branchOf(state: ScheduleState, u: number, wbs: string): string {
  return `${state.input.activities.project[u]} ${wbs}`
}

function emptySpan() {
  const nowhere = (): [number, number] => [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  return { early: nowhere(), late: nowhere() }
}

function widen(span: ReturnType<typeof emptySpan>, state: ScheduleState, u: number): void {
  const stretch = (over: [number, number], from: number, to: number) => {
    if (from < over[0]) over[0] = from
    if (to > over[1]) over[1] = to
  }
  stretch(span.early, state.earlyStart[u] as number, state.earlyFinish[u] as number)
  stretch(span.late, state.lateStart[u] as number, state.lateFinish[u] as number)
}
