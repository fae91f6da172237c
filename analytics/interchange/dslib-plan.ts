import {
  baseline as baselineEntity,
  baselineActivity as baselineActivityEntity,
} from '#model/entities/baseline.ts'
import { project as projectEntity, type Project } from '#model/entities/project.ts'
import type { WorkMinutes } from '#model/field.ts'
import { moneyToMajor, roundToMinor, type MinorUnits } from '#model/money.ts'
import type { PlanMinute } from '#model/plan-time.ts'
import type { Plan } from '#model/plan.ts'
import { dslibNetwork, type DslibActivity } from './dslib-activities.ts'
import { dslibCalendar } from './dslib-calendar.ts'
import { currency, dslibCosts } from './dslib-costs.ts'
import { dslibLinks } from './dslib-links.ts'
import { dslibPeriods, statusDates } from './dslib-periods.ts'
import { dslibProgress, type DslibProgress } from './dslib-progress.ts'
import { dslibResources } from './dslib-resources.ts'
import { addDslibRisk } from './dslib-risk.ts'
import { numberOf, textOf, type DslibRow, type DslibTable } from './dslib-table.ts'
import { namedKey } from './named-key.ts'
import type { NotUsed } from './not-used.ts'
import { rowMaker } from './row-maker.ts'

/** The tables of the release by name, and for each the rows of one project. */
export const dslibTableNames = [
  'projects',
  'activities',
  'resources',
  'calendars',
  'holidays',
  'risk_profiles',
  'tracking_periods',
  'tracking_sheets',
  'tracking_activities',
] as const
export type DslibTableName = (typeof dslibTableNames)[number]
export type DslibTables = Record<DslibTableName, DslibTable>
export type DslibProjectRows = Record<DslibTableName, readonly DslibRow[]>

const newProject = rowMaker(projectEntity)
const newBaseline = rowMaker(baselineEntity)
const newBaselineActivity = rowMaker(baselineActivityEntity)

/** One project of the release as a plan with its history: baseline, budgets, progress at every status date, imported figures. */
export function dslibPlan(
  code: string,
  tables: DslibTables,
  rows: DslibProjectRows,
  notUsed: NotUsed[],
): Plan {
  const projectId = namedKey<'project'>('dslib', code)
  const calendar = dslibCalendar(
    projectId,
    code,
    tables,
    { calendar: rows.calendars[0] ?? null, holidays: rows.holidays },
    notUsed,
  )
  const network = dslibNetwork(projectId, code, tables.activities, rows.activities, calendar, notUsed)
  const links = dslibLinks(
    projectId,
    code,
    tables.activities,
    rows.activities,
    network,
    calendar.measure,
    notUsed,
  )
  addDslibRisk(tables.risk_profiles, rows.risk_profiles, network, calendar.measure, notUsed)
  const resources = dslibResources(projectId, code, tables.resources, rows.resources, notUsed)
  const costs = dslibCosts(projectId, code, tables.activities, network.activities, resources, notUsed)
  const budget = [...costs.budgets.values()].reduce<number>((sum, amount) => sum + amount, 0) as MinorUnits
  const snapshots = dslibPeriods(
    projectId,
    code,
    tables.tracking_periods,
    rows.tracking_periods,
    calendar,
    budget,
    notUsed,
  )
  const statusAt = statusDates(tables.tracking_sheets, rows.tracking_sheets, calendar, notUsed)
  const progress = dslibProgress(
    projectId,
    code,
    tables.tracking_activities,
    rows.tracking_activities,
    network,
    calendar,
    statusAt,
    notUsed,
  )
  const activities = network.activities.map(made => made.activity)
  for (const activity of activities) addProgress(activity, progress)
  const facts = rows.projects[0] ?? null
  noteBudget(tables.projects, facts, budget, notUsed)
  if (network.name === null)
    notUsed.push({
      file: tables.activities.file,
      place: code,
      reason: { code: 'project-row-missing', data: { source: tables.projects.file } },
    })
  const isDone = isFinished(snapshots.at(-1)?.completeRatio ?? null, progress)
  const project = newProject(projectId, projectId, {
    code,
    name: (facts && textOf(facts, 'name')) ?? network.name ?? code,
    status: isDone ? 'finished' : statusAt.size > 0 ? 'running' : 'planned',
    sector: facts && textOf(facts, 'sector'),
    family: facts && textOf(facts, 'family_id'),
    currency,
    source: 'dslib',
    plannedStart: earliest(network.activities.map(made => made.plannedStart)),
    plannedFinish: latest(network.activities.map(made => made.plannedFinish)),
    dataDate: latest([...statusAt.values()]),
    actualStart: earliest(activities.map(activity => activity.actualStart)),
    actualFinish: isDone ? latest(activities.map(activity => activity.actualFinish)) : null,
    calendarKey: calendar.calendar.rowKey,
  })
  return {
    project,
    calendars: [calendar.calendar],
    calendarExceptions: calendar.exceptions,
    wbs: network.wbs,
    activities,
    links,
    resources,
    assignments: costs.assignments,
    costAccounts: [],
    budgetLines: costs.budgetLines,
    costEntries: progress.entries,
    ...frozenPlan(project, network.activities, costs.budgets),
    progressRecords: progress.records,
    risks: [],
    statusSnapshots: snapshots,
  }
}

