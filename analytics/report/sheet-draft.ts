import type { CellStyle, CellValue, SheetChart, WriteSheet } from 'hucre/xlsx'

/** A worksheet while it is being written; rows and columns count from 0. */
export class SheetDraft {
  readonly name: string
  readonly charts: SheetChart[] = []
  private readonly values: CellValue[][] = []
  private readonly cells: NonNullable<WriteSheet['cells']> = new Map()
  private readonly merges: NonNullable<WriteSheet['merges']> = []
  private readonly heights: NonNullable<WriteSheet['rowDefs']> = new Map()
  private readonly rules: NonNullable<WriteSheet['conditionalRules']> = []
  private readonly widths: number[]

  constructor(name: string, widths: number[]) {
    this.name = name
    this.widths = widths
  }

  put(row: number, column: number, value: CellValue, style: CellStyle): void {
    this.valueAt(row, column, value)
    this.cells.set(`${row},${column}`, { value, style })
  }

  /** A formula with the value it has, so that viewers that do not calculate show it too. */
  formula(row: number, column: number, formula: string, result: CellValue, style: CellStyle): void {
    this.valueAt(row, column, result)
    this.cells.set(`${row},${column}`, { value: result, formula, formulaResult: result, style })
  }

  /** A link to the first cell of another sheet. */
  link(row: number, column: number, text: string, sheet: string, style: CellStyle): void {
    this.valueAt(row, column, text)
    const location = `${quoteSheet(sheet)}!A1`
    this.cells.set(`${row},${column}`, {
      value: text,
      style,
      hyperlink: { target: '', location, display: text },
    })
  }

  /** One value across columns of a row, styled in each of them. */
  span(row: number, from: number, to: number, value: CellValue, style: CellStyle): void {
    for (let column = from; column <= to; column++)
      this.put(row, column, column === from ? value : null, style)
    this.merges.push({ startRow: row, endRow: row, startCol: from, endCol: to })
  }

  /** A block of text over rows and columns. */
  block(fromRow: number, toRow: number, from: number, to: number, value: CellValue, style: CellStyle): void {
    this.put(fromRow, from, value, style)
    this.merges.push({ startRow: fromRow, endRow: toRow, startCol: from, endCol: to })
  }

  height(row: number, points: number): void {
    this.heights.set(row, { height: points })
  }

  rule(rule: NonNullable<WriteSheet['conditionalRules']>[number]): void {
    this.rules.push(rule)
  }

  /** A printed page: A4 landscape, as wide as the columns, rows to repeat and cells to freeze where there are any. */
  build(page: {
    footer: string
    header: string
    lastRow: number
    repeatRows?: number
    freezeColumns?: number
    isOnePage?: boolean
    showsGrid?: boolean
  }): WriteSheet {
    const last = columnName(this.widths.length - 1)
    const repeat = page.repeatRows ?? 0
    return {
      name: this.name,
      columns: this.widths.map(width => ({ width })),
      rows: this.values.map(row => Array.from(row, value => value ?? null)),
      cells: this.cells,
      merges: this.merges,
      rowDefs: this.heights,
      conditionalRules: this.rules,
      charts: this.charts,
      view: { showGridLines: page.showsGrid ?? false, zoomScale: 90 },
      ...(repeat > 0 ? { freezePane: { rows: repeat, columns: page.freezeColumns ?? 0 } } : {}),
      pageSetup: {
        paperSize: 'a4',
        orientation: 'landscape',
        fitToPage: true,
        fitToWidth: 1,
        fitToHeight: page.isOnePage ? 1 : 0,
        horizontalCentered: true,
        margins: { top: 0.7, bottom: 0.7, left: 0.5, right: 0.5, header: 0.3, footer: 0.3 },
        printArea: `$A$1:$${last}$${page.lastRow + 1}`,
        ...(repeat > 0 ? { printTitlesRow: `$1:$${repeat}` } : {}),
      },
      headerFooter: { oddHeader: `&L&9${page.header}`, oddFooter: `&R&9${page.footer}` },
    }
  }

  private valueAt(row: number, column: number, value: CellValue): void {
    while (this.values.length <= row) this.values.push([])
    ;(this.values[row] as CellValue[])[column] = value
  }
}

/** `A`, `Z`, `AA` of a column counted from 0. */
export function columnName(column: number): string {
  const rest = Math.floor(column / 26)
  return (rest > 0 ? columnName(rest - 1) : '') + String.fromCharCode(65 + (column % 26))
}

/** A sheet name as formulas quote it. */
function quoteSheet(name: string): string {
  return `'${name.replaceAll("'", "''")}'`
}

/** `'数据_曲线'!$B$2:$B$20` of rows and one column counted from 0. */
export function columnRange(sheet: string, column: number, fromRow: number, toRow: number): string {
  const letter = columnName(column)
  return `${quoteSheet(sheet)}!$${letter}$${fromRow + 1}:$${letter}$${toRow + 1}`
}

/** `'数据_曲线'!$B$2` of a row and column counted from 0. */
export function cellAt(sheet: string, column: number, row: number): string {
  return `${quoteSheet(sheet)}!$${columnName(column)}$${row + 1}`
}
