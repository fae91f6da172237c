import { finishAt, workAt } from '#calc/calendar.ts'
import { activity as activityEntity, type Activity } from '#model/entities/activity.ts'
import { wbs as wbsEntity, type Wbs } from '#model/entities/wbs.ts'
import type { RowKey, WorkMinutes } from '#model/field.ts'
import { formatMinute, type PlanMinute } from '#model/plan-time.ts'
import type { DslibCalendar } from './dslib-calendar.ts'
import { dateOf } from './dslib-date.ts'
import { parseDslibDuration } from './dslib-duration.ts'
import { noteAt, textOf, type DslibRow, type DslibTable } from './dslib-table.ts'
import { namedKey } from './named-key.ts'
import type { NotUsed } from './not-used.ts'
import { rowMaker } from './row-maker.ts'

/** An activity with its row of the file and its planned dates. */
export interface DslibActivity {
  activity: Activity
  row: DslibRow
  /** The id as the file writes it; the activity's code differs where an id is used twice. */
  id: string
  plannedStart: PlanMinute | null
  plannedFinish: PlanMinute | null
}
export interface DslibNetwork {
  name: string | null
  wbs: Wbs[]
  activities: DslibActivity[]
  /** By id as written: the first row of an id, so what references mean. */
  byId: Map<string, DslibActivity>
  summaryIds: ReadonlySet<string>
  /** All activities with an id, in the order of the file. */
  activitiesOf: (id: string) => readonly DslibActivity[]
}

const newActivity = rowMaker(activityEntity)
const newWbs = rowMaker(wbsEntity)

/** Activities and WBS codes of a project: summary rows and the project row name the codes, the other rows are activities below them. */
export function dslibNetwork(
  projectId: RowKey<'project'>,
  code: string,
  table: DslibTable,
  rows: readonly DslibRow[],
  calendar: DslibCalendar,
  notUsed: NotUsed[],
): DslibNetwork {
  const summaries = rows.filter(row => textOf(row, 'kind') !== 'activity')
  const wbs = wbsRows(projectId, code, table, summaries, notUsed)
  const codes = new Set(wbs.map(row => row.code))
  const activities: DslibActivity[] = []
  const all = new Map<string, DslibActivity[]>()
  const used = new Set<string>()
  for (const row of rows) {
    if (textOf(row, 'kind') !== 'activity') continue
    const id = textOf(row, 'activity_id') ?? ''
    const ownCode = uniqueCode(id, used)
    if (ownCode !== id)
      noteAt(notUsed, table, row, 'activity_id', { code: 'code-repeated', data: { code: id, used: ownCode } })
    const dates = plannedDates(table, row, calendar, notUsed)
    const activity = newActivity(projectId, namedKey('dslib', code, 'activity', ownCode), {
      code: ownCode,
      name: textOf(row, 'name') ?? ownCode,
      wbs: parentCode(textOf(row, 'wbs'), codes),
      calendarKey: calendar.calendar.rowKey,
      duration: dates.duration,
    })
    const made: DslibActivity = { activity, row, id, ...dates }
    activities.push(made)
    const same = all.get(id)
    if (same) same.push(made)
    else all.set(id, [made])
  }
  const projectRow = summaries.find(row => textOf(row, 'kind') === 'project')
  return {
    name: projectRow ? textOf(projectRow, 'name') : null,
    wbs,
    activities,
    byId: new Map([...all].map(([id, same]) => [id, same[0] as DslibActivity])),
    summaryIds: new Set(summaries.map(row => textOf(row, 'activity_id') ?? '')),
    activitiesOf: id => all.get(id) ?? [],
  }
}

function uniqueCode(id: string, used: Set<string>): string {
  let code = id
  for (let copy = 2; used.has(code); copy++) code = `${id} (${copy})`
  used.add(code)
  return code
}

function wbsRows(
  projectId: RowKey<'project'>,
  code: string,
  table: DslibTable,
  summaries: readonly DslibRow[],
  notUsed: NotUsed[],
): Wbs[] {
  const wbs = new Map<string, Wbs>()
  const nameless: string[] = []
  for (const row of summaries) {
    const wbsCode = textOf(row, 'wbs')
    const name = textOf(row, 'name') ?? wbsCode ?? ''
    if (wbsCode === null) {
      if (textOf(row, 'kind') === 'summary') nameless.push(name)
    } else if (wbs.has(wbsCode))
      noteAt(notUsed, table, row, 'wbs', { code: 'code-taken', data: { label: 'WBS', code: wbsCode } })
    else wbs.set(wbsCode, newWbs(projectId, namedKey('dslib', code, 'wbs', wbsCode), { code: wbsCode, name }))
  }
  if (nameless.length > 0)
    notUsed.push({
      file: table.file,
      place: `${code}, wbs`,
      reason: { code: 'summary-without-code', data: { count: nameless.length, names: nameless } },
    })
  return [...wbs.values()]
}

/** The nearest code above an outline number that a summary names, else the number without its last part. */
function parentCode(outline: string | null, codes: ReadonlySet<string>): string | null {
  if (outline === null || !outline.includes('.')) return null
  const parent = outline.slice(0, outline.lastIndexOf('.'))
  for (let code = parent; ; code = code.slice(0, code.lastIndexOf('.'))) {
    if (codes.has(code)) return code
    if (!code.includes('.')) return parent
  }
}

function plannedDates(table: DslibTable, row: DslibRow, calendar: DslibCalendar, notUsed: NotUsed[]) {
  const text = textOf(row, 'duration_text')
  const read = text === null ? null : parseDslibDuration(text, calendar.measure)
  if (read === null)
    noteAt(notUsed, table, row, 'duration_text', {
      code: 'value-unreadable',
      data: { column: 'duration_text', value: text },
    })
  const duration = read ?? (0 as WorkMinutes)
  const plannedStart = dateOf(table, row, 'baseline_start', 'start', calendar, notUsed)
  const writtenFinish = dateOf(table, row, 'baseline_end', 'finish', calendar, notUsed)
  const plannedFinish = plannedStart === null ? null : finishOf(plannedStart, duration, calendar)
  const endsFirst = duration > 0 && plannedStart !== null && (writtenFinish ?? plannedStart) < plannedStart
  if (endsFirst)
    noteAt(notUsed, table, row, 'baseline_end', {
      code: 'baseline-end-before-start',
      data: {
        activity: textOf(row, 'activity_id'),
        start: formatMinute(plannedStart),
        finish: formatMinute(writtenFinish as PlanMinute),
      },
    })
  return {
    duration,
    plannedStart,
    plannedFinish: endsFirst ? plannedFinish : (writtenFinish ?? plannedFinish),
  }
}

/** When work of a duration that begins at a minute ends; without duration, at that minute. */
export function finishOf(start: PlanMinute, duration: number, { work }: DslibCalendar): PlanMinute {
  return duration === 0 ? start : finishAt(work, workAt(work, start) + duration)
}
