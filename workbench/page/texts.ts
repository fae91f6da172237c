/** The languages of the page. */
export type Language = 'zh-CN' | 'en'

const texts = {
  file: ['文件', 'File'],
  home: ['开始', 'Home'],
  open: ['打开 .xlsx…', 'Open .xlsx…'],
  save: ['另存为 .xlsx', 'Save as .xlsx'],
  newBook: ['新建工作簿', 'New workbook'],
  language: ['English', '中文'],
  hidePane: ['关闭窗格', 'Close pane'],
  ready: ['就绪', 'Ready'],
  working: ['正在运行…', 'Working…'],
  edit: ['编辑', 'Edit'],
  loading: ['正在启动加载项…', 'Starting the add-in…'],
  noManifest: ['没有加载项清单', 'No add-in manifest'],
  close: ['关闭', 'Close'],
  ok: ['确定', 'OK'],
  retry: ['重试', 'Retry'],
  cancel: ['取消', 'Cancel'],
  invalidTitle: ['数据验证', 'Data validation'],
  invalidText: [
    '此值与此单元格定义的数据验证限制不匹配。',
    "This value doesn't match the data validation restrictions defined for this cell.",
  ],
  protectedText: [
    '该单元格位于受保护的工作表中，不能更改。',
    'The cell is on a protected sheet and cannot be changed.',
  ],
  notCarried: ['未能带入或带出的内容：', 'Not carried over:'],
  cannotOpen: ['无法打开此文件：', 'The file cannot be opened:'],
  opened: ['已打开', 'Opened'],
  saved: ['已保存', 'Saved'],
  sheetTitle: ['工作台', 'Workbench'],
} as const

/** A text of the page. */
export type TextKey = keyof typeof texts

/** The text in the language of the page. */
export function textOf(language: Language, key: TextKey): string {
  return texts[key][language === 'zh-CN' ? 0 : 1]
}
