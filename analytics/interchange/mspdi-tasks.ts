import type { StoredDates } from './xer-activities.ts'
import { activity as activityEntity, type Activity } from '#model/entities/activity.ts'
import { wbs as wbsEntity, type Wbs } from '#model/entities/wbs.ts'
import { formatMinute, type PlanMinute } from '#model/plan-time.ts'
import { mspdiCodes } from './mspdi-codes.ts'
import { mspdiWbsCodes } from './mspdi-wbs-codes.ts'
import { mspdiConstraint } from './mspdi-constraints.ts'
import { isElapsedFormat, mspdiDuration } from './mspdi-duration.ts'
import { mspdiOutline, type MspdiPlace } from './mspdi-outline.ts'
import { mspdiProgress } from './mspdi-progress.ts'
import { mspdiDate, type MspdiScope } from './mspdi-scope.ts'
import { storedSchedule } from './mspdi-stored.ts'
import { rowMaker } from './row-maker.ts'
import type { XmlRecord } from './xml-records.ts'

/** A task of the file with the activity it became. */
export interface MspdiTask {
  record: XmlRecord
  uid: string
  activity: Activity
  isElapsed: boolean
  isManual: boolean
  ignoresResources: boolean
}
export interface MspdiTasks {
  wbs: Wbs[]
  tasks: MspdiTask[]
  /** For each task, what MS Project had computed; null for a task scheduled by hand. */
  stored: (StoredDates | null)[]
  /** `UID` of tasks left out: inactive, of another file. */
  leftOut: Set<string>
  /** The dates of tasks of other files, by `UID`. */
  external: Map<string, { start: PlanMinute | null; finish: PlanMinute | null }>
}

const makeActivity = rowMaker(activityEntity)
const makeWbs = rowMaker(wbsEntity)

/** Tasks as activities and summary tasks as WBS rows, placed by their outline numbers. A summary task that has links, a constraint
 *  or a code of its own is an activity besides. `elapsedCalendar` gives the calendar of elapsed durations. */
export function mspdiTasks(
  project: XmlRecord,
  records: readonly XmlRecord[],
  scope: MspdiScope,
  elapsedCalendar: () => Activity['calendarKey'],
): MspdiTasks {
  const { reader } = scope
  const found: MspdiTasks = { wbs: [], tasks: [], stored: [], leftOut: new Set(), external: new Map() }
  const places = mspdiOutline(records)
  const { codes, isNamed } = mspdiCodes(project, places)
  const wbsOf = mspdiWbsCodes(places)
  const followed = followedTasks(places)
  const seen = new Set<string>()
  const wbsCodes = new Set<string>()
  for (const [index, { record, outline, isSummary }] of places.entries()) {
    const uid = record.text('UID')
    const name = record.text('Name')
    const task = name || uid
    if (uid === '' || seen.has(uid)) {
      reader.leaveOut({ code: 'xml-id-repeated', data: { element: 'Task', id: uid } }, record.line)
      continue
    }
    seen.add(uid)
    if (outline === '0' || outline === '') {
      found.leftOut.add(uid)
      continue
    }
    if (record.flag('Active') === false || record.flag('ExternalTask') === true) {
      found.leftOut.add(uid)
      const isExternal = record.flag('ExternalTask') === true
      const dates = { start: mspdiDate(reader, record, 'Start'), finish: mspdiDate(reader, record, 'Finish') }
      if (isExternal) found.external.set(uid, dates)
      const code = isExternal ? 'mspdi-task-external' : 'mspdi-task-inactive'
      reader.leaveOut({ code, data: { task } }, record.line)
      continue
    }
    if (isSummary && !wbsCodes.has(outline)) {
      wbsCodes.add(outline)
      found.wbs.push(
        makeWbs(scope.projectId, scope.key<'wbs'>('W', uid), {
          code: wbsOf(outline) ?? outline,
          name: name || outline,
        }),
      )
    }
    if (isSummary && !drives(record) && !followed.has(uid) && !isNamed[index]) continue
    const parent = isSummary ? outline : outline.slice(0, Math.max(0, outline.lastIndexOf('.')))
    const code = codes[index] as string
    const place = { code, wbs: wbsOf(parent), isSummary, label: name || (isSummary ? outline : code) }
    const one = taskOf(record, uid, place, scope, elapsedCalendar)
    found.tasks.push(one)
    found.stored.push(isSummary || one.isManual ? null : storedSchedule(record, one.activity.code))
  }
  return found
}

