import { currencySign } from '#model/currency-sign.ts'
import type { ScheduleResult } from '#calc/schedule-result.ts'
import { minorDigits } from '#model/money.ts'
import type { Plan } from '#model/plan.ts'
import { codeAlias } from './mspdi-codes.ts'
import type { MspdiIds } from './mspdi-writer-ids.ts'
import { xmlDate, type XmlPart } from './mspdi-writer-xml.ts'

/** The field `Text1` of tasks, in which activity codes are kept. Source: Project XML Data Interchange Schema, FieldID of task custom fields. */
export const codeFieldId = '188743731'

/** What a file says of its project before its calendars, in the order of the schema. */
export function projectParts(plan: Plan, schedule: ScheduleResult | null, ids: MspdiIds): XmlPart[] {
  const { project, calendars } = plan
  const isFromFinish = project.scheduleFrom === 'finish'
  const standard = calendars.find(calendar => calendar.rowKey === project.calendarKey)
  const dayMinutes = standard?.minutesPerDay ?? 480
  const finish = isFromFinish ? project.mustFinishBy : (schedule?.projectFinish[0] ?? null)
  return [
    ['SaveVersion', 14],
    ['Name', `${project.code}.xml`],
    ['Title', project.name],
    ['ScheduleFromStart', !isFromFinish],
    ['StartDate', xmlDate(project.plannedStart)],
    ['FinishDate', xmlDate(finish)],
    ['CriticalSlackLimit', Math.round(project.criticalFloat / dayMinutes)],
    ['CurrencyDigits', minorDigits(project.currency)],
    ['CurrencySymbol', currencySign(project.currency)],
    ['CurrencyCode', project.currency],
    ['CalendarUID', ids.calendars.get(project.calendarKey ?? '') ?? null],
    ['MinutesPerDay', dayMinutes],
    ['MinutesPerWeek', dayMinutes * 5],
    ['DaysPerMonth', 20],
    ['DurationFormat', 7],
    ['WorkFormat', 2],
    ['MultipleCriticalPaths', project.openEndsAreCritical],
    ['SplitsInProgressTasks', project.progressMode !== 'progressOverride'],
    ['StatusDate', xmlDate(project.dataDate)],
    ['NewTasksAreManual', false],
    [
      'ExtendedAttributes',
      [
        [
          'ExtendedAttribute',
          [
            ['FieldID', codeFieldId],
            ['FieldName', 'Text1'],
            ['Alias', codeAlias],
          ],
        ],
      ],
    ],
  ]
}
