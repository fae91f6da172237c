import { entity, type StoredRow } from '../entity.ts'
import { day, initially, maybe, oneOf, ref, shifts, text } from '../field.ts'

/** Days whose shifts replace the week's: a holiday, a shutdown, a make-up working day (调休). */
export const calendarException = entity({
  name: 'calendarException',
  sheet: { zh: '日历例外', en: 'Calendar exceptions' },
  meaning: {
    zh: '与每周班次不同的日期：节假日、停工、调休上班。',
    en: 'Days that differ from the week: holidays, shutdowns, make-up working days.',
  },
  codeField: null,
  typed: true,
  fields: {
    calendarKey: ref('calendar')('日历', 'Calendar'),
    fromDay: day('起始日', 'From'),
    toDay: day('截止日', 'To'),
    shifts: maybe(
      shifts('班次', 'Shifts', {
        help: {
          zh: '空白为不工作，例如 08:00-12:00,13:00-17:00。',
          en: 'Blank is no work; for example 08:00-12:00,13:00-17:00.',
        },
      }),
    ),
    name: maybe(text('说明', 'Name', { width: 26 })),
    standing: initially(
      oneOf({
        official: { zh: '正式', en: 'Official' },
        projected: { zh: '预计', en: 'Projected' },
        company: { zh: '公司', en: 'Company' },
      })('性质', 'Standing'),
      'company',
    ),
  },
})
export type CalendarException = StoredRow<typeof calendarException>
