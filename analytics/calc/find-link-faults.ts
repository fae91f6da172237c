import type { Activity } from '#model/entities/activity.ts'
import type { Link } from '#model/entities/link.ts'
import type { Problem } from '#model/problems.ts'
import { workBetween } from './calendar.ts'
import { findRedundantLinks } from './redundant-links.ts'
import { statuses } from './schedule-input.ts'
import {
  activityPlace,
  daysOf,
  faultOf,
  linkName,
  linkPlace,
  type FaultSubject,
  type PlanFault,
} from './plan-fault.ts'

const mostNamed = 5

/** Links that another way makes superfluous. */
export function findRedundant(subject: FaultSubject): PlanFault {
  const items = findRedundantLinks(subject).map(
    ({ link, through }): Problem => ({
      code: 'redundant-link',
      at: linkPlace(subject, link),
      data: { link: linkName(subject, link), through: codeOf(subject, through) },
    }),
  )
  return faultOf('redundant-link', { zh: '多余逻辑关系', en: 'Redundant links' }, subject.links.length, items)
}

/** Several links of one kind between the same two activities. */
export function findDuplicates(subject: FaultSubject): PlanFault {
  const { links } = subject
  const byEnds = new Map<string, number[]>()
  for (let k = 0; k < links.length; k++) {
    const { predecessorKey, successorKey, kind } = links[k] as Link
    const ends = `${predecessorKey} ${successorKey} ${kind}`
    const same = byEnds.get(ends)
    if (same) same.push(k)
    else byEnds.set(ends, [k])
  }
  const items: Problem[] = []
  for (const same of byEnds.values()) {
    const [first] = same
    if (same.length < 2 || first === undefined) continue
    items.push({
      code: 'duplicate-link',
      at: linkPlace(subject, first),
      data: { link: linkName(subject, first), count: same.length },
    })
  }
  return faultOf('duplicate-link', { zh: '重复逻辑关系', en: 'Duplicate links' }, links.length, items)
}

/** Unfinished work whose predecessors bind only its finish: nothing says when it may start. */
export function findDanglingStarts(subject: FaultSubject): PlanFault {
  return findDangling(
    subject,
    subject.to,
    subject.from,
    kind => kind === 'finishToStart' || kind === 'startToStart',
    {
      code: 'dangling-start',
      zh: '开始悬空',
      en: 'Dangling starts',
      field: 'predecessors',
    },
  )
}

/** Unfinished work whose successors hang on its start only: nothing says when it must end. */
export function findDanglingFinishes(subject: FaultSubject): PlanFault {
  return findDangling(
    subject,
    subject.from,
    subject.to,
    kind => kind === 'finishToStart' || kind === 'finishToFinish',
    {
      code: 'dangling-finish',
      zh: '完成悬空',
      en: 'Dangling finishes',
      field: 'duration',
    },
  )
}

/** Source: GAO Schedule Assessment Guide, GAO-16-89G (2015), best practice 2, "dangling activities". Milestones, whose start is their finish, cannot dangle. */
function findDangling(
  subject: FaultSubject,
  own: Int32Array,
  other: Int32Array,
  binds: (kind: Link['kind']) => boolean,
  words: { code: 'dangling-start' | 'dangling-finish'; zh: string; en: string; field: string },
): PlanFault {
  const { plan, links, drives, status } = subject
  const linked = new Uint8Array(plan.activities.length)
  for (let k = 0; k < links.length; k++) {
    if (drives[other[k] as number] === 0) continue
    const u = own[k] as number
    linked[u] = (linked[u] as number) | (binds((links[k] as Link).kind) ? 2 : 1)
  }
  const loose = new Map<number, string[]>()
  let of = 0
  for (let u = 0; u < plan.activities.length; u++) {
    if (drives[u] === 0 || status[u] === statuses.finished) continue
    if (words.code === 'dangling-start' && status[u] !== statuses.notStarted) continue
    if ((plan.activities[u] as Activity).duration === 0) continue
    of++
    if (linked[u] === 1) loose.set(u, [])
  }
  for (let k = 0; k < links.length && loose.size > 0; k++)
    loose.get(own[k] as number)?.push(linkName(subject, k))
  const items = [...loose].map(
    ([u, names]): Problem => ({
      code: words.code,
      at: activityPlace(subject, u, words.field),
      data: { activity: codeOf(subject, u), links: names.slice(0, mostNamed) },
    }),
  )
  return faultOf(words.code, words, of, items)
}

