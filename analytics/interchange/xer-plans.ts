import type { Activity } from '#model/entities/activity.ts'
import { emptyPlan, type Plan } from '#model/plan.ts'
import { AppError } from '#model/problems.ts'
import type { NotUsed } from './not-used.ts'
import { activityRow, storedDates, type StoredDates } from './xer-activities.ts'
import { calendarRows, readCalendars } from './xer-calendars.ts'
import { accountRows, readAccounts, readExpenses } from './xer-costs.ts'
import type { XerFile } from './xer-file.ts'
import { readLinks, type XerActivityPlace } from './xer-links.ts'
import { projectRow, readOptions, readWbs, wbsRows } from './xer-project.ts'
import { readAssignments, readResources, resourceRows } from './xer-resources.ts'
import { XerReader, type XerRow } from './xer-rows.ts'
import { keyOf, uniqueCode, type XerScope } from './xer-scope.ts'

/** What a P6 file held. */
export interface XerImport {
  plans: Plan[]
  /** Everything left out, by line, table or column. */
  notUsed: NotUsed[]
  /** For each plan, in its order of activities, the dates P6 itself had computed: for comparison, never an input. */
  stored: StoredDates[][]
  encoding: XerFile['encoding']
}

/** The plans in the tables of a P6 file, whether they stood in a .xer file or in its XML. Links between projects of the file are kept; baselines,
 *  tables, columns and values that have no place here are named in `notUsed`. Row keys come from the file's ids, so reading
 *  twice gives the same rows. Throws `xer-nothing-to-import` for a file without projects. */
export function plansOfTables(file: XerFile, source: 'xer' | 'pmxml'): XerImport {
  const reader = new XerReader(file)
  const calendars = readCalendars(reader)
  const resources = readResources(reader)
  const accounts = readAccounts(reader)
  const options = readOptions(reader)
  const wbs = readWbs(reader)
  const currencies = readCurrencies(reader)
  const scopes = new Map<string, XerScope>()
  const plans = new Map<
    string,
    { plan: Plan; stored: StoredDates[]; row: XerRow; codes: Set<string>; root: RootNode }
  >()
  const projectCodes = new Set<string>()
  for (const row of projectRows(reader)) {
    const xerId = row.text('proj_id')
    const scope = makeScope(xerId, row, file.currency ?? currencies ?? 'USD')
    scopes.set(xerId, scope)
    const calendarsOfProject = calendarRows(calendars, scope)
    const { rows: wbsOfProject, root } = wbsRows(wbs.get(xerId) ?? new Map(), scope)
    const plan = { ...emptyPlan({} as Plan['project']), ...calendarsOfProject, wbs: wbsOfProject }
    plan.resources = resourceRows(reader, resources, scope)
    plan.costAccounts = accountRows(accounts, scope)
    plan.project = projectRow(row, scope, options, {
      code: uniqueCode(row.text('proj_short_name') || xerId, projectCodes),
      name: root?.name ?? null,
      isClosed: root?.isClosed ?? false,
      isStarted: false,
      source,
    })
    plans.set(xerId, { plan, stored: [], row, codes: new Set(), root })
  }
  const places = readActivities(reader, scopes, plans)
  const links = readLinks(reader, places)
  const assignments = readAssignments(reader, places, scopes)
  const expenses = readExpenses(reader, places, scopes)
  for (const [xerId, { plan, root, row }] of plans) {
    dropUnknownEnd(reader, plan, row)
    plan.links = links.get(xerId) ?? []
    plan.assignments = assignments.get(xerId) ?? []
    Object.assign(plan, expenses.get(xerId))
    const isStarted = plan.activities.some(activity => activity.actualStart !== null)
    plan.project.status = root?.isClosed ? 'finished' : isStarted ? 'running' : 'planned'
  }
  if (plans.size === 0) throw new AppError('xer-nothing-to-import', { file: file.name })
  const found = [...plans.values()]
  return {
    plans: found.map(one => one.plan),
    notUsed: reader.allNotUsed(),
    stored: found.map(one => one.stored),
    encoding: file.encoding,
  }
}

/** Float paths may be asked for to an activity of a project the file does not hold. */
function dropUnknownEnd(reader: XerReader, { project, activities }: Plan, row: XerRow): void {
  const end = project.floatPathsTo
  if (end === null || activities.some(activity => activity.rowKey === end)) return
  project.floatPathsTo = null
  const column = 'key_activity_for_multiple_longest_paths'
  const data = { table: 'SCHEDOPTIONS', column, value: end.replace(/^.*-A/, '') }
  reader.leaveOut({ code: 'xer-value-unreadable', data }, row.line)
}

type RootNode = ReturnType<typeof wbsRows>['root']

/** Projects but for baselines of others and repeated ids, which are named. */
function* projectRows(reader: XerReader): Generator<XerRow> {
  const seen = new Set<string>()
  for (const row of reader.rows('PROJECT')) {
    const id = row.text('proj_id')
    if (row.text('orig_proj_id') !== '') {
      const project = row.text('proj_short_name') || id
      reader.leaveOut({ code: 'xer-baseline-not-used', data: { project } }, row.line)
    } else if (seen.has(id))
      reader.leaveOut({ code: 'xer-id-repeated', data: { table: 'PROJECT', id } }, row.line)
    else {
      seen.add(id)
      yield row
    }
  }
}

function readActivities(
  reader: XerReader,
  scopes: ReadonlyMap<string, XerScope>,
  plans: ReadonlyMap<string, { plan: Plan; stored: StoredDates[]; codes: Set<string> }>,
): Map<string, XerActivityPlace> {
  const places = new Map<string, XerActivityPlace>()
  for (const row of reader.rows('TASK')) {
    const id = row.text('task_id')
    const value = row.text('proj_id')
    const scope = scopes.get(value)
    const own = plans.get(value)
    if (!scope || !own) {
      reader.leaveOut(
        { code: 'xer-reference-missing', data: { table: 'TASK', column: 'proj_id', value } },
        row.line,
      )
      continue
    }
    if (places.has(id)) {
      reader.leaveOut({ code: 'xer-id-repeated', data: { table: 'TASK', id } }, row.line)
      continue
    }
    const activity: Activity = activityRow(reader, row, scope, own.codes)
    own.plan.activities.push(activity)
    own.stored.push(storedDates(row, activity.code))
    places.set(id, { key: activity.rowKey, xerId: scope.xerId, projectId: scope.projectId })
  }
  return places
}

function makeScope(xerId: string, row: XerRow, currency: string): XerScope {
  return {
    xerId,
    projectId: keyOf<'project'>({ xerId }, 'P', '0'),
    dataDate: row.date('last_recalc_date'),
    currency,
    calendarKeys: new Map(),
    resourceKeys: new Map(),
    accountKeys: new Map(),
    wbsCodes: new Map(),
    unique: uniqueCode,
  }
}

/** The base currency: the one whose rate is 1. */
function readCurrencies(reader: XerReader): string | null {
  let base: string | null = null
  for (const row of reader.rows('CURRTYPE')) {
    const code = row.text('curr_short_name')
    if (row.number('base_exch_rate') === 1 && /^[A-Z]{3}$/.test(code)) base ??= code
  }
  return base
}