/** Whether a summary task says more than its children do. */
function drives(record: XmlRecord): boolean {
  const constraint = record.text('ConstraintType')
  return record.records('PredecessorLink').length > 0 || (constraint !== '' && constraint !== '0')
}

/** `UID` of every task that another one names as predecessor. */
function followedTasks(places: readonly MspdiPlace[]): Set<string> {
  return new Set(
    places.flatMap(({ record }) =>
      record.element.children
        .filter(child => child.name === 'PredecessorLink')
        .map(link => link.children.find(child => child.name === 'PredecessorUID')?.text ?? ''),
    ),
  )
}

function taskOf(
  record: XmlRecord,
  uid: string,
  { code, wbs, isSummary, label }: { code: string; wbs: string | null; isSummary: boolean; label: string },
  scope: MspdiScope,
  elapsedCalendar: () => Activity['calendarKey'],
): MspdiTask {
  const { reader } = scope
  const name = record.text('Name')
  const isManual = record.flag('Manual') === true && !isSummary
  const isElapsed = !isSummary && isElapsedFormat(record.number('DurationFormat'))
  const manual = isManual ? mspdiDuration(reader, record, 'ManualDuration') : null
  const duration = Math.max(0, manual ?? mspdiDuration(reader, record, 'Duration') ?? 0)
  const isMilestone = record.flag('Milestone') === true && duration === 0
  const progress = mspdiProgress(record, scope, duration)
  if ((record.number('LevelingDelay') ?? 0) > 0)
    reader.leaveOut({ code: 'mspdi-leveling-delay', data: { task: name || uid } }, record.line)
  const values: Partial<Activity> = {
    code,
    name: label,
    wbs,
    kind: isSummary ? 'wbsSummary' : isMilestone ? 'finishMilestone' : 'task',
    calendarKey: isElapsed ? elapsedCalendar() : calendarOf(record, scope),
    duration: duration as Activity['duration'],
    ...(isManual ? manualStart(record, scope) : mspdiConstraint(record, scope)),
    deadline: mspdiDate(reader, record, 'Deadline'),
    ...(isSummary ? {} : progress),
  }
  return {
    record,
    uid,
    isElapsed,
    isManual,
    ignoresResources: isElapsed || record.flag('IgnoreResourceCalendar') === true,
    activity: makeActivity(scope.projectId, scope.key<'activity'>('A', uid), values),
  }
}

/** What stands for a task scheduled by hand: it must start where it was put. */
function manualStart(
  record: XmlRecord,
  scope: MspdiScope,
): Pick<Activity, 'constraintKind' | 'constraintAt'> {
  const { reader } = scope
  const start = mspdiDate(reader, record, 'ManualStart') ?? mspdiDate(reader, record, 'Start')
  const task = record.text('Name') || record.text('UID')
  if (start === null) {
    reader.leaveOut({ code: 'mspdi-task-manual-without-date', data: { task } }, record.line)
    return { constraintKind: null, constraintAt: null }
  }
  const data = { task, start: formatMinute(start) }
  reader.leaveOut({ code: 'mspdi-task-manual', data }, record.line)
  return { constraintKind: 'mandatoryStart', constraintAt: start }
}

function calendarOf(record: XmlRecord, scope: MspdiScope): Activity['calendarKey'] {
  const value = record.text('CalendarUID')
  if (value === '' || value === '-1') return null
  const key = scope.calendarKeys.get(value)
  if (key) return key
  const data = { element: 'Task', field: 'CalendarUID', value }
  scope.reader.leaveOut({ code: 'xml-reference-missing', data }, record.line)
  return null
}
