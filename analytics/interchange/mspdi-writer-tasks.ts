import type { ScheduleResult } from '#calc/schedule-result.ts'
import type { Activity } from '#model/entities/activity.ts'
import { minorDigits } from '#model/money.ts'
import type { Plan } from '#model/plan.ts'
import { formatMspdiDuration, isElapsedCalendar } from './mspdi-duration.ts'
import type { MspdiIds } from './mspdi-writer-ids.ts'
import { linkParts } from './mspdi-writer-links.ts'
import type { OutlineLine } from './mspdi-writer-outline.ts'
import { codeFieldId } from './mspdi-writer-project.ts'
import { xmlDate, type XmlPart } from './mspdi-writer-xml.ts'

const constraintTypes: Record<NonNullable<Activity['constraintKind']>, number> = {
  asLateAsPossible: 1,
  mandatoryStart: 2,
  startOn: 2,
  mandatoryFinish: 3,
  finishOn: 3,
  startOnOrAfter: 4,
  startOnOrBefore: 5,
  finishOnOrAfter: 6,
  finishOnOrBefore: 7,
}

/** Every line of the outline as a task, in the order of the schema. */
export function taskParts(
  plan: Plan,
  outline: readonly OutlineLine[],
  schedule: ScheduleResult | null,
  ids: MspdiIds,
): XmlPart[] {
  const context = {
    plan,
    schedule,
    ids,
    place: new Map(plan.activities.map((activity, index) => [activity.rowKey as string, index])),
    links: groupBy(plan.links, link => link.successorKey),
    assigned: new Set<string>(plan.assignments.map(assignment => assignment.activityKey)),
    baselines: groupBy(plan.baselineActivities, one => one.activityKey),
    fixedCosts: fixedCostsOf(plan),
  }
  return outline.map((line, index): XmlPart => ['Task', taskPart(line, index + 1, context)])
}

interface Context {
  plan: Plan
  schedule: ScheduleResult | null
  ids: MspdiIds
  place: Map<string, number>
  links: Map<string, Plan['links']>
  assigned: Set<string>
  baselines: Map<string, Plan['baselineActivities']>
  fixedCosts: Map<string, number>
}

function taskPart({ key, outline, summary, activity }: OutlineLine, id: number, context: Context): XmlPart[] {
  const { ids, plan } = context
  const isSummary = summary !== null
  const isElapsed = isElapsedCalendar(activity?.calendarKey ?? null)
  const duration = activity?.duration ?? 0
  const isMilestone = activity?.kind === 'startMilestone' || activity?.kind === 'finishMilestone'
  const progress = activity && !isSummary ? progressOf(activity) : null
  const ignoresResources =
    activity?.kind !== 'resourceDependent' && context.assigned.has(activity?.rowKey ?? '')
  return [
    ['UID', ids.tasks.get(key) as number],
    ['ID', id],
    ['Name', summary?.name ?? activity?.name ?? ''],
    ['Active', true],
    ['Manual', false],
    ['Type', 1],
    ['IsNull', false],
    ['WBS', summary?.code ?? null],
    ['OutlineNumber', outline],
    ['OutlineLevel', outline.split('.').length],
    ['Start', dateOf(context, activity, 'start')],
    ['Finish', dateOf(context, activity, 'finish')],
    ['Duration', isSummary ? null : formatMspdiDuration(duration)],
    ['DurationFormat', isElapsed ? 8 : 7],
    ['Stop', xmlDate(progress?.stop ?? null)],
    ['Resume', xmlDate(progress?.resume ?? null)],
    ['EffortDriven', false],
    ['Milestone', isMilestone],
    ['Summary', isSummary],
    ['Critical', criticalOf(context, activity)],
    ['EarlyStart', dateOf(context, activity, 'earlyStart')],
    ['EarlyFinish', dateOf(context, activity, 'earlyFinish')],
    ['LateStart', dateOf(context, activity, 'lateStart')],
    ['LateFinish', dateOf(context, activity, 'lateFinish')],
    ['FreeSlack', slackOf(context, activity, 'freeFloat')],
    ['TotalSlack', slackOf(context, activity, 'totalFloat')],
    ['FixedCost', hundredths(context.fixedCosts.get(activity?.rowKey ?? '') ?? null, plan)],
    ['PercentComplete', progress ? Math.round(progress.ratio * 100) : null],
    ['ActualStart', xmlDate(progress?.actualStart ?? null)],
    ['ActualFinish', xmlDate(progress?.actualFinish ?? null)],
    ['ActualDuration', progress ? formatMspdiDuration(Math.max(0, duration - progress.remaining)) : null],
    ['RemainingDuration', progress ? formatMspdiDuration(progress.remaining) : null],
    ['ConstraintType', activity?.constraintKind ? constraintTypes[activity.constraintKind] : 0],
    ['CalendarUID', ids.calendars.get(activity?.calendarKey ?? '') ?? -1],
    ['ConstraintDate', xmlDate(activity?.constraintKind ? activity.constraintAt : null)],
    ['Deadline', xmlDate(activity?.deadline ?? null)],
    ['IgnoreResourceCalendar', ignoresResources && !isElapsed],
    ['PhysicalPercentComplete', progress?.physical ?? null],
    ['EarnedValueMethod', activity?.completeKind === 'physical' && !isSummary ? 1 : 0],
    ...linkParts(context.links.get(activity?.rowKey ?? '') ?? [], ids),
    ...(activity ? [codePart(activity.code)] : []),
    ...baselineParts(context.baselines.get(activity?.rowKey ?? '') ?? [], plan, ids),
  ]
}

