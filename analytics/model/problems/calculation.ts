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
    zh: '有逻辑关系指向不存在的工序“{activity}”，计算时未采用。请删除该关系，或补录该工序。',
    en: 'A link points at activity "{activity}", which does not exist; it was left out of the calculation. Delete the link, or enter the activity.',
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
  'baseline-end-before-start': {
    status: 422,
    severity: 'warning',
    zh: '工序“{activity}”的基线完工 {finish} 早于开工 {start}，完工改由工期推算。请改正文件中的日期。',
    en: 'Baseline of activity "{activity}" ends {finish} before it starts {start}; the end was taken from its duration. Correct the dates in the file.',
  },
  'date-after-data-date': {
    status: 422,
    severity: 'warning',
    zh: '工序“{activity}”的实际日期 {date} 晚于检查日期 {dataDate}。请改正实际日期，或推进检查日期。',
    en: 'Activity "{activity}" has an actual date {date} after the data date {dataDate}. Correct the actual date, or move the data date on.',
  },
  'date-out-of-range': {
    status: 422,
    severity: 'error',
    zh: '日期 {date} 超出 1970 至 2200 年。请改正日期。',
    en: 'Date {date} is outside 1970 to 2200. Correct the date.',
  },
  'calculated-with-projects': {
    status: 200,
    severity: 'note',
    zh: '项目“{project}”与有逻辑关系的项目一起计算：{others}。其中任一项目有改动后，请重新刷新本项目。',
    en: 'Project "{project}" was calculated together with the projects it is linked with: {others}. Refresh this project after an edit in any of them.',
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
    zh: '计算已取消，表格未作更改。需要时请重新计算。',
    en: 'The calculation was cancelled; no sheet was changed. Run it again when you want it.',
  },
  'currency-in-use': {
    status: 409,
    severity: 'error',
    zh: '项目已有 {count} 行金额以 {from} 计，改为 {to} 不会折算，未更改。请新建项目，把 {to} 的数据录入或导入其中。',
    en: '{count} rows of the project hold amounts in {from}; a change to {to} would convert none of them and was not made. Make a new project and enter or import into it what is in {to}.',
  },
  'amounts-too-large': {
    status: 422,
    severity: 'error',
    zh: '各项金额之和超出可精确计算的范围，最大一项为 {amount}，像是金额单位不同。请核对这一项。',
    en: 'The amounts together are beyond what can be calculated exactly; the largest is {amount}, in another unit of money, it seems. Check it.',
  },
  'calculation-failed': {
    status: 500,
    severity: 'error',
    zh: '计算未能完成：{reason}。表格未作更改，请重试；若再次出现请联系管理员。',
    en: 'The calculation did not finish: {reason}. No sheet was changed; try again, and tell your administrator if it recurs.',
  },
} as const
