/** What can stand in the way of giving a calendar its holidays. */
export const holidayProblems = {
  'calendar-unknown': {
    status: 404,
    severity: 'error',
    zh: '项目中没有日历“{calendar}”。现有日历：{known}。请从中选择，或先添加该日历。',
    en: 'The project has no calendar "{calendar}". It has: {known}. Choose one of them, or add the calendar.',
  },
  'holiday-year-unknown': {
    status: 400,
    severity: 'error',
    zh: '没有 {year} 年的节假日数据。现有 {first} 至 {last} 年。请选择其间的年份，或自行填写日历例外。',
    en: 'There are no holidays of {year}. Known are {first} to {last}. Choose a year between, or enter calendar exceptions.',
  },
} as const