interface Progress {
  actualStart: number | null
  actualFinish: number | null
  remaining: number
  stop: number | null
  resume: number | null
  ratio: number
  physical: number | null
}

function progressOf(activity: Activity): Progress {
  const { actualStart, actualFinish, duration, remainingDuration, completeRatio } = activity
  const isUnderWay = actualStart !== null && actualFinish === null
  const left = remainingDuration ?? Math.round(duration * (1 - (completeRatio ?? 0)))
  const isPhysical = activity.completeKind === 'physical'
  const done = actualFinish !== null ? 1 : isUnderWay ? (completeRatio ?? 0) : 0
  return {
    actualStart,
    actualFinish,
    remaining: actualFinish !== null ? 0 : isUnderWay ? left : duration,
    stop: isUnderWay ? activity.suspendedAt : null,
    resume: isUnderWay ? activity.resumedAt : null,
    ratio: isPhysical && isUnderWay && duration > 0 ? Math.max(0, (duration - left) / duration) : done,
    physical: isPhysical ? Math.round((completeRatio ?? 0) * 100) : null,
  }
}

type DateColumn = 'start' | 'finish' | 'earlyStart' | 'earlyFinish' | 'lateStart' | 'lateFinish'

function dateOf({ schedule, place }: Context, activity: Activity | null, column: DateColumn): string | null {
  if (!schedule || !activity) return null
  return xmlDate(schedule[column][place.get(activity.rowKey) as number] ?? null)
}

/** Slack is written in tenths of a minute. */
function slackOf(
  { schedule, place }: Context,
  activity: Activity | null,
  column: 'totalFloat' | 'freeFloat',
): number | null {
  const slack = schedule && activity ? schedule[column][place.get(activity.rowKey) as number] : undefined
  return slack === undefined || !Number.isFinite(slack) ? null : Math.round(slack * 10)
}

function criticalOf({ schedule, place }: Context, activity: Activity | null): boolean | null {
  return schedule && activity ? schedule.isCritical[place.get(activity.rowKey) as number] === 1 : null
}

function codePart(code: string): XmlPart {
  return [
    'ExtendedAttribute',
    [
      ['FieldID', codeFieldId],
      ['Value', code],
    ],
  ]
}

function baselineParts(rows: Plan['baselineActivities'], plan: Plan, ids: MspdiIds): XmlPart[] {
  return rows.flatMap((row): XmlPart[] => {
    const number = ids.baselines.get(row.baselineKey)
    if (number === undefined || number < 0 || number > 10) return []
    return [
      [
        'Baseline',
        [
          ['Number', number],
          ['Start', xmlDate(row.start)],
          ['Finish', xmlDate(row.finish)],
          ['Duration', row.duration === null ? null : formatMspdiDuration(row.duration)],
          ['DurationFormat', row.duration === null ? null : 7],
          ['Cost', hundredths(row.budget, plan)],
        ],
      ],
    ]
  })
}

/** MS Project writes money in hundredths of the currency, whatever its minor unit. */
export function hundredths(minor: number | null, { project }: Plan): number | null {
  return minor === null ? null : minor * 10 ** (2 - minorDigits(project.currency))
}

/** MS Project has one amount for a task beside its assignments: the sum of its budget lines. */
function fixedCostsOf({ budgetLines }: Plan): Map<string, number> {
  const costs = new Map<string, number>()
  for (const { activityKey, amount } of budgetLines)
    if (activityKey !== null) costs.set(activityKey, (costs.get(activityKey) ?? 0) + amount)
  return costs
}

function groupBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group) group.push(row)
    else groups.set(keyOf(row), [row])
  }
  return groups
}
