/** What a cell may not hold. */
export const fieldProblems = {
  'not-a-number': {
    status: 422,
    severity: 'error',
    zh: '“{value}”不是数字。请在“{label}”中填写数字。',
    en: '"{value}" is not a number. Enter a number in {label}.',
  },
  'not-a-date': {
    status: 422,
    severity: 'error',
    zh: '“{value}”不是日期。请在“{label}”中填写日期，例如 2026-03-29。',
    en: '"{value}" is not a date. Enter a date in {label}, for example 2026-03-29.',
  },
  'not-a-choice': {
    status: 422,
    severity: 'error',
    zh: '“{value}”不在“{label}”的选项中：{choices}。',
    en: '"{value}" is not one of the choices of {label}: {choices}.',
  },
  'not-yes-or-no': {
    status: 422,
    severity: 'error',
    zh: '“{value}”既不是“是”也不是“否”。',
    en: '"{value}" is neither yes nor no.',
  },
  'negative-value': {
    status: 422,
    severity: 'error',
    zh: '“{label}”不能为负数：{value}。',
    en: '{label} cannot be negative: {value}.',
  },
  'ratio-out-of-range': {
    status: 422,
    severity: 'error',
    zh: '“{label}”须在 0% 到 100% 之间：{value}。',
    en: '{label} must be from 0% to 100%: {value}.',
  },
  'number-out-of-range': {
    status: 422,
    severity: 'error',
    zh: '“{label}”的数值超出范围：{value}。',
    en: 'The number in {label} is out of range: {value}.',
  },
  'not-an-integer': {
    status: 422,
    severity: 'error',
    zh: '“{label}”须为整数：{value}。',
    en: '{label} must be a whole number: {value}.',
  },
  'too-many-decimals': {
    status: 422,
    severity: 'error',
    zh: '{value} 的小数位超过 {currency} 允许的 {digits} 位。',
    en: '{value} has more decimals than the {digits} that {currency} allows.',
  },
  'money-too-large': {
    status: 422,
    severity: 'error',
    zh: '金额 {value} 过大，无法精确保存。',
    en: 'The amount {value} is too large to be kept exactly.',
  },
  'text-too-long': {
    status: 422,
    severity: 'error',
    zh: '“{label}”最多 {limit} 个字符。',
    en: '{label} holds at most {limit} characters.',
  },
  'value-missing': {
    status: 422,
    severity: 'error',
    zh: '“{label}”不能为空。',
    en: '{label} cannot be blank.',
  },
  'reference-unknown': {
    status: 422,
    severity: 'error',
    zh: '“{label}”中的“{value}”不存在。请改正，或先添加。',
    en: '"{value}" in {label} does not exist. Correct it, or add it first.',
  },
  'shifts-unreadable': {
    status: 422,
    severity: 'error',
    zh: '班次“{value}”无法识别。请写成 08:00-12:00,13:00-17:00。',
    en: 'The shifts "{value}" cannot be read. Write them as 08:00-12:00,13:00-17:00.',
  },
  'links-unreadable': {
    status: 422,
    severity: 'error',
    zh: '逻辑关系“{value}”在“{part}”处无法识别。请写成 A1020FS+3d;A1030SS。',
    en: 'The links "{value}" cannot be read at "{part}". Write them as A1020FS+3d;A1030SS.',
  },
  'currency-unknown': {
    status: 422,
    severity: 'error',
    zh: '币种“{value}”不是三个字母的 ISO 4217 代码。',
    en: 'Currency "{value}" is not a three-letter ISO 4217 code.',
  },
} as const
