import { calendar as calendarEntity, type Calendar } from '#model/entities/calendar.ts'
import type { RowKey } from '#model/field.ts'
import type { PlanMinute } from '#model/plan-time.ts'
import { emptyPlan, type Plan } from '#model/plan.ts'
import { AppError } from '#model/problems.ts'
import { mspdiAssignments } from './mspdi-assignments.ts'
import { mspdiBaselines } from './mspdi-baselines.ts'
import { mspdiCalendars } from './mspdi-calendars.ts'
import { passOverComputed } from './mspdi-computed.ts'
import { nameCustomFields } from './mspdi-custom-fields.ts'
import { elapsedCalendarId } from './mspdi-duration.ts'
import { mspdiFixedCosts } from './mspdi-fixed-costs.ts'
import { mspdiLinks } from './mspdi-links.ts'
import { fillPauses } from './mspdi-pauses.ts'
import { mspdiCurrency, mspdiProject, mspdiProjectCode } from './mspdi-project.ts'
import { mspdiResources } from './mspdi-resources.ts'
import { mspdiScope, type MspdiScope } from './mspdi-scope.ts'
import { mspdiTasks } from './mspdi-tasks.ts'
import type { NotUsed } from './not-used.ts'
import { rowMaker } from './row-maker.ts'
import type { StoredDates } from './xer-activities.ts'
import { uniqueCode } from './xer-scope.ts'
import { readXml, type XmlElement } from './xml-file.ts'
import { XmlReader } from './xml-records.ts'

/** What an MS Project XML file held. */
export interface MspdiImport {
  plans: Plan[]
  notUsed: NotUsed[]
  /** For each plan, in its order of activities, the dates MS Project itself had computed: for comparison, never an input. Null for summaries and tasks
   *  scheduled by hand. */
  stored: (StoredDates | null)[][]
  /** Tasks that are not compared, by reason. */
  leftOut: { manual: number }
  encoding: string
}

const makeCalendar = rowMaker(calendarEntity)

/** Reads the project of an MS Project XML file (Project XML Data Interchange, 2003 to today) as a plan that follows MS Project's scheduling rules. What has no
 *  place here is named in `notUsed`. Row keys come from the file's ids, so reading twice gives the same rows. Throws what `readXml`
 *  throws, and `file-is-not-what-it-says` for other XML. */
export function readMspdi(bytes: Uint8Array, fileName: string): MspdiImport {
  const file = readXml(bytes, fileName, { keep: isOfUse })
  if (file.root.name !== 'Project')
    throw new AppError('file-is-not-what-it-says', { file: fileName, kind: 'MS Project XML' })
  const reader = new XmlReader(file)
  const project = reader.record(file.root, 'Project')
  passOverComputed(project, 'Project')
  const code = mspdiProjectCode(project, fileName)
  const scope = mspdiScope(reader, project.text('GUID') || project.text('UID') || code, {
    currency: mspdiCurrency(project),
    minutesPerDay: minutesPerDayOf(project.number('MinutesPerDay')),
  })
  const { calendars, calendarExceptions } = mspdiCalendars(project, scope)
  const plan = emptyPlan(mspdiProject(project, code, scope, reader))
  Object.assign(plan, { calendars, calendarExceptions })
  const records = {
    tasks: project.list('Tasks', 'Task'),
    resources: project.list('Resources', 'Resource'),
    assignments: project.list('Assignments', 'Assignment'),
  }
  for (const record of records.tasks) passOverComputed(record, 'Task')
  for (const record of records.resources) passOverComputed(record, 'Resource')
  for (const record of records.assignments) passOverComputed(record, 'Assignment')
  const found = mspdiTasks(project, records.tasks, scope, () => elapsedCalendar(plan, scope))
  plan.project.plannedStart ??= firstStart(found.stored)
  plan.wbs = found.wbs
  plan.activities = found.tasks.map(task => task.activity)
  plan.links = mspdiLinks(found, scope)
  plan.resources = mspdiResources(records.resources, scope)
  plan.assignments = mspdiAssignments(records.assignments, found.tasks, found.leftOut, plan.resources, scope)
  fillPauses(records.assignments, found.tasks, plan, scope)
  plan.budgetLines = mspdiFixedCosts(found.tasks, scope)
  Object.assign(plan, mspdiBaselines(found.tasks, scope))
  plan.project.status = statusOf(plan)
  nameCustomFields(project, records, reader)
  return {
    plans: [plan],
    notUsed: reader.allNotUsed(),
    stored: [found.stored],
    leftOut: { manual: found.tasks.filter(task => task.isManual).length },
    encoding: file.encoding,
  }
}

/** Where a project's own start is missing or cannot be read, it starts with its first task rather than in 1970. */
function firstStart(stored: readonly (StoredDates | null)[]): PlanMinute | null {
  const starts = stored.flatMap(one => one?.earlyStart ?? []).filter(start => start >= 0)
  return starts.length === 0 ? null : starts.reduce((first, start) => (start < first ? start : first))
}

/** Of time-phased data, most of a large file, only the remaining work of assignments (type 1) tells something: where it is split. */
function isOfUse({ name, children }: XmlElement, parent: string): boolean {
  if (name !== 'TimephasedData') return true
  return parent === 'Assignment' && children.some(child => child.name === 'Type' && child.text === '1')
}

function minutesPerDayOf(given: number | null): number {
  return given !== null && Number.isInteger(given) && given > 0 && given <= 1440 ? given : 480
}

/** The calendar that elapsed durations are counted in, made when the first task asks for it. */
function elapsedCalendar(plan: Plan, scope: MspdiScope): RowKey<'calendar'> {
  const rowKey = scope.key<'calendar'>('C', elapsedCalendarId)
  if (plan.calendars.some(calendar => calendar.rowKey === rowKey)) return rowKey
  const all = '00:00-24:00'
  const week = {
    monday: all,
    tuesday: all,
    wednesday: all,
    thursday: all,
    friday: all,
    saturday: all,
    sunday: all,
  }
  const code = uniqueCode('Elapsed', new Set(plan.calendars.map(calendar => calendar.code)))
  const minutesPerDay = 1440 as Calendar['minutesPerDay']
  plan.calendars.push(makeCalendar(scope.projectId, rowKey, { code, name: code, minutesPerDay, ...week }))
  return rowKey
}

function statusOf({ activities }: Plan): Plan['project']['status'] {
  const counted = activities.filter(activity => activity.kind !== 'wbsSummary')
  if (counted.length > 0 && counted.every(activity => activity.actualFinish !== null)) return 'finished'
  return counted.some(activity => activity.actualStart !== null) ? 'running' : 'planned'
}
