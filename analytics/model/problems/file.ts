/** What is wrong with a file that was given to read. */
export const fileProblems = {
  'file-not-found': {
    status: 404,
    severity: 'error',
    zh: '找不到文件 {file}。',
    en: 'File {file} was not found.',
  },
  'file-unreadable': {
    status: 422,
    severity: 'error',
    zh: '文件 {file} 无法读取：{reason}。',
    en: 'File {file} cannot be read: {reason}.',
  },
  'file-kind-unknown': {
    status: 422,
    severity: 'error',
    zh: '文件 {file} 不是可导入的格式（.xer、.xlsx、DSLIB 文件夹）。',
    en: 'File {file} is of no kind that can be imported (.xer, .xlsx, a DSLIB folder).',
  },
  'file-is-not-what-it-says': {
    status: 422,
    severity: 'error',
    zh: '文件 {file} 的内容不是 {kind}。',
    en: 'File {file} does not contain {kind}.',
  },
  'file-empty': {
    status: 422,
    severity: 'error',
    zh: '文件 {file} 是空的。请重新导出后再导入。',
    en: 'File {file} is empty. Export it again and import that.',
  },
  'file-truncated': {
    status: 422,
    severity: 'error',
    zh: '文件 {file} 不完整，在{place}处中断。请重新导出或重新传送。',
    en: 'File {file} is cut off at {place}. Export or send it again.',
  },
  'file-too-large': {
    status: 413,
    severity: 'error',
    zh: '文件 {file} 解压后为 {size} MB，超过上限 {limit} MB，未读取。',
    en: 'File {file} unpacks to {size} MB, more than the limit of {limit} MB; it was not read.',
  },
  'file-from-newer-version': {
    status: 422,
    severity: 'error',
    zh: '工作簿 {file} 由更新的版本（格式 {version}）生成，本程序只认识到格式 {known}。请先升级准绳。',
    en: 'Workbook {file} was made by a newer version (format {version}); this one knows formats up to {known}. Update Plumbline first.',
  },
  'sheet-missing': {
    status: 422,
    severity: 'error',
    zh: '工作簿 {file} 缺少工作表“{sheet}”。',
    en: 'Workbook {file} has no sheet "{sheet}".',
  },
  'column-missing': {
    status: 422,
    severity: 'error',
    zh: '“{sheet}”前 {rows} 行中找不到表头“{column}”。请保留模板的表头。',
    en: 'The first {rows} rows of "{sheet}" hold no header "{column}". Keep the headers of the template.',
  },
  'not-a-text': {
    status: 422,
    severity: 'error',
    zh: '“{label}”须为文字：{value}。',
    en: '{label} must be text: {value}.',
  },
} as const
