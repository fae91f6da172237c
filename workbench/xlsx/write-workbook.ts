import { BooleanNumber, type Worksheet } from '@univerjs/core'
import { FormulaDataModel } from '@univerjs/preset-sheets-core'
import { SheetDataValidationModel } from '@univerjs/preset-sheets-data-validation'
import { type Cell, type ConditionalRule, type DataValidation, type WriteSheet, writeXlsx } from 'hucre'
import type { Book } from '../book/book.ts'
import { formatReference } from '../grid/area.ts'
import { rulesOfSheet } from '../grid/conditional-rules.ts'
import { scalarOf } from '../grid/read-cells.ts'
import { headerNames, tablesOfBook, tablesOfSheet } from '../grid/tables.ts'
import { hexColor } from '../objects/range-styles.ts'
import { areaOfGridRange } from '../objects/range-state.ts'
import { partsProperty, type SavedParts } from './apply-parts.ts'
import { fileStyle } from './cell-styles.ts'
import type { OpenedFile } from './read-workbook.ts'
import { fileValidation, ruleOfFormat } from './rules.ts'

/** A saved file and what could not be put into it. */
export interface SavedFile {
  bytes: Uint8Array
  notCarried: OpenedFile['notShown']
}

/** Writes the open workbook as .xlsx. */
export async function writeWorkbook(book: Book): Promise<SavedFile> {
  await book.settle()
  const notCarried: SavedFile['notCarried'] = []
  const sheets = book.grid.workbook.getSheets().map(sheet => writeSheet(book, sheet, notCarried))
  const parts: SavedParts = {
    settings: [...book.parts.settings],
    customXml: [...book.parts.customXml],
    startState: book.parts.startState,
    tables: tablesOfBook(book).map(({ name, id, look }) => ({ name, id, look })),
  }
  const text = (key: string) => {
    const value = book.parts.properties.get(key)
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const properties = {
    title: text('Title'),
    subject: text('Subject'),
    creator: text('Author'),
    keywords: text('Keywords'),
    description: text('Comments'),
    company: text('Company'),
    manager: text('Manager'),
    category: text('Category'),
  }
  const names = book.grid.api.getActiveWorkbook()?.getDefinedNames() ?? []
  const bytes = await writeXlsx({
    sheets,
    activeSheet: book.grid.workbook.getSheets().indexOf(book.grid.workbook.getActiveSheet()),
    namedRanges: names.map(name => ({
      name: name.getName(),
      range: name.getFormulaOrRefString().replace(/^=/, ''),
    })),
    properties: {
      ...(Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined)) as Record<
        string,
        string
      >),
      custom: { ...Object.fromEntries(book.parts.customProperties), [partsProperty]: JSON.stringify(parts) },
    },
  })
  return { bytes, notCarried }
}

function writeSheet(book: Book, sheet: Worksheet, notCarried: SavedFile['notCarried']): WriteSheet {
  const config = sheet.getConfig()
  const sheetId = sheet.getSheetId()
  const { xSplit, ySplit } = sheet.getFreeze()
  const tabColor = hexColor(config.tabColor)
  const protection = book.parts.protection.get(sheetId)
  const hidden = sheet.isSheetHidden() === BooleanNumber.TRUE
  const veryHidden = hidden && config.custom?.['veryHidden'] === true
  const tables = tablesOfSheet(book, sheetId)
  return {
    name: sheet.getName(),
    cells: cellsOf(book, sheet),
    columns: columnsOf(sheet),
    rowDefs: rowsOf(sheet),
    merges: sheet.getMergeData().map(merge => ({
      startRow: merge.startRow,
      startCol: merge.startColumn,
      endRow: merge.endRow,
      endCol: merge.endColumn,
    })),
    dataValidations: validationsOf(book, sheet, notCarried),
    conditionalRules: conditionalRulesOf(book, sheet, notCarried),
    ...(xSplit > 0 || ySplit > 0 ? { freezePane: { rows: ySplit, columns: xSplit } } : {}),
    view: {
      showGridLines: config.showGridlines !== BooleanNumber.FALSE,
      ...(tabColor ? { tabColor: { rgb: tabColor.slice(1) } } : {}),
    },
    ...(hidden && !veryHidden ? { hidden: true } : {}),
    ...(veryHidden ? { veryHidden: true } : {}),
    ...(protection ? { protection: { sheet: true } } : {}),
    tables: tables.map(table => ({
      name: table.name,
      displayName: table.name,
      range: formatReference(table.area),
      columns: headerNames(table).map(name => ({ name })),
      style: table.look.style,
      showRowStripes: table.look.showBandedRows,
      showColumnStripes: table.look.showBandedColumns,
      showAutoFilter: table.look.showFilterButton,
      showTotalRow: table.look.showTotals,
    })),
  }
}

