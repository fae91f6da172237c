import type { Activity } from '#model/entities/activity.ts'
import type { Link } from '#model/entities/link.ts'
import type { Words } from '#model/field.ts'
import type { Problem } from '#model/problems.ts'
import { workBetween } from './calendar.ts'
import { addLag } from './lag.ts'
import { statuses } from './schedule-input.ts'
import {
  activityPlace,
  dateText,
  daysOf,
  faultOf,
  linkName,
  type FaultSubject,
  type PlanFault,
} from './plan-fault.ts'

const started: Words = { zh: '开始', en: 'started' }
const finished: Words = { zh: '完成', en: 'finished' }

/**
 * Progress against the logic: what has started (or finished) before a link to it allows, by how many working days of the lag's
 * calendar. Links between two finished activities are history and are passed over. Source: Oracle Primavera P6 Professional
 * Help, schedule log: "activities that are out of sequence".
 */
export function findOutOfSequence(subject: FaultSubject): PlanFault {
  const { plan, links, from, to, schedule, drives, status } = subject
  const items: Problem[] = []
  for (let k = 0; k < links.length; k++) {
    const [p, s] = [from[k] as number, to[k] as number]
    if (status[s] === statuses.notStarted || drives[p] === 0 || drives[s] === 0) continue
    if (status[p] === statuses.finished && status[s] === statuses.finished) continue
    const successor = plan.activities[s] as Activity
    const { kind, lagKind } = links[k] as Link
    const bindsStart = kind === 'finishToStart' || kind === 'startToStart'
    const date = bindsStart ? successor.actualStart : successor.actualFinish
    if (date === null) continue
    const byFinish = kind === 'finishToStart' || kind === 'finishToFinish'
    const own = (byFinish ? schedule.finish : schedule.start)[p] as number
    const calendar = subject.lagCalendarOf(k)
    const allowed = addLag(calendar, own, subject.lagOf(k))
    const early = workBetween(calendar, date, allowed)
    if (!(early > 0)) continue
    const perDay = lagKind === 'elapsed' ? 1440 : subject.minutesPerDay(p)
    items.push({
      code: 'out-of-sequence',
      at: activityPlace(subject, s, bindsStart ? 'actualStart' : 'actualFinish'),
      data: {
        activity: successor.code,
        event: bindsStart ? started : finished,
        date: dateText(date),
        link: linkName(subject, k),
        allowed: dateText(allowed),
        days: daysOf(early, perDay),
      },
    })
  }
  return faultOf(
    'out-of-sequence',
    { zh: '违反逻辑的进度', en: 'Out-of-sequence progress' },
    links.length,
    items,
  )
}

/** Runs of unfinished activities without duration that follow each other without lag. */
export function findZeroChains(subject: FaultSubject): PlanFault {
  const { plan, links, from, to, limits, drives, status, input } = subject
  const { remaining } = input.activities
  const leader = Int32Array.from(drives, (drive, u) =>
    drive === 1 && status[u] !== statuses.finished && remaining[u] === 0 ? u : -1,
  )
  const of = leader.reduce((sum, u) => sum + (u >= 0 ? 1 : 0), 0)
  const lead = (u: number): number => {
    let at = u
    while (leader[at] !== at) at = leader[at] = leader[leader[at] as number] as number
    return at
  }
  for (let k = 0; k < links.length; k++) {
    const [a, b] = [from[k] as number, to[k] as number]
    if ((leader[a] as number) < 0 || (leader[b] as number) < 0 || (links[k] as Link).lag !== 0) continue
    leader[lead(b)] = lead(a)
  }
  const chains = new Map<number, number[]>()
  for (let u = 0; u < leader.length; u++) {
    if ((leader[u] as number) < 0) continue
    const chain = chains.get(lead(u))
    if (chain) chain.push(u)
    else chains.set(lead(u), [u])
  }
  const items = [...chains.values()]
    .filter(chain => chain.length >= limits.zeroChain)
    .map(
      (chain): Problem => ({
        code: 'zero-duration-chain',
        at: activityPlace(subject, chain[0] as number, 'duration'),
        data: { count: chain.length, activities: chain.map(u => plan.activities[u]?.code ?? '') },
      }),
    )
  return faultOf('zero-duration-chain', { zh: '零工期链', en: 'Chains without duration' }, of, items)
}
