/** What a Primavera P6 .xer file held that could not be taken over, or not as it stands. */
export const xerProblems = {
  'xer-table-not-used': {
    status: 422,
    severity: 'note',
    zh: '表 {table} 的 {count} 行未采用：本程序没有对应的内容。',
    en: '{count} rows of table {table} were not taken over; there is nothing here to hold them.',
  },
  'xer-column-not-used': {
    status: 422,
    severity: 'note',
    zh: '表 {table} 的列 {column} 有 {count} 个值未采用。',
    en: '{count} values of column {column} in table {table} were not taken over.',
  },
  'xer-record-unknown': {
    status: 422,
    severity: 'warning',
    zh: '记录类型“{record}”无法识别，该行未采用。',
    en: 'Record type "{record}" is unknown; the line was left out.',
  },
  'xer-row-width': {
    status: 422,
    severity: 'warning',
    zh: '表 {table} 的一行有 {found} 列，应为 {expected} 列。',
    en: 'A row of table {table} has {found} columns where {expected} were expected.',
  },
  'xer-row-outside-table': {
    status: 422,
    severity: 'warning',
    zh: '此行不属于任何表，未采用。',
    en: 'This row belongs to no table and was left out.',
  },
  'xer-truncated': {
    status: 422,
    severity: 'warning',
    zh: '文件没有结束标记（%E），可能不完整。请从 P6 重新导出。',
    en: 'The file has no end mark (%E) and may be incomplete. Export it from P6 again.',
  },
  'xer-value-unreadable': {
    status: 422,
    severity: 'warning',
    zh: '表 {table} 的列 {column} 中“{value}”无法识别，按空白处理。',
    en: '"{value}" in column {column} of table {table} cannot be read; it was taken as blank.',
  },
  'xer-reference-missing': {
    status: 422,
    severity: 'warning',
    zh: '表 {table} 的列 {column} 指向文件中没有的 {value}，该行未采用。',
    en: 'Column {column} of table {table} points at {value}, which the file does not hold; the row was left out.',
  },
  'xer-code-repeated': {
    status: 422,
    severity: 'warning',
    zh: '编码“{code}”在同一项目中重复，已改为“{used}”。',
    en: 'Code "{code}" is used twice in one project; this one became "{used}".',
  },
  'xer-calendar-unreadable': {
    status: 422,
    severity: 'warning',
    zh: '日历“{calendar}”的数据在“{part}”处无法识别。',
    en: 'The data of calendar "{calendar}" cannot be read at "{part}".',
  },
  'xer-choice-unknown': {
    status: 422,
    severity: 'warning',
    zh: '表 {table} 的列 {column} 中“{value}”未知，{count} 处按“{used}”处理。',
    en: '"{value}" in column {column} of table {table} is unknown; {count} times "{used}" was used.',
  },
  'xer-nothing-to-import': {
    status: 422,
    severity: 'error',
    zh: '文件 {file} 中没有项目。',
    en: 'File {file} holds no project.',
  },
} as const
