import type { Activity } from '#model/entities/activity.ts'
import type { Project } from '#model/entities/project.ts'
import type { RowKey, Thousandths, WorkMinutes } from '#model/field.ts'
import { emptyPlan, type Plan } from '#model/plan.ts'
import { formatDay, midnightOf, type PlanDay, type PlanMinute } from '#model/plan-time.ts'
import { makeSampleCosts } from './sample-costs.ts'
import { makeSampleLinks } from './sample-links.ts'
import type { SampleRandom } from './sample-random.ts'
import { makeSiteCalendars } from './site-calendars.ts'
import { trades } from './trades.ts'
import { type ResourceName, resourceCatalogue } from './resource-catalogue.ts'
import type { WorkStep } from './work-step.ts'

/** What a sample project is before its plan is written. */
export interface SampleBrief {
  code: string
  name: string
  sector: string
  family: string | null
  isNorthern: boolean
  start: PlanDay
  /** The last year any of its calendars has to know. */
  lastYear: number
  /** Direct cost in yuan, overheads come on top. */
  directCost: number
  divisions: readonly (readonly [code: string, name: string])[]
  steps: readonly WorkStep[]
}

/** Work begins at this minute of a day. */
export const siteOpens = 7 * 60 + 30

/** The plan of a project on the day it was approved: no progress, no baseline, no history. */
export function draftPlan(brief: SampleBrief, random: SampleRandom): Plan {
  const projectId = random.key<'project'>()
  const firstYear = Number(formatDay(brief.start).slice(0, 4))
  const { calendars, calendarExceptions, keyOf } = makeSiteCalendars(
    projectId,
    { from: firstYear, to: brief.lastYear },
    brief.isNorthern,
    random,
  )
  const activities = brief.steps.map((step, index): Activity => {
    const calendarKey = keyOf[step.use]
    const perDay = calendars.find(row => row.rowKey === calendarKey)?.minutesPerDay ?? 480
    return {
      ...blankActivity,
      projectId,
      rowKey: random.key(),
      code: `A${1000 + index * 10}`,
      name: step.name,
      wbs: step.wbs,
      kind: step.days > 0 ? 'task' : step.after === '' ? 'startMilestone' : 'finishMilestone',
      calendarKey,
      duration: (step.days * perDay) as WorkMinutes,
    }
  })
  const activityOf = new Map(brief.steps.map((step, index) => [step.key, activities[index] as Activity]))
  const costs = makeSampleCosts(
    projectId,
    brief.steps,
    activityOf,
    brief.divisions,
    brief.directCost * 100,
    random,
  )
  const measured = measureActivities(activities, brief.steps, costs)
  const usedWbs = new Set(brief.steps.flatMap(step => [step.wbs, step.wbs.split('.')[0] as string]))
  return {
    ...emptyPlan(projectRow(brief, projectId, keyOf.site)),
    calendars,
    calendarExceptions,
    wbs: brief.divisions
      .filter(([code]) => usedWbs.has(code))
      .map(([code, name]) => ({ projectId, rowKey: random.key(), code, name })),
    activities: measured,
    links: makeSampleLinks(brief.steps, activityOf, calendars, random),
    ...costs,
  }
}

/** The quantity of an activity is that of its first priced material, else of nothing. */
function measureActivities(
  activities: readonly Activity[],
  steps: readonly WorkStep[],
  { assignments, resources }: Pick<Plan, 'assignments' | 'resources'>,
): Activity[] {
  const codeOf = new Map(resources.map(row => [row.rowKey as string, row.code]))
  const quantityOf = new Map<string, Thousandths>()
  for (const row of assignments)
    if (row.plannedQuantity !== null)
      quantityOf.set(`${row.activityKey} ${codeOf.get(row.resourceKey)}`, row.plannedQuantity)
  return activities.map((activity, index) => {
    const trade = steps[index]?.trade ?? null
    if (trade === null) return activity
    const main = (Object.keys(trades[trade]) as ResourceName[])
      .map(name => resourceCatalogue[name])
      .find(([kind]) => kind === 'material')
    const quantity = main ? quantityOf.get(`${activity.rowKey} ${main[1]}`) : undefined
    return main && quantity !== undefined ? { ...activity, quantity, quantityUnit: main[4] } : activity
  })
}

function projectRow(
  brief: SampleBrief,
  projectId: RowKey<'project'>,
  calendarKey: RowKey<'calendar'>,
): Project {
  return {
    projectId,
    rowKey: projectId,
    code: brief.code,
    name: brief.name,
    status: 'planned',
    sector: brief.sector,
    family: brief.family,
    currency: 'CNY',
    source: 'sample',
    isSample: true,
    plannedStart: (midnightOf(brief.start) + siteOpens) as PlanMinute,
    plannedFinish: null,
    mustFinishBy: null,
    dataDate: null,
    actualStart: null,
    actualFinish: null,
    calendarKey,
    schedulingRules: 'p6',
    scheduleFrom: 'start',
    progressMode: 'retainedLogic',
    lagCalendar: 'predecessor',
    startLagFrom: 'earlyStart',
    floatPaths: null,
    floatPathsBy: 'totalFloat',
    floatPathsTo: null,
    criticalRule: 'totalFloat',
    criticalFloat: 0 as WorkMinutes,
    openEndsAreCritical: false,
    floatBy: 'finish',
    floatToNetworkEnd: false,
    levelPriority: null,
    usesExpectedFinish: false,
    closedOn: null,
  }
}

const blankActivity: Omit<Activity, 'projectId' | 'rowKey' | 'code' | 'name' | 'kind' | 'duration'> = {
  wbs: null,
  calendarKey: null,
  constraintKind: null,
  constraintAt: null,
  secondConstraintKind: null,
  secondConstraintAt: null,
  actualStart: null,
  actualFinish: null,
  remainingDuration: null,
  completeRatio: null,
  completeKind: 'physical',
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
