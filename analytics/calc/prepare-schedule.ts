import type { Plan } from '#model/plan.ts'
import { formatMinute, type PlanMinute } from '#model/plan-time.ts'
import type { Problem } from '#model/problems.ts'
import { bindByRecords } from './bind-by-records.ts'
import { compileCalendars, continuousCalendar, standardCalendar, type WorkCalendar } from './calendar.ts'
import { prepareMsProject } from './ms-project-prepare.ts'
import type { FloatPathRequest } from './float-paths.ts'
import { prepareActivity, type ProjectFrame } from './prepare-activity.ts'
import { prepareLinks } from './prepare-links.ts'
import type { ActivityColumns, LinkColumns, ProjectColumns, ScheduleInput } from './schedule-input.ts'
import { findUniformCalendar } from './uniform-links.ts'

/** Plans as one network in typed arrays. Links go between plans by row key; a link to an activity that is in none of them, and
 *  whatever else cannot count, is named in the findings. Activities keep the order of the plans and of their rows. */
export function prepareSchedule(plans: readonly Plan[]): ScheduleInput {
  return inputOf(preparePlans(plans))
}

/** A prepared network with what it was made from, so that a changed row can be prepared again by itself. */
export interface PreparedPlans {
  frames: ProjectFrame[]
  calendars: WorkCalendar[]
  projects: ProjectColumns
  activities: ActivityColumns
  /** Place of an activity by its row key. */
  indexOf: Map<string, number>
  durations: Float64Array
  /** Findings about projects and calendars, about activities by their place, and about links. */
  planFindings: Problem[]
  activityFindings: Map<number, Problem[]>
  linkFindings: Problem[]
  links: LinkColumns
  effortLinks: LinkColumns
}

/** `prepareSchedule` with its parts kept apart; `inputOf` puts them together. */
export function preparePlans(plans: readonly Plan[]): PreparedPlans {
  const planFindings: Problem[] = []
  const calendars = [continuousCalendar, standardCalendar]
  const frames: ProjectFrame[] = []
  for (const plan of plans) {
    const calendarIndex = new Map<string, number>()
    for (const [rowKey, calendar] of compileCalendars(plan)) {
      calendarIndex.set(rowKey, calendars.length)
      calendars.push(calendar)
      planFindings.push(...calendar.findings)
    }
    const defaultCalendar = calendarIndex.get(plan.project.calendarKey ?? '') ?? 1
    frames.push({
      plan,
      calendarIndex,
      defaultCalendar,
      dataDate: dataDateOf(plan, planFindings),
      resourceCalendars: resourceCalendarsOf(plan, calendarIndex),
    })
  }
  const count = plans.reduce((sum, plan) => sum + plan.activities.length, 0)
  const activities = emptyActivities(count)
  const resourceCalendar: number[] = []
  const indexOf = new Map<string, number>()
  const durations = new Float64Array(count)
  const activityFindings = new Map<number, Problem[]>()
  let index = 0
  let findings: Problem[] = []
  for (const [projectIndex, frame] of frames.entries()) {
    for (const activity of frame.plan.activities) {
      indexOf.set(activity.rowKey, index)
      activities.project[index] = projectIndex
      durations[index] = activity.duration
      const own = prepareActivity(activity, frame, index, activities, findings)
      if (own !== null) resourceCalendar.push(...own)
      activities.resourceFirst[index + 1] = resourceCalendar.length
      if (findings.length > 0) {
        activityFindings.set(index, findings)
        findings = []
      }
      index++
    }
  }
  activities.resourceCalendar = Int32Array.from(resourceCalendar)
  const prepared = {
    frames,
    calendars,
    projects: projectColumns(frames),
    activities,
    indexOf,
    durations,
    planFindings,
    activityFindings,
  }
  return { ...prepared, ...linksOf(prepared) }
}

/** The links of prepared activities, with their findings. */
export function linksOf({
  frames,
  activities,
  indexOf,
  durations,
  calendars,
}: Pick<PreparedPlans, 'frames' | 'activities' | 'indexOf' | 'durations' | 'calendars'>): Pick<
  PreparedPlans,
  'links' | 'effortLinks' | 'linkFindings'
> {
  const linkFindings: Problem[] = []
  const durationOf = (from: number) => durations[from] as number
  const columns = prepareLinks(frames, activities, indexOf, durationOf, calendars, linkFindings)
  return { ...columns, linkFindings }
}

export function inputOf(prepared: PreparedPlans): ScheduleInput {
  const { links, effortLinks, projects, activityFindings } = prepared
  const activities = bindByRecords(prepared)
  const calendars = [...prepared.calendars]
  const places = [...activityFindings.keys()].sort((a, b) => a - b)
  return {
    activities,
    links,
    effortLinks,
    projects,
    calendars,
    floatPaths: floatPathRequests(prepared),
    uniformCalendar: findUniformCalendar(activities, links, effortLinks, projects.byLongestPath),
    msProject: prepareMsProject(prepared.frames, prepared.indexOf, calendars),
    findings: [
      ...prepared.planFindings,
      ...places.flatMap(place => activityFindings.get(place) as Problem[]),
      ...prepared.linkFindings,
    ],
  }
}

