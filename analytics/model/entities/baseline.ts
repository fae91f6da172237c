import { entity, type StoredRow } from '../entity.ts'
import { day, finish, flag, initially, integer, maybe, money, ref, start, text, work } from '../field.ts'

/** A frozen copy of the plan; its activities are rows of `baselineActivity`. */
export const baseline = entity({
  name: 'baseline',
  sheet: { zh: '基线', en: 'Baselines' },
  meaning: { zh: '某日冻结的一份计划。', en: 'A copy of the plan frozen on a day.' },
  codeField: 'code',
  typed: false,
  fields: {
    code: text('基线编码', 'Baseline code', { editors: [] }),
    name: maybe(text('名称', 'Name', { width: 26 })),
    number: integer('序号', 'Number', { editors: [] }),
    takenOn: maybe(day('建立日期', 'Taken on', { editors: [] })),
    isCurrent: initially(flag('当前', 'Current'), false),
  },
})
export type Baseline = StoredRow<typeof baseline>

/** What a baseline says of one activity. */
export const baselineActivity = entity({
  name: 'baselineActivity',
  sheet: { zh: '基线工序', en: 'Baseline activities' },
  meaning: {
    zh: '基线中一道工序的日期、工期与预算。',
    en: 'Dates, duration and budget of one activity in a baseline.',
  },
  codeField: null,
  typed: false,
  fields: {
    baselineKey: ref('baseline')('基线', 'Baseline', { editors: [] }),
    activityKey: ref('activity')('工序编码', 'Activity', { editors: [] }),
    start: maybe(start('基线开始', 'Baseline start', { editors: [] })),
    finish: maybe(finish('基线完成', 'Baseline finish', { editors: [] })),
    duration: maybe(work('基线工期(天)', 'Baseline duration (d)', { editors: [] })),
    budget: maybe(money('基线预算', 'Baseline budget', { editors: [] })),
  },
})
export type BaselineActivity = StoredRow<typeof baselineActivity>
