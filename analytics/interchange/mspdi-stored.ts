import { parseMinute, type PlanMinute } from '#model/plan-time.ts'
import type { StoredDates } from './xer-activities.ts'
import type { XmlRecord } from './xml-records.ts'

/** The dates and slacks MS Project itself had computed, for comparison only. Start and finish stand as the early dates. MS Project counts to the second in
 *  places; times are rounded to the minute. Slack is written in tenths of a minute. */
export function storedSchedule(record: XmlRecord, code: string): StoredDates {
  const slack = (field: string) => {
    const tenths = record.number(field)
    return tenths === null ? null : tenths / 10
  }
  return {
    code,
    earlyStart: toMinute(record.text('Start')),
    earlyFinish: toMinute(record.text('Finish')),
    lateStart: toMinute(record.text('LateStart')),
    lateFinish: toMinute(record.text('LateFinish')),
    totalFloat: slack('TotalSlack'),
    freeFloat: slack('FreeSlack'),
  }
}

function toMinute(text: string): PlanMinute | null {
  const minute = parseMinute(text)
  if (minute === null) return null
  return (minute + (/:(3\d|4\d|5\d)$/.test(text.slice(16)) ? 1 : 0)) as PlanMinute
}
