import { parseLinkText, lagFromText } from '#calc/link-text.ts'
import type { Activity } from '#model/entities/activity.ts'
import type { Calendar } from '#model/entities/calendar.ts'
import type { Plan } from '#model/plan.ts'
import { parseMinute } from '#model/plan-time.ts'

/** One project of a case: dates as `YYYY-MM-DDTHH:MM`, durations in days of 8 hours, predecessors as in a cell. */
export interface CaseProject {
  project?: { calendar?: string } & Record<string, unknown>
  /** Weekly shifts Monday to Sunday by code; null is a day off. */
  calendars?: Record<string, (string | null)[]>
  activities: ({
    code: string
    days?: number
    after?: string
    calendar?: string
    resources?: string[]
    /** Units at a time of limited resources. */
    uses?: Record<string, number>
  } & Record<string, unknown>)[]
  /** Calendar of each resource. */
  resources?: Record<string, string>
  /** Most units at a time of each limited resource. */
  available?: Record<string, number>
}
export interface ScheduleCase {
  why: string
  source: string
  projects: CaseProject[]
  /** By activity code: a date as text, a float in days, `critical` true or false; null for no date. */
  expect?: Record<string, Record<string, string | number | boolean | null>>
  /** Codes of all findings, and the loop as codes. */
  problems?: string[]
  loops?: string[][]
}

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
const instants = /(At|Start|Finish|Date|By|deadline)$/

/** The plans of a case. A predecessor `P2/A` is activity A of the second project. */
export function plansOf(given: ScheduleCase): Plan[] {
  return given.projects.map((one, number) => planOf(one, number + 1))
}

function planOf(given: CaseProject, number: number): Plan {
  const projectId = `p${number}`
  const key = (kind: string, code: string) => `${projectId}-${kind}-${code}`
  const calendars = Object.entries(given.calendars ?? {}).map(([code, week]) => ({
    projectId,
    rowKey: key('calendar', code),
    code,
    name: code,
    minutesPerDay: 480,
    ...Object.fromEntries(weekdays.map((day, i) => [day, week[i] ?? null])),
  })) as unknown as Calendar[]
  const project = {
    projectId,
    rowKey: projectId,
    sector: null,
    code: `P${number}`,
    plannedStart: null,
    mustFinishBy: null,
    dataDate: null,
    schedulingRules: 'p6',
    scheduleFrom: 'start',
    progressMode: 'retainedLogic',
    lagCalendar: 'predecessor',
    startLagFrom: 'earlyStart',
    floatPaths: null,
    floatPathsBy: 'totalFloat',
    floatPathsTo: null,
    criticalRule: 'totalFloat',
    criticalFloat: 0,
    openEndsAreCritical: false,
    floatBy: 'finish',
    floatToNetworkEnd: false,
    levelPriority: null,
    usesExpectedFinish: false,
    ...minutesIn(given.project ?? {}),
    calendarKey: given.project?.calendar === undefined ? null : key('calendar', given.project.calendar),
  }
  const plan = {
    project,
    calendars,
    calendarExceptions: [],
    activities: given.activities.map(
      ({ code, days, after: _after, calendar, resources: _r, uses: _u, ...rest }) => ({
        ...blankActivity,
        projectId,
        rowKey: key('activity', code),
        code,
        name: code,
        duration: Math.round((days ?? 0) * 480),
        calendarKey: calendar === undefined ? null : key('calendar', calendar),
        ...minutesIn(rest),
      }),
    ),
    links: given.activities.flatMap(({ code, after }) => {
      const parsed = parseLinkText(after ?? '')
      if ('problem' in parsed) throw new Error(`case: ${after}`)
      return parsed.links.map((link, i) => {
        const [other, own] = link.code.includes('/')
          ? (link.code.split('/') as [string, string])
          : [projectId, link.code]
        return {
          projectId,
          rowKey: key('link', `${code}${i}`),
          predecessorKey: `${other.toLowerCase()}-activity-${own}`,
          successorKey: key('activity', code),
          kind: link.kind,
          ...lagFromText(link.lag, { perDay: 480, perWeek: 2400 }),
        }
      })
    }),
    resources: [
      ...Object.entries(given.resources ?? {}).map(([code, calendar]) => ({
        ...blankResource,
        projectId,
        rowKey: key('resource', code),
        code,
        name: code,
        calendarKey: key('calendar', calendar),
      })),
      ...Object.entries(given.available ?? {}).map(([code, units]) => ({
        ...blankResource,
        projectId,
        rowKey: key('resource', code),
        code,
        name: code,
        available: units * 1000,
      })),
    ],
    assignments: given.activities.flatMap(({ code, resources, uses }) => [
      ...(resources ?? []).map(resource => ({
        ...blankAssignment,
        activityKey: key('activity', code),
        resourceKey: key('resource', resource),
      })),
      ...Object.entries(uses ?? {}).map(([resource, units]) => ({
        ...blankAssignment,
        activityKey: key('activity', code),
        resourceKey: key('resource', resource),
        rate: units * 1000,
      })),
    ]),
  }
  return plan as unknown as Plan
}

const blankResource = { kind: 'labour', unit: null, price: null, available: null, calendarKey: null }
const blankAssignment = {
  rate: null,
  plannedQuantity: null,
  plannedCost: null,
  actualCost: null,
  actualQuantity: null,
  remainingQuantity: null,
}
const blankActivity: Omit<Activity, 'projectId' | 'rowKey' | 'code' | 'name' | 'duration' | 'calendarKey'> = {
  wbs: null,
  kind: 'task',
  constraintKind: null,
  constraintAt: null,
  secondConstraintKind: null,
  secondConstraintAt: null,
  actualStart: null,
  actualFinish: null,
  remainingDuration: null,
  completeRatio: null,
  completeKind: 'duration',
  suspendedAt: null,
  pauses: null,
  resumedAt: null,
  levelledStart: null,
  expectedFinish: null,
  deadline: null,
  externalEarlyStart: null,
  externalLateFinish: null,
  drawingsOn: null,
  optimisticDuration: null,
  mostLikelyDuration: null,
  pessimisticDuration: null,
  quantity: null,
  quantityUnit: null,
}

function minutesIn(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      if (name === 'remainingDays') return ['remainingDuration', Number(value) * 480]
      return [name, instants.test(name) && typeof value === 'string' ? (parseMinute(value) ?? value) : value]
    }),
  )
}
