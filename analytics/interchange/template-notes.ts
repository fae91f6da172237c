import type { Language } from '#model/contract.ts'
import type { Words } from '#model/field.ts'

/** Name of the sheet with instructions. */
export const notesSheet: Words = { zh: '填写说明', en: 'How to fill in' }

/** What to know before filling in the template, one sentence to a line; a line that begins with # is a heading. */
export const notes: Record<Language, readonly string[]> = {
  zh: [
    '# 准绳 · 计划与成本导入模板',
    '每张工作表填一类数据，不需要的表可留空或删除。表头不要改动；列的顺序可以调换，也可以插入自己的列。',
    '表头带 * 的列必填。鼠标停在表头上可看到填写要求。',
    '# 编码',
    '工序编码、资源编码、科目编码、日历编码在各自的表中不能重复。其他表用编码引用它们。',
    '分部分项的层级由编码决定，例如 1.2.3 属于 1.2；与行的先后无关。',
    '# 工期与日期',
    '工期以天为单位，按日历的每日工时折算；也可以写成 12小时。日期写成 2026-03-29。',
    '只填日期的开始为当日第一个工作时刻，完成为当日最后一个工作时刻。',
    '# 紧前工序',
    '例如 A1020FS+3d;A1030SS。关系为 FS、SS、FF、SF，不写时为 FS；延时单位 d 天、h 小时、w 周、% 为紧前工期的百分比，ed 为日历天。',
    '# 金额',
    '金额以项目币种的元为单位，最多两位小数。表头写“金额(万元)”，或在表头上方写“单位：万元”，则按万元读取。',
    '# 日历',
    '每周班次写成 08:00-12:00,13:00-17:00，空白为不工作。节假日与调休写在“日历例外”中：班次空白为放假，填写班次为上班。',
    '# 导入之后',
    '无法识别的单元格会逐个列出位置和原因，其余内容照常导入。合计行不会导入，合计由系统计算。',
  ],
  en: [
    '# Plumbline · template for plans and costs',
    'Each sheet holds one kind of row; leave sheets you do not need empty or delete them. Keep the headers; columns may change places, and you may add your own.',
    'Columns marked * must be filled in. Point at a header to see what it wants.',
    '# Codes',
    'Codes of activities, resources, cost accounts and calendars are unique on their sheet. Other sheets refer to them by code.',
    'The WBS hierarchy is in the code: 1.2.3 belongs to 1.2, wherever its row stands.',
    '# Durations and dates',
    'Durations are in days, by the hours per day of the calendar; 12h is understood too. Write dates as 2026-03-29.',
    'A start without a time is the first working minute of its day, a finish the last.',
    '# Predecessors',
    'For example A1020FS+3d;A1030SS. Kinds are FS, SS, FF, SF, and FS where none is written; lags are in d days, h hours, w weeks, % of the predecessor, ed calendar days.',
    '# Amounts',
    'Amounts are in the major unit of the project currency, with its decimals. A header such as Amount (万元) is read in ten thousands.',
    '# Calendars',
    'Shifts of a weekday are written as 08:00-12:00,13:00-17:00; blank is no work. Holidays and make-up days go on Calendar exceptions: blank shifts are a day off.',
    '# After the import',
    'Cells that cannot be read are listed with their place and the reason; everything else is imported. Total rows are not: totals are calculated.',
  ],
}

/** Headings of the table of columns below the notes. */
export const dictionaryHeader: Record<Language, readonly string[]> = {
  zh: ['工作表', '列', '必填', '内容', '说明'],
  en: ['Sheet', 'Column', 'Required', 'Holds', 'Meaning'],
}

/** What a column of each kind holds, in words. */
export const kindWords: Record<string, Words> = {
  text: { zh: '文字', en: 'Text' },
  integer: { zh: '整数', en: 'Whole number' },
  number: { zh: '数字', en: 'Number' },
  money: { zh: '金额(元)', en: 'Amount' },
  unitPrice: { zh: '单价(元)，最多四位小数', en: 'Unit price, four decimals' },
  quantity: { zh: '数量，最多三位小数', en: 'Quantity, three decimals' },
  work: { zh: '天数', en: 'Days' },
  ratio: { zh: '百分比 0-100%', en: 'Percentage 0-100%' },
  boolean: { zh: '是/否', en: 'Yes/No' },
  day: { zh: '日期', en: 'Date' },
  start: { zh: '日期', en: 'Date' },
  finish: { zh: '日期', en: 'Date' },
  oneOf: { zh: '选项', en: 'Choice' },
  ref: { zh: '编码', en: 'Code' },
  links: { zh: '逻辑关系', en: 'Links' },
  shifts: { zh: '班次', en: 'Shifts' },
}
