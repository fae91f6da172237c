import { entity, type ResultRow, type StoredRow } from '../entity.ts'
import {
  computed,
  day,
  finish,
  flag,
  float,
  index,
  initially,
  integer,
  links,
  maybe,
  money,
  oneOf,
  plannerAndSite,
  quantity,
  ratio,
  ref,
  signedWork,
  start,
  text,
  work,
} from '../field.ts'

const criticalPath = ['关键路径计算', 'Critical path'] as const

/** An activity, a milestone, a level-of-effort or a WBS summary line of the plan. */
export const activity = entity({
  name: 'activity',
  sheet: { zh: '进度计划', en: 'Schedule' },
  meaning: { zh: '计划中的一道工序、里程碑或汇总。', en: 'One activity, milestone or summary of the plan.' },
  codeField: 'code',
  typed: true,
  fields: {
    code: text('工序编码', 'Activity code', { width: 13 }),
    name: text('工序名称', 'Activity name', { width: 34 }),
    wbs: maybe(
      text('分部分项', 'WBS', {
        width: 12,
        help: { zh: '层级由编码决定，例如 1.2.3。', en: 'The code holds the hierarchy, for example 1.2.3.' },
      }),
    ),
    kind: initially(
      oneOf({
        task: { zh: '工序', en: 'Task' },
        resourceDependent: { zh: '资源驱动', en: 'Resource dependent' },
        startMilestone: { zh: '开始里程碑', en: 'Start milestone' },
        finishMilestone: { zh: '完成里程碑', en: 'Finish milestone' },
        levelOfEffort: { zh: '支持性工作', en: 'Level of effort' },
        wbsSummary: { zh: '汇总', en: 'WBS summary' },
      })('类型', 'Kind'),
      'task',
    ),
    calendarKey: maybe(ref('calendar')('日历', 'Calendar')),
    duration: initially(
      work('工期(天)', 'Duration (d)', {
        help: { zh: '按日历每日工时折算的天数。', en: 'Days, by the hours per day of the calendar.' },
      }),
      0 as never,
    ),
    predecessors: maybe(
      links('紧前工序', 'Predecessors', {
        help: { zh: '例如 A1020FS+3d;A1030SS。', en: 'For example A1020FS+3d;A1030SS.' },
      }),
    ),
    successors: maybe(
      links('紧后工序', 'Successors', {
        help: {
          zh: '与紧前工序写法相同，二者始终一致；延时按本行的日历折算。',
          en: 'Written like the predecessors and always kept equal to them; lags count by this row’s calendar.',
        },
      }),
    ),
    constraintKind: maybe(
      oneOf({
        startOn: { zh: '开始于', en: 'Start on' },
        startOnOrBefore: { zh: '开始不晚于', en: 'Start on or before' },
        startOnOrAfter: { zh: '开始不早于', en: 'Start on or after' },
        finishOn: { zh: '完成于', en: 'Finish on' },
        finishOnOrBefore: { zh: '完成不晚于', en: 'Finish on or before' },
        finishOnOrAfter: { zh: '完成不早于', en: 'Finish on or after' },
        asLateAsPossible: { zh: '尽可能晚', en: 'As late as possible' },
        mandatoryStart: { zh: '强制开始', en: 'Mandatory start' },
        mandatoryFinish: { zh: '强制完成', en: 'Mandatory finish' },
      })('限制', 'Constraint'),
    ),
    constraintAt: maybe(start('限制日期', 'Constraint date')),
    secondConstraintKind: maybe(
      oneOf({
        startOnOrBefore: { zh: '开始不晚于', en: 'Start on or before' },
        startOnOrAfter: { zh: '开始不早于', en: 'Start on or after' },
        finishOnOrBefore: { zh: '完成不晚于', en: 'Finish on or before' },
        finishOnOrAfter: { zh: '完成不早于', en: 'Finish on or after' },
      })('第二限制', 'Second constraint'),
    ),
    secondConstraintAt: maybe(start('第二限制日期', 'Second constraint date')),
    actualStart: maybe(start('实际开始', 'Actual start', { editors: plannerAndSite })),
    actualFinish: maybe(finish('实际完成', 'Actual finish', { editors: plannerAndSite })),
    remainingDuration: maybe(work('剩余工期(天)', 'Remaining (d)', { editors: plannerAndSite })),
    completeRatio: maybe(ratio('完成比例', 'Complete', { editors: plannerAndSite })),
    completeKind: initially(
      oneOf({
        duration: { zh: '按工期', en: 'Duration' },
        physical: { zh: '按实物量', en: 'Physical' },
        units: { zh: '按用量', en: 'Units' },
      })('完成口径', 'Complete by'),
      'physical',
    ),
    suspendedAt: maybe(finish('暂停', 'Suspended', { editors: plannerAndSite })),
    resumedAt: maybe(start('恢复', 'Resumed', { editors: plannerAndSite })),
    pauses: maybe(
      text('中断', 'Pauses', {
        width: 14,
        help: {
          zh: '例如 16h+8h：干满 16 小时后停 8 小时；多处用分号隔开。仅 MS Project 规则采用。',
          en: 'For example 16h+8h: after 16 hours of work a pause of 8; several are parted by semicolons. MS Project rules only.',
        },
      }),
    ),
    levelledStart: maybe(
      start('平衡后开始', 'Levelled start', {
        help: {
          zh: '采纳资源平衡方案时写入；不早于此日开始，清空即取消。',
          en: 'Written when a levelling proposal is accepted; the activity starts no earlier. Clear it to undo.',
        },
      }),
    ),
    expectedFinish: maybe(finish('预期完成', 'Expected finish', { editors: plannerAndSite })),
    deadline: maybe(
      finish('期限', 'Deadline', {
        help: {
          zh: '不推动日期，只限制最迟完成。',
          en: 'Moves no date; limits the late finish only.',
        },
      }),
    ),
    externalEarlyStart: maybe(
      start('外部最早开始', 'External early start', {
        help: {
          zh: '由未导入项目的逻辑关系得出。',
          en: 'What links from projects that are not here demand.',
        },
      }),
    ),
    externalLateFinish: maybe(finish('外部最迟完成', 'External late finish')),
    drawingsOn: maybe(
      day('图纸到位', 'Drawings ready', {
        editors: plannerAndSite,
        help: {
          zh: '施工图纸到位的日期，用于可行性检查。',
          en: 'When the drawings are there; for the feasibility check.',
        },
      }),
    ),
    optimisticDuration: maybe(
      work('乐观工期(天)', 'Optimistic (d)', {
        help: { zh: '三点估计，用于风险模拟。', en: 'Three-point estimate, for risk simulation.' },
      }),
    ),
    mostLikelyDuration: maybe(work('最可能工期(天)', 'Most likely (d)')),
    pessimisticDuration: maybe(work('悲观工期(天)', 'Pessimistic (d)')),
    quantity: maybe(quantity('工程量', 'Quantity')),
    quantityUnit: maybe(text('单位', 'Unit', { width: 7 })),
    start: computed(start('开始', 'Start'), ...criticalPath),
    finish: computed(finish('完成', 'Finish'), ...criticalPath),
    earlyStart: computed(start('最早开始', 'Early start'), ...criticalPath),
    earlyFinish: computed(finish('最早完成', 'Early finish'), ...criticalPath),
    lateStart: computed(start('最迟开始', 'Late start'), ...criticalPath),
    lateFinish: computed(finish('最迟完成', 'Late finish'), ...criticalPath),
    totalFloat: computed(
      float('总时差(天)', 'Total float (d)', {
        help: {
          zh: '● 为零：关键；▼ 为负：已晚于限制或要求的完成。',
          en: '● is none: critical. ▼ is negative: later than a constraint or the required finish allows.',
        },
      }),
      ...criticalPath,
    ),
    freeFloat: computed(signedWork('自由时差(天)', 'Free float (d)'), ...criticalPath),
    interferingFloat: computed(
      signedWork('干扰时差(天)', 'Interfering float (d)', {
        help: {
          zh: '总时差减自由时差：用掉它不推迟完工，但推迟后续。',
          en: 'Total less free float: using it delays successors, not the finish.',
        },
      }),
      ...criticalPath,
    ),
    isCritical: computed(flag('关键', 'Critical'), ...criticalPath),
    floatPath: computed(
      integer('时差路径', 'Float path', {
        help: {
          zh: '按项目的设置：1 为最关键的一条，其余依次。',
          en: 'By the options of the project: 1 is the most critical, then the next.',
        },
      }),
      ...criticalPath,
    ),
    floatPathOrder: computed(integer('路径内次序', 'Float path order'), ...criticalPath),
    budget: computed(money('预算', 'Budget'), '分配与预算行合计', 'Sum of assignments and budget lines'),
    plannedValue: computed(money('计划值', 'Planned value'), '挣值计算', 'Earned value'),
    earnedValue: computed(money('挣值', 'Earned value'), '挣值计算', 'Earned value'),
    actualCost: computed(money('实际成本', 'Actual cost'), '成本归集', 'Cost roll-up'),
    costPerformance: computed(index('成本绩效', 'CPI'), '挣值计算', 'Earned value'),
    finishP50: computed(finish('预测完成 P50', 'Finish P50'), '预测', 'Forecast'),
    finishP80: computed(finish('预测完成 P80', 'Finish P80'), '预测', 'Forecast'),
  },
})
export type Activity = StoredRow<typeof activity>
export type ActivityResult = ResultRow<typeof activity>