/** The state of an activity is what its newest record says. */
function addProgress(activity: DslibActivity['activity'], progress: DslibProgress): void {
  const newest = progress.newest.get(activity.rowKey)
  if (!newest) return
  activity.actualStart = newest.actualStart
  activity.actualFinish = newest.actualFinish
  activity.completeRatio = newest.completeRatio
  activity.remainingDuration = newest.actualFinish === null ? newest.remainingDuration : (0 as WorkMinutes)
}

/** Earned in full by the last imported figures; without figures or with more than the budget earned, every activity reported complete. */
function isFinished(earnedRatio: number | null, progress: DslibProgress): boolean {
  if (earnedRatio !== null && earnedRatio < 1.01) return earnedRatio > 0.9999
  return progress.newest.size > 0 && [...progress.newest.values()].every(record => record.completeRatio === 1)
}

function frozenPlan(
  project: Project,
  activities: readonly DslibActivity[],
  budgets: ReadonlyMap<string, MinorUnits>,
): Pick<Plan, 'baselines' | 'baselineActivities'> {
  const { projectId, code } = project
  const baseline = newBaseline(projectId, namedKey('dslib', code, 'baseline'), {
    code: 'baseline',
    name: null,
    number: 1,
    isCurrent: true,
  })
  const baselineActivities = activities.map(({ activity, plannedStart, plannedFinish }) =>
    newBaselineActivity(projectId, namedKey('dslib', code, 'baseline', activity.code), {
      baselineKey: baseline.rowKey,
      activityKey: activity.rowKey,
      start: plannedStart,
      finish: plannedFinish,
      duration: activity.duration,
      budget: budgets.get(activity.rowKey) ?? null,
    }),
  )
  return { baselines: [baseline], baselineActivities }
}

/** The summary sheet's budget is wrong for some projects; more than half a per cent off is said. */
function noteBudget(table: DslibTable, facts: DslibRow | null, budget: MinorUnits, notUsed: NotUsed[]): void {
  const stated = facts && numberOf(table, facts, 'bac_eur', notUsed)
  if (!facts || stated === null) return
  if (Math.abs(roundToMinor(stated, currency) - budget) <= Math.max(200, budget * 0.005)) return
  notUsed.push({
    file: table.file,
    place: table.placeOf(facts, 'bac_eur'),
    reason: { code: 'budget-differs', data: { stated, sum: moneyToMajor(budget, currency) } },
  })
}

function earliest(minutes: readonly (PlanMinute | null)[]): PlanMinute | null {
  return minutes.reduce(
    (first, minute) => (minute !== null && (first === null || minute < first) ? minute : first),
    null,
  )
}

function latest(minutes: readonly (PlanMinute | null)[]): PlanMinute | null {
  return minutes.reduce(
    (last, minute) => (minute !== null && (last === null || minute > last) ? minute : last),
    null,
  )
}
