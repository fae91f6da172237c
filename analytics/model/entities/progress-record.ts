import { entity, type StoredRow } from '../entity.ts'
import { finish, maybe, money, plannerAndSite, ratio, ref, start, text, work } from '../field.ts'

/** What was known of one activity at one status date: the history that forecasts learn from. */
export const progressRecord = entity({
  name: 'progressRecord',
  sheet: { zh: '进度记录', en: 'Progress records' },
  meaning: { zh: '某检查日期一道工序的进度。', en: 'Progress of one activity at one status date.' },
  codeField: null,
  typed: true,
  fields: {
    activityKey: ref('activity')('工序编码', 'Activity', { editors: plannerAndSite }),
    statusAt: start('检查日期', 'Status date', { editors: plannerAndSite }),
    actualStart: maybe(start('实际开始', 'Actual start', { editors: plannerAndSite })),
    actualFinish: maybe(finish('实际完成', 'Actual finish', { editors: plannerAndSite })),
    actualDuration: maybe(work('实际工期(天)', 'Actual duration (d)', { editors: plannerAndSite })),
    remainingDuration: maybe(work('剩余工期(天)', 'Remaining (d)', { editors: plannerAndSite })),
    completeRatio: maybe(ratio('完成', 'Complete', { editors: plannerAndSite })),
    plannedValue: maybe(money('计划值', 'Planned value', { editors: [] })),
    earnedValue: maybe(money('挣值', 'Earned value', { editors: [] })),
    actualCost: maybe(money('实际成本', 'Actual cost', { editors: [] })),
    note: maybe(text('说明', 'Note', { editors: plannerAndSite, width: 30 })),
  },
})
export type ProgressRecord = StoredRow<typeof progressRecord>
