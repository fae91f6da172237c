/** What may become of an edit that a workbook sent. */
export const syncProblems = {
  'field-read-only': {
    status: 422,
    severity: 'warning',
    zh: '“{label}”由系统计算，不能填写；已恢复原值。',
    en: '{label} is calculated and cannot be typed; its value was put back.',
  },
  'field-not-yours': {
    status: 403,
    severity: 'error',
    zh: '角色“{role}”不能修改“{label}”。',
    en: 'Role {role} may not change {label}.',
  },
  'edit-conflict': {
    status: 409,
    severity: 'warning',
    zh: '“{label}”已被 {by} 改为“{theirs}”，与您的修改冲突。请选择保留哪一个。',
    en: '{label} was changed to "{theirs}" by {by} and conflicts with your edit. Choose which to keep.',
  },
  'row-unknown': {
    status: 404,
    severity: 'error',
    zh: '该行已不存在（{rowKey}）。',
    en: 'The row no longer exists ({rowKey}).',
  },
  'row-deleted': {
    status: 409,
    severity: 'error',
    zh: '该行已被 {by} 删除。',
    en: 'The row was deleted by {by}.',
  },
  'row-key-taken': {
    status: 409,
    severity: 'error',
    zh: '行标识 {rowKey} 已被使用。',
    en: 'Row key {rowKey} is already in use.',
  },
  'code-taken': {
    status: 422,
    severity: 'error',
    zh: '编码“{code}”已被另一行使用。编码不能重复。',
    en: 'Code "{code}" is used by another row. Codes must be unique.',
  },
  'row-in-use': {
    status: 422,
    severity: 'error',
    zh: '“{code}”仍被 {count} 行引用（{users}），不能删除。',
    en: '"{code}" is still used by {count} rows ({users}) and cannot be deleted.',
  },
  'field-unknown': {
    status: 422,
    severity: 'error',
    zh: '“{sheet}”没有字段“{field}”。',
    en: 'Sheet {sheet} has no field {field}.',
  },
  'sheet-unknown': {
    status: 404,
    severity: 'error',
    zh: '没有名为“{sheet}”的表。',
    en: 'There is no sheet named {sheet}.',
  },
  'sheet-read-only': {
    status: 422,
    severity: 'error',
    zh: '“{sheet}”由系统生成，不能增删行。',
    en: 'Sheet {sheet} is made by the system; rows cannot be added or deleted.',
  },
  'batch-reused': {
    status: 409,
    severity: 'error',
    zh: '批次标识 {idempotencyKey} 已用于不同的内容。',
    en: 'Batch key {idempotencyKey} was used for different content.',
  },
  'project-unknown': {
    status: 404,
    severity: 'error',
    zh: '没有项目“{project}”。',
    en: 'There is no project "{project}".',
  },
  'project-exists': {
    status: 409,
    severity: 'error',
    zh: '项目编码“{code}”已存在。',
    en: 'Project code "{code}" already exists.',
  },
  'link-to-itself': {
    status: 422,
    severity: 'error',
    zh: '工序不能以自身为紧前工序。',
    en: 'An activity cannot be its own predecessor.',
  },
  'columns-unequal': {
    status: 400,
    severity: 'error',
    zh: '列“{column}”有 {length} 个值，应为 {expected} 个。',
    en: 'Column {column} holds {length} values; {expected} were expected.',
  },
} as const
