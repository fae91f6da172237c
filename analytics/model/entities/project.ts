import { entity, type ResultRow, type StoredRow } from '../entity.ts'
import {
  computed,
  day,
  finish,
  flag,
  initially,
  integer,
  maybe,
  money,
  oneOf,
  ref,
  signedWork,
  start,
  text,
} from '../field.ts'

/** A project with its currency, data date and the options that scheduling follows. Its row key is its project id. */
export const project = entity({
  name: 'project',
  sheet: { zh: '项目', en: 'Projects' },
  meaning: {
    zh: '一个工程项目及其币种、检查日期和排程选项。',
    en: 'One project with its currency, data date and scheduling options.',
  },
  codeField: 'code',
  typed: true,
  fields: {
    code: text('项目编码', 'Project code', { width: 16 }),
    name: text('项目名称', 'Project name', { width: 34 }),
    status: initially(
      oneOf({
        planned: { zh: '未开工', en: 'Planned' },
        running: { zh: '在建', en: 'Running' },
        finished: { zh: '已完工', en: 'Finished' },
      })('状态', 'Status'),
      'running',
    ),
    sector: maybe(
      text('工程类别', 'Sector', {
        help: {
          zh: '用于从历史项目中选取同类；可写成“大类（小类）”，如“房建（住宅）”，小类历史不足时借用大类。',
          en: 'Used to choose similar finished projects; may be written as group (sector), such as Building (housing): a sector with little history borrows from its group.',
        },
      }),
    ),
    family: maybe(
      text('项目系列', 'Family', {
        help: {
          zh: '同一系列的近似项目不互相作为参照。',
          en: 'Near copies of one series never serve as reference for each other.',
        },
      }),
    ),
    currency: initially(text('币种', 'Currency', { width: 7 }), 'CNY'),
    source: initially(text('来源', 'Source', { width: 12, editors: [] }), 'plumbline'),
    isSample: initially(flag('示例', 'Sample', { editors: [] }), false),
    plannedStart: maybe(start('计划开工', 'Planned start')),
    plannedFinish: maybe(
      finish('计划完工', 'Planned finish', {
        help: { zh: '导入的历史项目的原计划完工。', en: 'Original planned finish of an imported project.' },
      }),
    ),
    mustFinishBy: maybe(finish('最迟完工', 'Must finish by')),
    dataDate: maybe(start('检查日期', 'Data date', { editors: ['owner', 'planner', 'site'] })),
    actualStart: maybe(start('实际开工', 'Actual start')),
    actualFinish: maybe(finish('实际完工', 'Actual finish')),
    calendarKey: maybe(ref('calendar')('默认日历', 'Default calendar')),
    schedulingRules: initially(
      oneOf({
        p6: { zh: 'P6 规则', en: 'Primavera P6' },
        msProject: { zh: 'MS Project 规则', en: 'Microsoft Project' },
      })('排程规则', 'Scheduling rules', {
        help: {
          zh: '按哪个软件的规则计算日期和时差。',
          en: 'Whose rules dates and floats follow.',
        },
      }),
      'p6',
    ),
    scheduleFrom: initially(
      oneOf({
        start: { zh: '从开工日', en: 'Start' },
        finish: { zh: '从完工日', en: 'Finish' },
      })('排程起点', 'Schedule from', {
        help: {
          zh: '仅 MS Project 规则：从完工日倒排时以最迟完工为准。',
          en: 'MS Project rules only: from the finish, work is planned back from Must finish by.',
        },
      }),
      'start',
    ),
    progressMode: initially(
      oneOf({
        retainedLogic: { zh: '保留逻辑', en: 'Retained logic' },
        progressOverride: { zh: '进度优先', en: 'Progress override' },
        actualDates: { zh: '实际日期', en: 'Actual dates' },
      })('进度算法', 'Progress mode'),
      'retainedLogic',
    ),
    lagCalendar: initially(
      oneOf({
        predecessor: { zh: '紧前工序日历', en: 'Predecessor' },
        successor: { zh: '紧后工序日历', en: 'Successor' },
        project: { zh: '项目日历', en: 'Project' },
        twentyFourHours: { zh: '24 小时', en: '24 hours' },
      })('延时日历', 'Lag calendar'),
      'predecessor',
    ),
    startLagFrom: initially(
      oneOf({
        earlyStart: { zh: '最早开始', en: 'Early start' },
        actualStart: { zh: '实际开始', en: 'Actual start' },
      })('开始-开始延时起算', 'Start-to-start lag from', {
        help: {
          zh: '紧前已开工时：从其剩余工作的最早开始，或从其实际开始。',
          en: 'For predecessors under way: from the early start of what remains, or from their actual start.',
        },
      }),
      'earlyStart',
    ),
    criticalRule: initially(
      oneOf({
        totalFloat: { zh: '总时差不大于零', en: 'Total float at most zero' },
        longestPath: { zh: '最长路径', en: 'Longest path' },
      })('关键判定', 'Critical by'),
      'totalFloat',
    ),
    criticalFloat: initially(
      signedWork('关键时差上限(天)', 'Critical float (d)', {
        help: {
          zh: '总时差不大于此值为关键。',
          en: 'Critical when total float is at most this.',
        },
      }),
      0 as never,
    ),
    openEndsAreCritical: initially(flag('开口工序为关键', 'Open ends are critical'), false),
    floatBy: initially(
      oneOf({
        finish: { zh: '完成时差', en: 'Finish float' },
        start: { zh: '开始时差', en: 'Start float' },
        smallest: { zh: '两者较小', en: 'The smaller' },
      })('总时差口径', 'Total float by'),
      'finish',
    ),
    floatToNetworkEnd: initially(
      flag('时差算至全部项目完工', 'Float to the end of all', {
        help: {
          zh: '否则算至本项目的完工。',
          en: 'Else float is counted to the end of the own project.',
        },
      }),
      false,
    ),
    levelPriority: maybe(
      integer('平衡优先级', 'Levelling priority', {
        help: {
          zh: '1 最高；空白按 5。资源平衡时推迟一天的代价与其成反比。',
          en: '1 is the highest; blank counts as 5. The cost of a day of delay in levelling is its inverse.',
        },
      }),
    ),
    usesExpectedFinish: initially(flag('采用预期完成', 'Use expected finish'), false),
    floatPaths: maybe(
      integer('时差路径数', 'Float paths', {
        help: {
          zh: '计算多少条时差路径；空白为不计算。',
          en: 'How many float paths to find; blank for none.',
        },
      }),
    ),
    floatPathsBy: initially(
      oneOf({
        totalFloat: { zh: '总时差', en: 'Total float' },
        freeFloat: { zh: '自由时差', en: 'Free float' },
      })('时差路径口径', 'Float paths by'),
      'totalFloat',
    ),
    floatPathsTo: maybe(
      ref('activity')('时差路径终点', 'Float paths to', {
        help: { zh: '空白为项目最后完成的工序。', en: 'Blank is the activity that ends the project.' },
      }),
    ),
    closedOn: maybe(day('关闭日期', 'Closed on')),
    finish: computed(finish('计算完工', 'Calculated finish'), '关键路径计算', 'Critical path'),
    budgetAtCompletion: computed(
      money('总预算', 'Budget at completion'),
      '工序预算合计',
      'Sum of activity budgets',
    ),
  },
})
export type Project = StoredRow<typeof project>
export type ProjectResult = ResultRow<typeof project>
