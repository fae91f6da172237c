import type { Language } from '../page/texts.ts'
import type { NotCarried, OpenedFile } from './read-workbook.ts'

const names: Record<NotCarried, [zh: string, en: string]> = {
  charts: ['图表（仅显示数据单元格）', 'charts (their data cells are shown)'],
  images: ['图片', 'pictures'],
  pivotTables: ['数据透视表', 'pivot tables'],
  slicers: ['切片器', 'slicers'],
  timelines: ['日程表', 'timelines'],
  sparklines: ['迷你图', 'sparklines'],
  textBoxes: ['文本框', 'text boxes'],
  comments: ['批注', 'comments'],
  hyperlinks: ['超链接', 'hyperlinks'],
  richText: ['单元格内的混合格式', 'mixed formats inside a cell'],
  externalLinks: ['外部链接', 'links to other workbooks'],
  background: ['背景图', 'background pictures'],
  formats: ['部分条件格式', 'some conditional formats'],
  validations: ['部分数据验证', 'some data validation'],
  printing: ['打印设置', 'print settings'],
}

/** One line per sheet that names what a file holds and the workbench does not carry; null when nothing is lost. */
export function describeLosses(losses: OpenedFile['notShown'], language: Language): string | null {
  if (losses.length === 0) return null
  const zh = language === 'zh-CN'
  const bySheet = new Map<string, string[]>()
  for (const { sheet, what, count } of losses) {
    const text = `${names[what][zh ? 0 : 1]} × ${count}`
    bySheet.set(sheet, [...(bySheet.get(sheet) ?? []), text])
  }
  const lines = [...bySheet].map(
    ([sheet, parts]) =>
      `${sheet === '' ? (zh ? '工作簿' : 'Workbook') : sheet}: ${parts.join(zh ? '、' : ', ')}`,
  )
  return `${zh ? '以下内容未能带入工作台：' : 'Not carried into the workbench:'}\n${lines.join('\n')}`
}
