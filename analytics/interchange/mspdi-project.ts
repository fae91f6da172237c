import { project as projectEntity, type Project } from '#model/entities/project.ts'
import { mspdiDate, type MspdiScope } from './mspdi-scope.ts'
import { rowMaker } from './row-maker.ts'
import type { XmlReader, XmlRecord } from './xml-records.ts'

const makeProject = rowMaker(projectEntity)

/** Currency of a file: its code where it gives one, else what its sign stands for. */
export function mspdiCurrency(record: XmlRecord): string {
  const code = record.text('CurrencyCode').toUpperCase()
  if (/^[A-Z]{3}$/.test(code)) return code
  return currencyOfSign.get(record.text('CurrencySymbol')) ?? 'CNY'
}
const currencyOfSign = new Map([
  ['¥', 'CNY'],
  ['￥', 'CNY'],
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['$', 'USD'],
])

/** What names a file's project for people: its name without the ending, else its title, else the file's name. */
export function mspdiProjectCode(record: XmlRecord, fileName: string): string {
  const bare = (text: string) => text.replace(/^.*[\\/]/, '').replace(/\.(mspdi|xml|mpp|mpt|gz)\b.*$/i, '')
  return bare(record.text('Name')) || bare(record.text('Title')) || bare(fileName) || 'MSPROJECT'
}

/** The project of a file with the options its dates follow. Lag counts in the calendar of the successor, float is the smaller of start and
 *  finish float, and splitting work in progress is what P6 calls retained logic. */
export function mspdiProject(record: XmlRecord, code: string, scope: MspdiScope, reader: XmlReader): Project {
  const isFromFinish = record.flag('ScheduleFromStart') === false
  const slackDays = record.number('CriticalSlackLimit') ?? 0
  const calendarUid = record.text('CalendarUID')
  const calendarKey = scope.calendarKeys.get(calendarUid) ?? null
  if (calendarKey === null && calendarUid !== '' && calendarUid !== '-1') {
    const data = { element: 'Project', field: 'CalendarUID', value: calendarUid }
    reader.leaveOut({ code: 'xml-reference-missing', data }, record.line)
  }
  const start = mspdiDate(reader, record, 'StartDate')
  const finish = mspdiDate(reader, record, 'FinishDate')
  const title = record.text('Title')
  return makeProject(scope.projectId, scope.projectId, {
    code,
    name: title || code,
    currency: scope.currency,
    source: 'mspdi',
    plannedStart: start,
    mustFinishBy: isFromFinish ? finish : null,
    dataDate: mspdiDate(reader, record, 'StatusDate'),
    calendarKey,
    schedulingRules: 'msProject',
    scheduleFrom: isFromFinish ? 'finish' : 'start',
    progressMode: record.flag('SplitsInProgressTasks') === false ? 'progressOverride' : 'retainedLogic',
    lagCalendar: 'successor',
    criticalFloat: Math.round(slackDays * scope.minutesPerDay) as Project['criticalFloat'],
    openEndsAreCritical: record.flag('MultipleCriticalPaths') ?? false,
    floatBy: 'smallest',
  })
}
