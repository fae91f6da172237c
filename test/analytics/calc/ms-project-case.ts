import { calculateSchedule, prepareSchedule } from '#calc/schedule.ts'
import { formatMinute, type PlanMinute } from '#model/plan-time.ts'
import type { Plan } from '#model/plan.ts'
import { makePlan, makeRow } from '../../support/make-row.ts'
import { minute } from '../../support/small-plan.ts'

type Row = Record<string, unknown>
export const day = 480
/** 2026-03-02 is a Monday. */
export const monday = '2026-03-02T08:00'

/** A plan after MS Project's rules: tasks by code, links as `A B kind lag`, in MS Project's own Standard calendar. */
export function plan(
  tasks: Record<string, Row>,
  links: [from: string, to: string, kind?: string, lag?: number, lagKind?: string][] = [],
  more: { project?: Row; calendars?: Row[]; resources?: Row[]; assignments?: Row[] } = {},
): Plan {
  const projectId = 'P'
  const week = (shifts: string) =>
    Object.fromEntries(['monday', 'tuesday', 'wednesday', 'thursday', 'friday'].map(name => [name, shifts]))
  const rows = (name: never, of: Row[] = []) =>
    of.map((row, i) => makeRow(name, { projectId, rowKey: `${String(name)}-${i}`, ...row } as never))
  return makePlan(projectId, {
    project: makeRow('project', {
      projectId,
      rowKey: projectId,
      code: 'P',
      schedulingRules: 'msProject',
      lagCalendar: 'successor',
      floatBy: 'smallest',
      plannedStart: minute(monday),
      calendarKey: 'standard',
      ...more.project,
    } as never),
    calendars: [
      makeRow('calendar', {
        projectId,
        rowKey: 'standard',
        code: 'Standard',
        ...week('08:00-12:00,13:00-17:00'),
      } as never),
      ...rows('calendar' as never, more.calendars),
    ],
    activities: Object.entries(tasks).map(([code, row]) =>
      makeRow('activity', { projectId, rowKey: code, code, name: code, duration: day, ...row } as never),
    ),
    links: links.map(([from, to, kind = 'finishToStart', lag = 0, lagKind = 'working'], i) =>
      makeRow('link', {
        projectId,
        rowKey: `L${i}`,
        predecessorKey: from,
        successorKey: to,
        kind,
        lag,
        lagKind,
      } as never),
    ),
    resources: rows('resource' as never, more.resources),
    assignments: rows('assignment' as never, more.assignments),
  })
}

/** The dates of a plan by task code, as texts, and its slacks in days. */
export function scheduled(given: Plan) {
  const result = calculateSchedule(prepareSchedule([given]))
  const index = (code: string) => given.activities.findIndex(activity => activity.code === code)
  const text = (column: Float64Array, code: string) => formatMinute(column[index(code)] as PlanMinute)
  return {
    findings: result.findings.map(finding => finding.code),
    dates: (code: string) => `${text(result.start, code)} ${text(result.finish, code)}`,
    late: (code: string) => `${text(result.lateStart, code)} ${text(result.lateFinish, code)}`,
    slack: (code: string) => (result.totalFloat[index(code)] as number) / day,
    free: (code: string) => (result.freeFloat[index(code)] as number) / day,
    isCritical: (code: string) => result.isCritical[index(code)] === 1,
  }
}