/** Lags longer than the limit, either way. */
export function findLongLags(subject: FaultSubject): PlanFault {
  const { links, from, limits } = subject
  const items: Problem[] = []
  for (let k = 0; k < links.length; k++) {
    const { lag, lagKind } = links[k] as Link
    if (lag === 0) continue
    const perDay = lagKind === 'elapsed' ? 1440 : subject.minutesPerDay(from[k] as number)
    const days = daysOf(subject.lagOf(k), perDay)
    if (Math.abs(days) <= limits.longLagDays) continue
    items.push({
      code: 'long-lag',
      at: linkPlace(subject, k),
      data: { link: linkName(subject, k), days, limit: limits.longLagDays },
    })
  }
  return faultOf('long-lag', { zh: '延时过长', en: 'Long lags' }, links.length, items)
}

/** Links whose successor is finished while the predecessor is not: they hold nothing back any more. */
export function findLinksToFinished(subject: FaultSubject): PlanFault {
  const { plan, links, from, to, drives, status } = subject
  const items: Problem[] = []
  for (let k = 0; k < links.length; k++) {
    const p = from[k] as number
    if (status[to[k] as number] !== statuses.finished || status[p] === statuses.finished || drives[p] === 0)
      continue
    const predecessor = plan.activities[p] as Activity
    const { kind } = links[k] as Link
    const hasHappened =
      (kind === 'startToStart' || kind === 'startToFinish') && predecessor.actualStart !== null
    if (hasHappened) continue
    items.push({
      code: 'link-to-finished',
      at: linkPlace(subject, k),
      data: { link: linkName(subject, k), activity: predecessor.code },
    })
  }
  return faultOf(
    'link-to-finished',
    { zh: '紧后已完成的关系', en: 'Links to finished work' },
    links.length,
    items,
  )
}

/** Links of finished predecessors whose positive lag has not run out and still holds an unfinished successor. */
export function findLinksFromFinished(subject: FaultSubject): PlanFault {
  const { plan, links, from, to, status } = subject
  const { dataDate } = plan.project
  const name = { zh: '紧前已完成但延时未尽的关系', en: 'Lags still running after finished work' }
  if (dataDate === null)
    return {
      ...faultOf('link-from-finished', name, 0, []),
      result: 'not run',
      reason: { zh: '项目没有检查日期', en: 'The project has no data date' },
    }
  const items: Problem[] = []
  for (let k = 0; k < links.length; k++) {
    if (status[from[k] as number] !== statuses.finished || status[to[k] as number] === statuses.finished)
      continue
    const predecessor = plan.activities[from[k] as number] as Activity
    const successor = plan.activities[to[k] as number] as Activity
    const lag = subject.lagOf(k)
    if (lag <= 0) continue
    const { kind, lagKind } = links[k] as Link
    const isByStart = kind === 'startToStart' || kind === 'startToFinish'
    if (
      isByStart &&
      (predecessor.actualStart === null || (kind === 'startToStart' && successor.actualStart !== null))
    )
      continue
    if (kind === 'finishToStart' && successor.actualStart !== null) continue
    const since = (isByStart ? predecessor.actualStart : predecessor.actualFinish) as number
    const left = lag - Math.max(0, workBetween(subject.lagCalendarOf(k), since, dataDate))
    if (left <= 0) continue
    const perDay = lagKind === 'elapsed' ? 1440 : subject.minutesPerDay(from[k] as number)
    items.push({
      code: 'link-from-finished',
      at: linkPlace(subject, k),
      data: { link: linkName(subject, k), days: daysOf(left, perDay), activity: successor.code },
    })
  }
  return faultOf('link-from-finished', name, links.length, items)
}

function codeOf({ plan }: FaultSubject, index: number): string {
  return plan.activities[index]?.code ?? ''
}
