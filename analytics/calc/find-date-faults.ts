import { activity as declaration, type Activity } from '#model/entities/activity.ts'
import type { Words } from '#model/field.ts'
import type { Problem } from '#model/problems.ts'
import { finishAt, startAt, workAt, workBetween } from './calendar.ts'
import { addLag } from './lag.ts'
import { linkColumnsOf } from './level-ms-project.ts'
import { linkKinds, statuses } from './schedule-input.ts'
import { activityPlace, dateText, daysOf, faultOf, type FaultSubject, type PlanFault } from './plan-fault.ts'

/** Unfinished activities whose late dates are before their early ones. */
export function findNegativeFloats(subject: FaultSubject): PlanFault {
  const { plan, schedule, drives } = subject
  const items: Problem[] = []
  for (let u = 0; u < plan.activities.length; u++) {
    const float = schedule.totalFloat[u] as number
    if (!(float < 0) || drives[u] === 0) continue
    items.push({
      code: 'negative-float',
      at: activityPlace(subject, u, 'totalFloat'),
      data: { activity: codeOf(subject, u), days: daysOf(float, subject.minutesPerDay(u)) },
    })
  }
  return faultOf('negative-float', { zh: '负时差', en: 'Negative float' }, openCount(subject), items)
}

/** Constraints that the logic before them cannot keep, mandatory dates that override it among them. */
export function findConstraintConflicts(subject: FaultSubject): PlanFault {
  const { plan, drives, status } = subject
  const needed = neededStarts(subject)
  const items: Problem[] = []
  for (let u = 0; u < plan.activities.length; u++) {
    if (drives[u] === 0 || status[u] === statuses.finished) continue
    const activity = plan.activities[u] as Activity
    for (const [kind, date, field] of constraintsOf(activity)) {
      const logic = logicAgainst(kind, subject, u, needed[u] as number)
      if (logic === null || !(logic > date)) continue
      items.push({
        code: 'constraint-conflict',
        at: activityPlace(subject, u, field),
        data: {
          activity: activity.code,
          constraint: constraintWords(kind),
          date: dateText(date),
          logic: dateText(logic),
          days: daysOf(workBetween(calendarAt(subject, u), date, logic), subject.minutesPerDay(u)),
        },
      })
    }
  }
  return faultOf(
    'constraint-conflict',
    { zh: '限制与逻辑冲突', en: 'Constraints against the logic' },
    openCount(subject),
    items,
  )
}

/** Two constraints of one activity of which one forbids what the other asks for. */
export function findContradictions(subject: FaultSubject): PlanFault {
  const { plan, status } = subject
  const items: Problem[] = []
  for (let u = 0; u < plan.activities.length; u++) {
    const activity = plan.activities[u] as Activity
    if (status[u] === statuses.finished || activity.secondConstraintKind === null) continue
    const [first, second] = constraintsOf(activity)
    if (!first || !second) continue
    for (const [low, high] of [
      [first, second],
      [second, first],
    ] as const) {
      if (!lowerBounds.has(low[0]) || !upperBounds.has(high[0]) || low[1] <= high[1]) continue
      items.push({
        code: 'constraints-contradict',
        at: activityPlace(subject, u, 'secondConstraintAt'),
        data: { activity: activity.code, from: dateText(low[1]), to: dateText(high[1]) },
      })
      break
    }
  }
  return faultOf(
    'constraints-contradict',
    { zh: '互相矛盾的限制', en: 'Contradicting constraints' },
    openCount(subject),
    items,
  )
}

/** Activities that finish after their deadline. */
export function findMissedDeadlines(subject: FaultSubject): PlanFault {
  const { plan, schedule } = subject
  const items: Problem[] = []
  for (let u = 0; u < plan.activities.length; u++) {
    const { deadline, code, actualFinish } = plan.activities[u] as Activity
    const finish = schedule.earlyFinish[u] as number
    if (deadline === null || actualFinish !== null || !(finish > deadline)) continue
    items.push({
      code: 'deadline-missed',
      at: activityPlace(subject, u, 'deadline'),
      data: {
        activity: code,
        finish: dateText(finish),
        deadline: dateText(deadline),
        days: daysOf(workBetween(calendarAt(subject, u), deadline, finish), subject.minutesPerDay(u)),
      },
    })
  }
  return faultOf('deadline-missed', { zh: '超过期限', en: 'Deadlines missed' }, openCount(subject), items)
}

