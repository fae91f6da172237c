import { entity, type StoredRow } from '../entity.ts'
import { initially, maybe, shifts, text, work } from '../field.ts'

/** A working calendar: the shifts of an ordinary week. Days that differ are rows of `calendarException`. */
export const calendar = entity({
  name: 'calendar',
  sheet: { zh: '日历', en: 'Calendars' },
  meaning: { zh: '一种工作日历的每周班次。', en: 'The weekly shifts of one working calendar.' },
  codeField: 'code',
  typed: true,
  fields: {
    code: text('日历编码', 'Calendar code'),
    name: text('日历名称', 'Calendar name', { width: 26 }),
    minutesPerDay: initially(
      work('每日工时', 'Hours per day', {
        help: { zh: '仅用于工期与天数的换算显示。', en: 'Only converts durations to days on screen.' },
      }),
      480 as never,
    ),
    monday: maybe(shifts('周一', 'Monday')),
    tuesday: maybe(shifts('周二', 'Tuesday')),
    wednesday: maybe(shifts('周三', 'Wednesday')),
    thursday: maybe(shifts('周四', 'Thursday')),
    friday: maybe(shifts('周五', 'Friday')),
    saturday: maybe(shifts('周六', 'Saturday')),
    sunday: maybe(shifts('周日', 'Sunday')),
  },
})
export type Calendar = StoredRow<typeof calendar>
