import type { CellValue } from 'hucre/xlsx'
import type { Language } from '#model/contract.ts'
import { entityNames, entityOf, type EntityName } from '#model/entities.ts'
import { sheetSynonyms } from '#model/header-words.ts'
import { foldHeader, headerUnit, matchHeaders, type HeaderUnit } from '#model/match-headers.ts'
import type { NotUsed } from './not-used.ts'
import { cellAddress, type SheetCells } from './xlsx-sheets.ts'

/** A column of a user's sheet that is a field. */
export interface TemplateColumn {
  field: string
  place: number
  header: string
  unit: HeaderUnit | null
}
/** A sheet of a user's workbook that holds rows of one entity. */
export interface TemplateTable {
  entity: EntityName
  sheet: string
  /** The language of its headers: problems are said in it. */
  language: Language
  columns: TemplateColumn[]
  rows: { line: number; cells: readonly CellValue[] }[]
}

const headerRows = 20
const readable: readonly EntityName[] = entityNames.filter(name => entityOf(name).typed)

/** The sheets of a workbook that hold rows of an entity, by their name or by their headers, the header row being anywhere in the first 20
 *  rows. Sheets and columns with content that nothing matches are noted. */
export function templateTables(
  file: string,
  sheets: readonly SheetCells[],
  notUsed: NotUsed[],
): TemplateTable[] {
  const tables: TemplateTable[] = []
  for (const sheet of sheets) {
    const found = findTable(sheet)
    const filled = sheet.rows.filter(row => row.some(isFilled)).length
    if (!found) {
      if (filled > 0 && !isNotes(sheet))
        notUsed.push({
          file,
          place: sheet.name,
          reason: { code: 'sheet-not-used', data: { sheet: sheet.name, rows: filled } },
        })
      continue
    }
    tables.push(found.table)
    notUsed.push(...unmatchedColumns(file, sheet, found.header, found.table))
  }
  return tables
}

interface Found {
  table: TemplateTable
  header: number
}

function findTable(sheet: SheetCells): Found | null {
  const named = entityOfSheet(sheet.name)
  // A name may mean something else than here: a plan in a file called 项目 is no list of projects.
  return (named && bestTable(sheet, [named], true)) ?? bestTable(sheet, readable, false)
}

function bestTable(sheet: SheetCells, entities: readonly EntityName[], isNamed: boolean): Found | null {
  let best: (Found & { score: number }) | null = null
  for (const entity of entities)
    for (let header = 0; header < Math.min(headerRows, sheet.rows.length); header++) {
      const columns = columnsOf(entity, sheet.rows[header] ?? [])
      if (!isEnough(entity, columns, isNamed)) continue
      if (best && columns.length <= best.score) continue
      best = { score: columns.length, header, table: tableOf(entity, sheet, header, columns) }
    }
  return best
}

function entityOfSheet(name: string): EntityName | null {
  const wanted = foldHeader(name)
  const words = (entity: EntityName) => [entityOf(entity).sheet.zh, entityOf(entity).sheet.en, entity]
  return (
    readable.find(entity => words(entity).some(word => foldHeader(word) === wanted)) ??
    readable.find(entity => (sheetSynonyms[entity] ?? []).some(word => foldHeader(word) === wanted)) ??
    null
  )
}

/** A sheet is an entity's when it has the columns a row cannot do without (a name may be missing: the code then serves), and by headers
 *  alone only when three fit. */
function isEnough(entity: EntityName, columns: readonly TemplateColumn[], isNamed: boolean): boolean {
  const { fields, codeField } = entityOf(entity)
  const present = new Set(columns.map(column => column.field))
  const needed = Object.entries(fields).filter(
    ([name, field]) =>
      field.origin === 'stored' &&
      !field.nullable &&
      field.initial === null &&
      (name !== 'name' || name === codeField),
  )
  return columns.length >= (isNamed ? 2 : 3) && needed.every(([name]) => present.has(name))
}

function tableOf(
  entity: EntityName,
  sheet: SheetCells,
  header: number,
  columns: TemplateColumn[],
): TemplateTable {
  const above = unitAbove(sheet, header)
  const labels = entityOf(entity).fields
  const chinese = columns.filter(column => /[\u4e00-\u9fff]/.test(column.header)).length
  return {
    entity,
    sheet: sheet.name,
    language: chinese * 2 >= columns.length ? 'zh' : 'en',
    columns: columns.map(column => {
      const isMoney = ['money', 'unitPrice'].includes(labels[column.field]?.kind ?? '')
      return { ...column, unit: column.unit ?? (isMoney ? above : null) }
    }),
    rows: sheet.rows.slice(header + 1).flatMap((cells, index) => {
      const isBlank = columns.every(column => !isFilled(cells[column.place] ?? null))
      return isBlank ? [] : [{ line: header + 1 + index, cells }]
    }),
  }
}

/** Chinese cost sheets say `单位：万元` once, above the header. */
function unitAbove(sheet: SheetCells, header: number): HeaderUnit | null {
  for (const row of sheet.rows.slice(0, header))
    for (const cell of row)
      if (typeof cell === 'string' && /单位\s*[:：]|^unit\s*:/i.test(cell)) return headerUnit(cell)
  return null
}

function columnsOf(entity: EntityName, row: readonly CellValue[]): TemplateColumn[] {
  const headers = row.map(cell => (typeof cell === 'string' ? cell : ''))
  return matchHeaders(entity, headers).flatMap((found, place) =>
    found ? [{ ...found, place, header: (headers[place] as string).trim() }] : [],
  )
}

function unmatchedColumns(file: string, sheet: SheetCells, header: number, table: TemplateTable): NotUsed[] {
  const used = new Set(table.columns.map(column => column.place))
  const body = sheet.rows.slice(header + 1)
  const width = body.reduce((most, row) => Math.max(most, row.length), 0)
  return Array.from({ length: width }, (_, place) => place).flatMap((place): NotUsed[] => {
    const count = used.has(place) ? 0 : body.filter(row => isFilled(row[place] ?? null)).length
    if (count === 0) return []
    const cell = sheet.rows[header]?.[place]
    const column =
      typeof cell === 'string' && cell.trim() !== '' ? cell.trim() : cellAddress(0, place).slice(0, -1)
    return [
      {
        file,
        place: `${sheet.name}!${cellAddress(header, place)}`,
        reason: { code: 'column-not-used', data: { column, count } },
      },
    ]
  })
}

/** The notes of our own template are for people. */
function isNotes(sheet: SheetCells): boolean {
  return sheet.rows
    .slice(0, 3)
    .some(row => row.some(cell => typeof cell === 'string' && cell.startsWith('plumbline-template')))
}

function isFilled(cell: CellValue): boolean {
  return cell !== null && !(typeof cell === 'string' && cell.trim() === '')
}
