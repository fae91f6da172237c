/** What an MS Project XML file held that could not be taken over, or not as it stands. */
export const mspdiProblems = {
  'mspdi-task-inactive': {
    status: 422,
    severity: 'note',
    zh: '任务“{task}”已停用，未采用；经过它的关系也不采用。如需采用，请在 Project 中激活后重新导出。',
    en: 'Task "{task}" is inactive and was left out, and so were its links. To take it over, activate it in Project and export again.',
  },
  'mspdi-task-external': {
    status: 422,
    severity: 'note',
    zh: '任务“{task}”属于另一个文件，未采用；请把该文件一并导入。',
    en: 'Task "{task}" belongs to another file and was left out; import that file as well.',
  },
  'mspdi-task-manual': {
    status: 422,
    severity: 'note',
    zh: '任务“{task}”为手动计划，按必须开始于 {start} 处理。如应自动排程，请在 Project 中改为自动计划。',
    en: 'Task "{task}" is scheduled by hand; it was taken as one that must start on {start}. If it should be scheduled, set it to automatic in Project.',
  },
  'mspdi-task-manual-without-date': {
    status: 422,
    severity: 'warning',
    zh: '任务“{task}”为手动计划且没有开始日期，按自动计划处理。请核对其日期。',
    en: 'Task "{task}" is scheduled by hand without a start; it was taken as scheduled automatically. Check its dates.',
  },
  'mspdi-leveling-delay': {
    status: 422,
    severity: 'warning',
    zh: '任务“{task}”的资源调配延迟未采用；其日期可能早于 MS Project。如需平衡，请用资源平衡。',
    en: 'The levelling delay of task "{task}" was not taken over; it may be dated earlier than in MS Project. Level resources here instead.',
  },
  'mspdi-constraint-without-date': {
    status: 422,
    severity: 'warning',
    zh: '任务“{task}”的限制 {constraint} 没有日期，未采用。请补填日期。',
    en: 'Constraint {constraint} of task "{task}" has no date and was left out. Enter the date.',
  },
  'mspdi-lag-elapsed-percent': {
    status: 422,
    severity: 'warning',
    zh: '任务“{task}”的延时为日历时间百分比，已换算为 {minutes} 分钟日历时间。请核对。',
    en: 'A lag of task "{task}" is a percentage of elapsed time; it was taken as {minutes} elapsed minutes. Check it.',
  },
  'mspdi-assignment-delay': {
    status: 422,
    severity: 'warning',
    zh: '任务“{task}”的分配延迟未采用；其日期可能早于 MS Project。请核对其日期。',
    en: 'An assignment delay of task "{task}" was not taken over; it may be dated earlier than in MS Project. Check its dates.',
  },
  'mspdi-assignment-contour': {
    status: 422,
    severity: 'note',
    zh: '{count} 个分配的工时分布曲线未采用，工时按均匀分布计。如分布重要，请拆分工序。',
    en: 'The work contour of {count} assignments was not taken over; their work is spread evenly. Split the activity where the contour matters.',
  },
  'mspdi-calendar-unreadable': {
    status: 422,
    severity: 'warning',
    zh: '日历“{calendar}”的“{part}”无法识别，未采用。请在日历表中补填。',
    en: '"{part}" of calendar "{calendar}" cannot be read and was left out. Enter it on the calendar sheet.',
  },
  'mspdi-calendar-loop': {
    status: 422,
    severity: 'warning',
    zh: '日历“{calendar}”的基准日历构成循环，按没有基准日历处理。请在 Project 中改正基准日历后重新导出。',
    en: 'The base calendars of calendar "{calendar}" form a circle; it was taken as having none. Correct the base calendars in Project and export again.',
  },
  'mspdi-recurrence-cut': {
    status: 422,
    severity: 'warning',
    zh: '日历“{calendar}”的例外“{exception}”重复过多，只采用了前 {count} 次。请在日历例外表中补填其余日期。',
    en: 'Exception "{exception}" of calendar "{calendar}" recurs too often; its first {count} times were taken. Enter the further dates as calendar exceptions.',
  },
  'mspdi-date-far': {
    status: 422,
    severity: 'warning',
    zh: '{element} 的 {field} 中日期 {date} 不在 1970 至 2200 年之间，按空白处理。请改正后重新导入。',
    en: 'Date {date} in {field} of {element} is not between 1970 and 2200; it was taken as blank. Correct it and import again.',
  },
  'mspdi-custom-fields': {
    status: 422,
    severity: 'note',
    zh: '自定义字段未采用：{fields}（括号内为值的个数）。需要保留时，请存放在工作簿的自有列中。',
    en: 'Custom fields were not taken over: {fields} (number of values in brackets). To keep them, hold them in columns of your own.',
  },
} as const