function cellsOf(book: Book, sheet: Worksheet): Map<string, Partial<Cell>> {
  const cells = new Map<string, Partial<Cell>>()
  const styles = book.grid.workbook.getStyles()
  const model = book.grid.univer.__getInjector().get(FormulaDataModel)
  sheet.getCellMatrix().forValue((row, column, cell) => {
    if (!cell) return
    const value = scalarOf(cell)
    const style = fileStyle(styles.getStyleByCell(cell), cell.custom?.['unlocked'] === true)
    const formula =
      cell.f || cell.si
        ? model.getFormulaStringByCell(row, column, sheet.getSheetId(), book.grid.unitId)
        : null
    if (value === '' && !style && !formula) return
    const type =
      typeof value === 'number'
        ? 'number'
        : typeof value === 'boolean'
          ? 'boolean'
          : value === ''
            ? 'empty'
            : 'string'
    cells.set(`${row},${column}`, {
      value: value === '' ? null : value,
      type: formula ? 'formula' : type,
      ...(style ? { style } : {}),
      ...(formula ? { formula: formula.slice(1), formulaResult: value === '' ? null : value } : {}),
    })
  })
  return cells
}

function columnsOf(sheet: Worksheet): NonNullable<WriteSheet['columns']> {
  const data = sheet.getConfig().columnData
  const last = Math.max(-1, ...Object.keys(data).map(Number))
  return Array.from({ length: last + 1 }, (_, index) => {
    const column = data[index]
    return {
      ...(column?.w === undefined ? {} : { width: Number(((column.w - 5) / 7).toFixed(2)) }),
      ...(column?.hd === BooleanNumber.TRUE ? { hidden: true } : {}),
    }
  })
}

function rowsOf(sheet: Worksheet): NonNullable<WriteSheet['rowDefs']> {
  const rows: NonNullable<WriteSheet['rowDefs']> = new Map()
  for (const [key, row] of Object.entries(sheet.getConfig().rowData)) {
    const height = row?.h !== undefined && row.ia === BooleanNumber.FALSE ? { height: (row.h * 72) / 96 } : {}
    const hidden = row?.hd === BooleanNumber.TRUE ? { hidden: true } : {}
    if (Object.keys({ ...height, ...hidden }).length > 0) rows.set(Number(key), { ...height, ...hidden })
  }
  return rows
}

function validationsOf(book: Book, sheet: Worksheet, notCarried: SavedFile['notCarried']): DataValidation[] {
  const rules = book.grid.univer
    .__getInjector()
    .get(SheetDataValidationModel)
    .getRules(book.grid.unitId, sheet.getSheetId())
  return rules.flatMap(rule => {
    if (String(rule.type) === 'any' || String(rule.type) === 'none') return []
    const range = rule.ranges
      .map(each => formatReference(areaOfGridRange(sheet.getSheetId(), each)))
      .join(' ')
    const made = fileValidation(rule, range)
    if (!made) notCarried.push({ sheet: sheet.getName(), what: 'validations', count: 1 })
    return made ? [made] : []
  })
}

function conditionalRulesOf(
  book: Book,
  sheet: Worksheet,
  notCarried: SavedFile['notCarried'],
): ConditionalRule[] {
  return rulesOfSheet(book, sheet.getSheetId()).flatMap((rule, index) => {
    const format = book.parts.conditionalFormats.get(rule.cfId)
    const range = rule.ranges
      .map(each => formatReference(areaOfGridRange(sheet.getSheetId(), each)))
      .join(' ')
    const made = format && ruleOfFormat(format, range, index + 1)
    if (!made) notCarried.push({ sheet: sheet.getName(), what: 'formats', count: 1 })
    return made ? [made] : []
  })
}
