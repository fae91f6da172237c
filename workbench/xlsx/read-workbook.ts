import {
  BooleanNumber,
  CellValueType,
  type ICellData,
  type IColumnData,
  type IRowData,
  type IStyleData,
  type IWorkbookData,
  type IWorksheetData,
} from '@univerjs/core'
import { type Cell, readXlsx, type Sheet, type Workbook } from 'hucre'
import { blankSheet } from '../objects/worksheets.ts'
import { gridStyle, colorOf } from './cell-styles.ts'

/** A file ready to be shown: the grid's data, the file itself for what comes after, and what is left out. */
export interface OpenedFile {
  data: Partial<IWorkbookData>
  source: Workbook
  notShown: { sheet: string; what: NotCarried; count: number }[]
}

/** Kinds of content that the workbench cannot carry. */
export type NotCarried =
  | 'charts'
  | 'images'
  | 'pivotTables'
  | 'slicers'
  | 'timelines'
  | 'sparklines'
  | 'textBoxes'
  | 'comments'
  | 'hyperlinks'
  | 'richText'
  | 'externalLinks'
  | 'background'
  | 'formats'
  | 'validations'
  | 'printing'

/** Pixels of a column of so many characters. */
const pixelsPerCharacter = 7
const columnPadding = 5

/** Reads an .xlsx into the grid's own data. Cells, formulas, formats, widths, panes; the rest is applied to the open grid. */
export async function readWorkbook(bytes: Uint8Array): Promise<OpenedFile> {
  const source = await readXlsx(bytes, { readStyles: true })
  const styles = new StyleTable(source.themeColors)
  const sheets: Record<string, Partial<IWorksheetData>> = {}
  const sheetOrder: string[] = []
  const notShown: OpenedFile['notShown'] = []
  for (const [index, sheet] of source.sheets.entries()) {
    const id = `sheet-${index + 1}`
    sheetOrder.push(id)
    sheets[id] = sheetData(id, sheet, styles)
    notShown.push(...contentsNotShown(sheet))
  }
  if (source.externalLinks?.length)
    notShown.push({ sheet: '', what: 'externalLinks', count: source.externalLinks.length })
  return { data: { sheetOrder, sheets, styles: styles.all }, source, notShown }
}

class StyleTable {
  readonly all: Record<string, IStyleData> = {}
  readonly #keys = new Map<string, string>()
  readonly theme: string[] | undefined

  constructor(theme: string[] | undefined) {
    this.theme = theme
  }

  add(style: Cell['style']): string | undefined {
    if (!style) return undefined
    const made = gridStyle(style, this.theme)
    const text = JSON.stringify(made)
    if (text === '{}') return undefined
    const known = this.#keys.get(text)
    if (known) return known
    const key = `s${this.#keys.size + 1}`
    this.#keys.set(text, key)
    this.all[key] = made
    return key
  }
}