/** The most float paths a project can ask for. */
const mostFloatPaths = 1000

function floatPathRequests({ frames, indexOf }: PreparedPlans): FloatPathRequest[] {
  return frames.flatMap(({ plan }, project) => {
    const { floatPaths, floatPathsBy, floatPathsTo } = plan.project
    if (!floatPaths || floatPaths < 1) return []
    const to = floatPathsTo === null ? null : (indexOf.get(floatPathsTo) ?? null)
    return [{ project, count: Math.min(floatPaths, mostFloatPaths), by: floatPathsBy, to }]
  })
}

/** The data date, else the planned start of a project not under way, else the last date anything is known to have happened,
 *  else the first date a constraint names, else 1970. */
function dataDateOf(plan: Plan, findings: Problem[]): number {
  const { project, activities } = plan
  if (project.dataDate !== null) return project.dataDate
  const isUnderWay = activities.some(
    activity => activity.actualStart !== null || activity.actualFinish !== null,
  )
  if (project.plannedStart !== null && !isUnderWay) return project.plannedStart
  const written = activities.flatMap(({ actualStart, actualFinish, constraintAt }) =>
    isUnderWay ? [actualStart, actualFinish] : [constraintAt],
  )
  const used = (isUnderWay ? latestOf(written) : earliestOf(written)) ?? project.plannedStart ?? 0
  // MS Project's rules know no data date.
  if (project.schedulingRules === 'msProject') return Math.max(used, project.plannedStart ?? used)
  if (activities.length > 0) {
    findings.push({
      code: 'no-data-date',
      at: { sheet: 'project', rowKey: project.rowKey, code: project.code, field: 'dataDate' },
      data: { project: project.code, used: formatMinute(used as PlanMinute) },
    })
  }
  return used
}

function latestOf(dates: (number | null)[]): number | null {
  return dates.reduce(
    (latest, date) => (date !== null && (latest === null || date > latest) ? date : latest),
    null,
  )
}

function earliestOf(dates: (number | null)[]): number | null {
  return dates.reduce(
    (first, date) => (date !== null && (first === null || date < first) ? date : first),
    null,
  )
}

function resourceCalendarsOf(plan: Plan, calendarIndex: Map<string, number>): Map<string, Set<number>> {
  const calendarOf = new Map(
    plan.resources.map(resource => [resource.rowKey as string, resource.calendarKey]),
  )
  const calendars = new Map<string, Set<number>>()
  for (const { activityKey, resourceKey } of plan.assignments) {
    const index = calendarIndex.get(calendarOf.get(resourceKey) ?? '')
    if (index === undefined) continue
    const known = calendars.get(activityKey)
    if (known) known.add(index)
    else calendars.set(activityKey, new Set([index]))
  }
  return calendars
}

function projectColumns(frames: ProjectFrame[]): ProjectColumns {
  const projects = frames.map(frame => frame.plan.project)
  return {
    code: projects.map(project => project.code),
    dataDate: Float64Array.from(frames, frame => frame.dataDate),
    mustFinishBy: Float64Array.from(projects, project => project.mustFinishBy ?? Number.NaN),
    criticalFloat: Float64Array.from(projects, project => project.criticalFloat),
    byLongestPath: Uint8Array.from(projects, project => (project.criticalRule === 'longestPath' ? 1 : 0)),
    openEndsAreCritical: Uint8Array.from(projects, project => (project.openEndsAreCritical ? 1 : 0)),
    floatBy: Uint8Array.from(projects, project => ({ finish: 0, start: 1, smallest: 2 })[project.floatBy]),
    floatToNetworkEnd: Uint8Array.from(projects, project => (project.floatToNetworkEnd ? 1 : 0)),
  }
}

/** Columns of activities without any constraint. */
export function emptyActivities(count: number): ActivityColumns {
  return {
    code: Array.from({ length: count }, () => ''),
    rowKey: Array.from({ length: count }, () => ''),
    wbs: Array.from({ length: count }, () => null),
    project: new Int32Array(count),
    calendar: new Int32Array(count),
    shape: new Uint8Array(count),
    status: new Uint8Array(count),
    remaining: new Float64Array(count),
    startMin: new Float64Array(count),
    startMax: new Float64Array(count).fill(Number.POSITIVE_INFINITY),
    finishMin: new Float64Array(count).fill(Number.NEGATIVE_INFINITY),
    finishMax: new Float64Array(count).fill(Number.POSITIVE_INFINITY),
    mandatoryStart: new Float64Array(count).fill(Number.NaN),
    mandatoryFinish: new Float64Array(count).fill(Number.NaN),
    expectedFinish: new Float64Array(count).fill(Number.NaN),
    actualStart: new Float64Array(count).fill(Number.NaN),
    actualFinish: new Float64Array(count).fill(Number.NaN),
    asLateAsPossible: new Uint8Array(count),
    resourceFirst: new Int32Array(count + 1),
    resourceCalendar: new Int32Array(0),
  }
}
