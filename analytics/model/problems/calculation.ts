/** Findings about a plan that scheduling, loads and cost roll-up make. */
export const calculationProblems = {
  'link-loop': {
    status: 422,
    severity: 'error',
    zh: '这些工序互相等待，形成循环：{cycle}。请删除其中一条逻辑关系。',
    en: 'These activities wait for each other in a loop: {cycle}. Remove one of the links.',
  },
  'unknown-predecessor': {
    status: 422,
    severity: 'error',
    zh: '紧前工序“{predecessor}”不存在。请改正编码，或先添加该工序。',
    en: 'Predecessor "{predecessor}" does not exist. Correct the code, or add that activity first.',
  },
  'unknown-successor': {
    status: 422,
    severity: 'error',
    zh: '紧后工序“{successor}”不存在。请改正编码，或先添加该工序。',
    en: 'Successor "{successor}" does not exist. Correct the code, or add that activity first.',
  },
  'link-to-missing-activity': {
    status: 422,
    severity: 'warning',
    zh: '有逻辑关系指向不存在的工序“{activity}”，计算时未采用。',
    en: 'A link points at activity "{activity}", which does not exist; it was left out of the calculation.',
  },
  'link-on-summary': {
    status: 422,
    severity: 'error',
    zh: '汇总“{activity}”不能有逻辑关系。请改连到其下的工序。',
    en: 'Summary "{activity}" cannot carry links. Link the activities below it.',
  },
  'calendar-without-work': {
    status: 422,
    severity: 'error',
    zh: '日历“{calendar}”没有工作时间，已按周一至周五 08:00-16:00 计算。请补充班次。',
    en: 'Calendar "{calendar}" has no working time; Monday to Friday 08:00-16:00 was used. Give it shifts.',
  },
  'finish-before-start': {
    status: 422,
    severity: 'error',
    zh: '工序“{activity}”的完成 {finish} 早于开始 {start}。请改正其中一个日期。',
    en: 'Activity "{activity}" finishes {finish} before it starts {start}. Correct one of the dates.',
  },
  'date-after-data-date': {
    status: 422,
    severity: 'warning',
    zh: '工序“{activity}”的实际日期 {date} 晚于检查日期 {dataDate}。',
    en: 'Activity "{activity}" has an actual date {date} after the data date {dataDate}.',
  },
  'date-out-of-range': {
    status: 422,
    severity: 'error',
    zh: '日期 {date} 超出 1970 至 2200 年。',
    en: 'Date {date} is outside 1970 to 2200.',
  },
  'calculated-with-projects': {
    status: 200,
    severity: 'note',
    zh: '项目“{project}”与有逻辑关系的项目一起计算：{others}。',
    en: 'Project "{project}" was calculated together with the projects it is linked with: {others}.',
  },
  'no-data-date': {
    status: 422,
    severity: 'warning',
    zh: '项目“{project}”没有检查日期，已采用 {used}。请在项目表中填写。',
    en: 'Project "{project}" has no data date; {used} was used. Enter one on the project sheet.',
  },
  'calculation-cancelled': {
    status: 409,
    severity: 'note',
    zh: '计算已取消，表格未作更改。',
    en: 'The calculation was cancelled; no sheet was changed.',
  },
  'calculation-failed': {
    status: 500,
    severity: 'error',
    zh: '计算未能完成：{reason}。表格未作更改，请重试；若再次出现请联系管理员。',
    en: 'The calculation did not finish: {reason}. No sheet was changed; try again, and tell your administrator if it recurs.',
  },
} as const
