/** What of a plan a file format cannot carry, told before the export, and how an import went. */
export const exportProblems = {
  'export-rows-lost': {
    status: 422,
    severity: 'warning',
    zh: '“{sheet}”的 {count} 行不在导出文件中：{examples}。需要完整保留时，请导出为 template 格式。',
    en: '{count} rows of "{sheet}" are not in the exported file: {examples}. To keep them, export as template.',
  },
  'export-rows-added': {
    status: 422,
    severity: 'note',
    zh: '导出文件的“{sheet}”多出 {count} 行：{examples}。导入后请按需删除。',
    en: 'The exported file holds {count} further rows of "{sheet}": {examples}. Delete them after the import if you do not want them.',
  },
  'export-values-lost': {
    status: 422,
    severity: 'warning',
    zh: '“{sheet}”中“{field}”的 {count} 个值不在导出文件中：{examples}。需要完整保留时，请导出为 template 格式。',
    en: '{count} values of "{field}" in "{sheet}" are not in the exported file: {examples}. To keep them, export as template.',
  },
  'export-values-changed': {
    status: 422,
    severity: 'warning',
    zh: '“{sheet}”中“{field}”的 {count} 个值在导出文件中不同：{examples}。需要完整保留时，请导出为 template 格式。',
    en: '{count} values of "{field}" in "{sheet}" are different in the exported file: {examples}. To keep them as they are, export as template.',
  },
  'export-text-long': {
    status: 422,
    severity: 'warning',
    zh: '“{sheet}”中“{field}”有 {count} 个文字超过 P6 的 {limit} 个字符，P6 可能拒收或截断：{examples}。请先缩短这些文字。',
    en: '{count} texts of "{field}" in "{sheet}" are longer than the {limit} characters P6 takes; it may refuse or cut them: {examples}. Shorten them first.',
  },
  'export-not-hours': {
    status: 422,
    severity: 'warning',
    zh: '{count} 个人工或机械资源不以小时计量，P6 会把用量当作小时：{examples}。导出前请换算为小时，或改为材料类。',
    en: '{count} labour or machine resources are not counted in hours, but P6 takes their quantities for hours: {examples}. Convert them to hours before the export, or make them material.',
  },
  'export-format-unknown': {
    status: 400,
    severity: 'error',
    zh: '不能导出为“{format}”。可选：{formats}。请从中选择。',
    en: 'Nothing can be exported as "{format}". Choose one of {formats}.',
  },
  'export-encoding': {
    status: 422,
    severity: 'note',
    zh: '文件以 {encoding} 编码；P6 按所在电脑的代码页读取 .xer，请在同一代码页的电脑上打开。',
    en: 'The file is encoded in {encoding}; P6 reads a .xer in the code page of its machine, so open it on one with that code page.',
  },
  'quote-open': {
    status: 422,
    severity: 'warning',
    zh: '文件 {file} 末尾的引号没有闭合，文件可能不完整。请重新导出。',
    en: 'The last quotation mark of file {file} is not closed; the file may be cut off. Export it again.',
  },
  'import-cancelled': {
    status: 409,
    severity: 'note',
    zh: '导入已取消，没有保存任何内容。需要时请重新导入。',
    en: 'The import was cancelled; nothing was stored. Import again when you want it.',
  },
} as const
