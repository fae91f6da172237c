/** What keeps a file of a levelling problem from being read, and a levelled schedule from being given out. */
export const levelProblems = {
  'level-file-unknown': {
    status: 422,
    severity: 'error',
    zh: '文件 {file} 不是 PSPLIB 单模式文件（.sm），也不是 Patterson 文件（.rcp）。其他文件请先导入，再按项目编码平衡。',
    en: 'File {file} is neither a PSPLIB single-mode file (.sm) nor a Patterson file (.rcp). Import any other file first and level it by its project code.',
  },
  'level-file-cut': {
    status: 422,
    severity: 'error',
    zh: '文件 {file} 在第 {line} 行之后中断：缺少{missing}。请重新取得完整的文件。',
    en: 'File {file} breaks off after line {line}, before {missing}. Get the whole file again.',
  },
  'level-value-unreadable': {
    status: 422,
    severity: 'error',
    zh: '文件 {file} 第 {line} 行的“{found}”不能作为{expected}。请改正该值。',
    en: '"{found}" in line {line} of file {file} is no {expected}. Correct it.',
  },
  'level-count-wrong': {
    status: 422,
    severity: 'error',
    zh: '文件 {file} 第 {line} 行：{what}应为 {expected}，实为 {found}。请改正其中一处。',
    en: 'Line {line} of file {file}: {what} must be {expected} but is {found}. Correct one of them.',
  },
  'level-mode-unsupported': {
    status: 422,
    severity: 'error',
    zh: '文件 {file} 第 {line} 行：只支持一种执行模式和可更新资源，此处为{found}。请改用单模式、只含可更新资源的文件。',
    en: 'Line {line} of file {file}: one mode and renewable resources only are supported; here is {found}. Use a file of one mode with renewable resources only.',
  },
  'level-demand-above-capacity': {
    status: 422,
    severity: 'error',
    zh: '文件 {file} 第 {line} 行：工作 {job} 需要资源 {resource} {demand} 个单位，但只有 {capacity} 个。请减少需求或增加资源。',
    en: 'Line {line} of file {file}: job {job} needs {demand} units of resource {resource}, of which there are {capacity}. Lower the demand or raise the capacity.',
  },
  'level-too-long': {
    status: 422,
    severity: 'error',
    zh: '文件 {file} 的工期合计 {found} 个时段，超过上限 {limit}。请用更长的时段表示。',
    en: 'The durations in file {file} add up to {found} periods, more than the limit of {limit}. State them in longer periods.',
  },
  'level-schedule-invalid': {
    status: 500,
    severity: 'error',
    zh: '算出的进度未通过独立检查（{reason}），未输出。请将文件交给管理员。',
    en: 'The schedule found failed its separate check ({reason}) and is not given out. Hand the file to your administrator.',
  },
} as const