type ConstraintKind = NonNullable<Activity['constraintKind']>
const lowerBounds: ReadonlySet<string> = new Set([
  'startOnOrAfter',
  'finishOnOrAfter',
  'startOn',
  'finishOn',
  'mandatoryStart',
  'mandatoryFinish',
])
const upperBounds: ReadonlySet<string> = new Set([
  'startOnOrBefore',
  'finishOnOrBefore',
  'startOn',
  'finishOn',
  'mandatoryStart',
  'mandatoryFinish',
])

function constraintsOf(activity: Activity): [kind: ConstraintKind, date: number, field: string][] {
  const found: [ConstraintKind, number, string][] = []
  if (activity.constraintKind !== null && activity.constraintAt !== null)
    found.push([activity.constraintKind, activity.constraintAt, 'constraintAt'])
  if (activity.secondConstraintKind !== null && activity.secondConstraintAt !== null)
    found.push([activity.secondConstraintKind, activity.secondConstraintAt, 'secondConstraintAt'])
  return found
}

/** The date the logic gives instead of the constraint's; null where the constraint cannot be broken. Under MS Project's rules every
 *  constraint wins, so there only the links tell. */
function logicAgainst(kind: ConstraintKind, subject: FaultSubject, u: number, needed: number): number | null {
  const { schedule, plan, input } = subject
  const isStarted = plan.activities[u]?.actualStart !== null
  const neededFinish = () => {
    const calendar = calendarAt(subject, u)
    return finishAt(calendar, workAt(calendar, needed) + (input.activities.remaining[u] as number))
  }
  switch (kind) {
    case 'startOn':
    case 'startOnOrBefore':
      if (isStarted) return null
      return input.msProject ? needed : (schedule.earlyStart[u] as number)
    case 'finishOn':
    case 'finishOnOrBefore':
      return input.msProject && !isStarted ? neededFinish() : (schedule.earlyFinish[u] as number)
    case 'mandatoryStart':
      return isStarted ? null : needed
    case 'mandatoryFinish':
      return input.msProject && isStarted ? (schedule.earlyFinish[u] as number) : neededFinish()
    default:
      return null
  }
}

/** What links alone ask of each start, by the early dates of the predecessors; where nothing does, the data date or, under MS
 *  Project's rules, the start of the project. */
function neededStarts(subject: FaultSubject): Float64Array {
  const { input, schedule } = subject
  const { calendars, activities, msProject } = input
  const links = msProject ? linkColumnsOf(msProject) : input.links
  const needed = msProject
    ? Float64Array.from(activities.project, own => msProject.projects[own]?.start ?? Number.NaN)
    : activities.startMin.slice()
  for (let k = 0; k < links.from.length; k++) {
    const kind = links.kind[k] as number
    const own = ((kind & 1) === 0 ? schedule.earlyFinish : schedule.earlyStart)[
      links.from[k] as number
    ] as number
    const calendar = calendars[links.calendar[k] as number]
    if (!calendar) continue
    const asked = addLag(calendar, own, links.lag[k] as number)
    const to = links.to[k] as number
    const date = kind <= linkKinds.startToStart ? asked : startBefore(subject, to, asked)
    if (date > (needed[to] as number)) needed[to] = date
  }
  return needed
}

/** The start of work that ends at a date. */
function startBefore(subject: FaultSubject, u: number, finish: number): number {
  const calendar = calendarAt(subject, u)
  const length = subject.input.activities.remaining[u] as number
  return length === 0 ? finish : startAt(calendar, workAt(calendar, finish) - length)
}

function calendarAt({ input }: FaultSubject, u: number) {
  return input.calendars[input.activities.calendar[u] as number] as FaultSubject['input']['calendars'][number]
}

function constraintWords(kind: ConstraintKind): Words {
  return (
    declaration.fields.constraintKind.choices.find(choice => choice.value === kind)?.words ?? {
      zh: kind,
      en: kind,
    }
  )
}

function openCount({ status }: FaultSubject): number {
  return status.reduce((sum, one) => sum + (one === statuses.finished ? 0 : 1), 0)
}

function codeOf({ plan }: FaultSubject, index: number): string {
  return plan.activities[index]?.code ?? ''
}
