import { entity, type StoredRow } from '../entity.ts'
import { finish, index, integer, maybe, money, number, oneOf, start, text } from '../field.ts'

const none = { editors: [] as const }

/** What a project stood at on one data date, computed here or imported; the trend is made of these. */
export const statusSnapshot = entity({
  name: 'statusSnapshot',
  sheet: { zh: '状态快照', en: 'Status snapshots' },
  meaning: {
    zh: '项目在某检查日期的挣值指标。',
    en: 'Earned-value figures of the project at one data date.',
  },
  codeField: null,
  typed: false,
  fields: {
    statusAt: start('检查日期', 'Status date', none),
    origin: oneOf({ calculated: { zh: '计算', en: 'Calculated' }, imported: { zh: '导入', en: 'Imported' } })(
      '来源',
      'Origin',
      none,
    ),
    periodName: maybe(text('期间', 'Period', none)),
    budgetAtCompletion: maybe(money('总预算 BAC', 'Budget at completion', none)),
    plannedValue: maybe(money('计划值 PV', 'Planned value', none)),
    earnedValue: maybe(money('挣值 EV', 'Earned value', none)),
    actualCost: maybe(money('实际成本 AC', 'Actual cost', none)),
    earnedSchedule: maybe(start('挣得时间 ES', 'Earned schedule', none)),
    costPerformance: maybe(index('成本绩效 CPI', 'CPI', none)),
    schedulePerformance: maybe(index('进度绩效 SPI', 'SPI', none)),
    schedulePerformanceTime: maybe(index('时间绩效 SPI(t)', 'SPI(t)', none)),
    finish: maybe(finish('计算完工', 'Calculated finish', none)),
    fromChange: maybe(integer('所依据的变更号', 'From change', none)),
    completeRatio: maybe(number('完成比例', 'Complete', none)),
  },
})
export type StatusSnapshot = StoredRow<typeof statusSnapshot>