function sheetData(id: string, sheet: Sheet, styles: StyleTable): Partial<IWorksheetData> {
  const cellData: Record<number, Record<number, ICellData>> = {}
  let rows = sheet.rows.length
  let columns = sheet.columns?.length ?? 0
  const put = (row: number, column: number, cell: ICellData) => {
    rows = Math.max(rows, row + 1)
    columns = Math.max(columns, column + 1)
    const line = cellData[row] ?? {}
    line[column] = cell
    cellData[row] = line
  }
  for (const [row, line] of sheet.rows.entries()) {
    for (const [column, value] of line.entries())
      if (value !== null && value !== undefined) put(row, column, scalarCell(value))
  }
  for (const [key, cell] of sheet.cells ?? []) {
    const [row = 0, column = 0] = key.split(',').map(Number)
    const made = fullCell(cell, styles)
    if (Object.keys(made).length > 0) put(row, column, made)
  }
  const rowData: Record<number, IRowData> = {}
  for (const [row, def] of sheet.rowDefs ?? []) {
    rowData[row] = {
      ...(def.height ? { h: (def.height * 96) / 72, ia: BooleanNumber.FALSE } : {}),
      ...(def.hidden ? { hd: BooleanNumber.TRUE } : {}),
    }
  }
  const columnData: Record<number, IColumnData> = {}
  for (const [column, def] of (sheet.columns ?? []).entries()) {
    if (def.width !== undefined || def.hidden) {
      columnData[column] = {
        ...(def.width === undefined ? {} : { w: Math.round(def.width * pixelsPerCharacter + columnPadding) }),
        ...(def.hidden ? { hd: BooleanNumber.TRUE } : {}),
      }
    }
  }
  const blank = blankSheet(id, sheet.name)
  const { rows: frozenRows = 0, columns: frozenColumns = 0 } = sheet.freezePane ?? {}
  return {
    ...blank,
    cellData,
    rowData,
    columnData,
    rowCount: Math.max(blank.rowCount, rows + 200),
    columnCount: Math.max(blank.columnCount, columns + 10),
    mergeData: (sheet.merges ?? []).map(merge => ({
      startRow: merge.startRow,
      endRow: merge.endRow,
      startColumn: merge.startCol,
      endColumn: merge.endCol,
    })),
    freeze: {
      xSplit: frozenColumns,
      ySplit: frozenRows,
      startRow: frozenRows || -1,
      startColumn: frozenColumns || -1,
    },
    hidden: sheet.hidden || sheet.veryHidden ? BooleanNumber.TRUE : BooleanNumber.FALSE,
    tabColor: colorOf(sheet.view?.tabColor, styles.theme) ?? '',
    showGridlines: sheet.view?.showGridLines === false ? BooleanNumber.FALSE : BooleanNumber.TRUE,
    custom: sheet.veryHidden ? { veryHidden: true } : {},
  }
}

function fullCell(cell: Cell, styles: StyleTable): ICellData {
  const style = styles.add(cell.style)
  const value = cell.formula === undefined ? cell.value : (cell.formulaResult ?? cell.value)
  const made: ICellData = value === null || value === undefined ? {} : scalarCell(value)
  if (cell.formula !== undefined && cell.formula !== '')
    made.f = cell.formula.startsWith('=') ? cell.formula : `=${cell.formula}`
  if (cell.formulaType === 'shared' && cell.formulaSharedIndex !== undefined)
    made.si = `shared ${cell.formulaSharedIndex}`
  if (style) made.s = style
  if (cell.style?.protection?.locked === false) made.custom = { unlocked: true }
  return made
}

function scalarCell(value: string | number | boolean | Date): ICellData {
  if (value instanceof Date)
    return { v: Number((value.getTime() / 86_400_000 + 25_569).toFixed(9)), t: CellValueType.NUMBER }
  if (typeof value === 'number') return { v: value, t: CellValueType.NUMBER }
  if (typeof value === 'boolean') return { v: value ? 1 : 0, t: CellValueType.BOOLEAN }
  return { v: value, t: CellValueType.STRING }
}

function contentsNotShown(sheet: Sheet): OpenedFile['notShown'] {
  const cells = [...(sheet.cells?.values() ?? [])]
  const counts: [NotCarried, number][] = [
    ['charts', sheet.charts?.length ?? 0],
    ['images', sheet.images?.length ?? 0],
    ['pivotTables', sheet.pivotTables?.length ?? 0],
    ['slicers', sheet.slicers?.length ?? 0],
    ['timelines', sheet.timelines?.length ?? 0],
    ['sparklines', sheet.sparklines?.length ?? 0],
    ['textBoxes', sheet.textBoxes?.length ?? 0],
    ['comments', cells.filter(cell => cell.comment).length + (sheet.threadedComments?.length ?? 0)],
    ['hyperlinks', cells.filter(cell => cell.hyperlink).length],
    ['richText', cells.filter(cell => (cell.richText?.length ?? 0) > 1).length],
    ['background', sheet.backgroundImage ? 1 : 0],
  ]
  return counts.filter(([, count]) => count > 0).map(([what, count]) => ({ sheet: sheet.name, what, count }))
}
