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
} as const
