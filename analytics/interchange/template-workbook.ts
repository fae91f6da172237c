import { writeXlsx, type Cell, type CellStyle, type DataValidation, type WriteSheet } from 'hucre/xlsx'
import type { Language } from '#model/contract.ts'
import { calendar } from '#model/entities/calendar.ts'
import { entityNames, entityOf, type EntityName } from '#model/entities.ts'
import { fieldsOf, type Entity } from '#model/entity.ts'
import type { Field } from '#model/field.ts'
import type { RawCell } from '#model/parse-cell.ts'
import { dictionaryHeader, kindWords, notes, notesSheet } from './template-notes.ts'
import { templateMark, templateVersion } from './template-version.ts'
import { cellAddress } from './xlsx-sheets.ts'

/** Rows that carry drop-downs and formats. */
const lastRow = 5000
/** Links are typed as text beside their activity, so they have no sheet of their own here. */
export const templateSheets: readonly EntityName[] = entityNames.filter(
  name => entityOf(name).typed && name !== 'link',
)

/** Rows to fill the sheets of a workbook with, cells under `templateColumns`; dates are Excel serials. */
export type TemplateContent = ReadonlyMap<EntityName, readonly (readonly RawCell[])[]>

/** The bytes of an import workbook in a language, empty or filled: notes first, then a sheet for every entity people type, each with formats,
 *  widths, drop-downs and help on its headers. All of it follows from the declarations; `readTemplate` reads it back. */
export async function makeTemplate(
  language: Language,
  content: TemplateContent = new Map(),
): Promise<Uint8Array> {
  const bytes = await writeXlsx({
    sheets: [
      notesOf(language),
      ...templateSheets.map(name => sheetOf(name, language, content.get(name) ?? [])),
    ],
    properties: { title: notesSheet[language], custom: { plumblineTemplate: templateVersion } },
    defaultFont: { name: language === 'zh' ? '微软雅黑' : 'Calibri', size: 10 },
    activeSheet: 0,
  })
  return new Uint8Array(bytes)
}

/** The fields that people fill in, in sheet order. */
export function templateColumns(entity: Entity): [string, Field<unknown>][] {
  return fieldsOf(entity).filter(([, field]) => field.origin !== 'computed' && field.editors.length > 0)
}

function isNeeded(field: Field<unknown>): boolean {
  return !field.nullable && field.initial === null
}

const navy = { rgb: '1F3A5F' }
const white = { rgb: 'FFFFFF' }
const grey = { rgb: 'E8EDF3' }
const headerStyle = (isFilled: boolean): CellStyle => ({
  font: { bold: true, color: isFilled ? white : navy },
  fill: { type: 'pattern', pattern: 'solid', fgColor: isFilled ? navy : grey },
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
})

function sheetOf(name: EntityName, language: Language, content: readonly (readonly RawCell[])[]): WriteSheet {
  const entity = entityOf(name)
  const columns = templateColumns(entity)
  const header = columns.map(([, field]) => field.label[language] + (isNeeded(field) ? ' *' : ''))
  const cells = new Map<string, Partial<Cell>>(
    columns.map(([, field], place) => [
      `0,${place}`,
      {
        value: header[place] as string,
        type: 'string',
        style: headerStyle(isNeeded(field)),
        comment: { author: 'Plumbline', text: helpOf(field, language) },
      },
    ]),
  )
  for (const [line, row] of content.entries())
    for (const [place, value] of row.entries()) {
      const style = cellStyle(columns[place]?.[1] as Field<unknown>, value)
      if (style) cells.set(`${line + 1},${place}`, { value, style })
    }
  return {
    name: entity.sheet[language],
    columns: columns.map(([, field], place) => ({
      width: Math.max(field.width, widthOf(header[place] as string)),
      style: { numFmt: field.cellFormat },
    })),
    rows: [header, ...content.map(row => [...row])],
    cells,
    rowDefs: new Map([[0, { height: 24 }]]),
    freezePane: { rows: 1, columns: entity.codeField === null ? 0 : 1 },
    autoFilter: { range: `A1:${cellAddress(0, columns.length - 1)}` },
    dataValidations: columns.flatMap(([, field], place) =>
      validationOf(field, place, language, Math.max(lastRow, content.length + 1000)),
    ),
    pageSetup: { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    view: { tabColor: navy },
  }
}

/** Cells with a value carry their format themselves; an instant inside a day shows its time. */
function cellStyle(field: Field<unknown>, value: RawCell): CellStyle | null {
  if (typeof value !== 'number') return null
  const isTime = (field.kind === 'start' || field.kind === 'finish') && !Number.isInteger(value)
  return { numFmt: isTime ? 'yyyy-mm-dd hh:mm' : field.cellFormat }
}

/** Chinese characters are two wide. */
function widthOf(text: string): number {
  return Array.from(text).reduce((width, letter) => width + (letter > '\u2e7f' ? 2 : 1), 2)
}

function helpOf(field: Field<unknown>, language: Language): string {
  const holds = holdsOf(field, language)
  const needed = isNeeded(field) ? (language === 'zh' ? '必填。' : 'Required. ') : ''
  return [`${needed}${holds}`, field.help?.[language]].filter(Boolean).join('\n')
}

function holdsOf(field: Field<unknown>, language: Language): string {
  if (field.choices.length > 0)
    return field.choices.map(choice => choice.words[language]).join(language === 'zh' ? '、' : ', ')
  if (isHours(field)) return language === 'zh' ? '小时数' : 'Hours'
  const kind = kindWords[field.kind]?.[language] ?? ''
  return field.refersTo ? `${kind}: ${entityOf(field.refersTo as EntityName).sheet[language]}` : kind
}

function isHours(field: Field<unknown>): boolean {
  return field === (calendar.fields.minutesPerDay as Field<unknown>)
}

function validationOf(
  field: Field<unknown>,
  place: number,
  language: Language,
  toRow: number,
): DataValidation[] {
  const column = cellAddress(0, place).slice(0, -1)
  const rule = ruleOf(field, language)
  if (!rule) return []
  const refused = language === 'zh' ? '无法填写' : 'Not possible here'
  const message = `${field.label[language]}: ${holdsOf(field, language)}`
  return [
    {
      ...rule,
      range: `${column}2:${column}${toRow}`,
      allowBlank: true,
      showErrorMessage: true,
      errorStyle: 'stop',
      errorTitle: refused,
      errorMessage: message.slice(0, 225),
    },
  ]
}

type Rule = Pick<DataValidation, 'type' | 'operator' | 'formula1' | 'formula2' | 'values'>

function ruleOf(field: Field<unknown>, language: Language): Rule | null {
  switch (field.kind) {
    case 'oneOf':
      return { type: 'list', values: field.choices.map(choice => choice.words[language]) }
    case 'boolean':
      return { type: 'list', values: language === 'zh' ? ['是', '否'] : ['Yes', 'No'] }
    case 'ref':
      return codesOf(field.refersTo as EntityName, language)
    case 'day':
    case 'start':
    case 'finish':
      return { type: 'date', operator: 'between', formula1: '25569', formula2: '109938.99999' }
    case 'ratio':
      return { type: 'decimal', operator: 'between', formula1: '0', formula2: '1' }
    case 'integer':
    case 'number':
    case 'money':
    case 'unitPrice':
    case 'quantity':
      return { type: 'decimal', operator: 'between', formula1: '-1000000000000', formula2: '1000000000000' }
    // Durations may be typed as 12h, links and shifts have their own grammar.
    case 'work':
    case 'text':
    case 'links':
    case 'shifts':
      return null
  }
}

/** The codes that stand on the sheet of another entity. */
function codesOf(name: EntityName, language: Language): Rule | null {
  const entity = entityOf(name)
  const place = templateColumns(entity).findIndex(([field]) => field === entity.codeField)
  if (place < 0) return null
  const column = cellAddress(0, place).slice(0, -1)
  return { type: 'list', formula1: `'${entity.sheet[language]}'!$${column}$2:$${column}$${lastRow}` }
}

function notesOf(language: Language): WriteSheet {
  const lines = notes[language].map(line => [line.replace(/^# /, '')])
  const dictionary = templateSheets.flatMap(name => {
    const entity = entityOf(name)
    return templateColumns(entity).map(([, field]) => [
      entity.sheet[language],
      field.label[language],
      isNeeded(field) ? (language === 'zh' ? '是' : 'yes') : '',
      holdsOf(field, language),
      field.help?.[language] ?? '',
    ])
  })
  const header = lines.length + 2
  const rows = [
    [templateMark(templateVersion)],
    ...lines,
    [''],
    [...dictionaryHeader[language]],
    ...dictionary,
  ]
  const cells = new Map<string, Partial<Cell>>([
    [
      '0,0',
      {
        value: templateMark(templateVersion),
        type: 'string',
        style: { font: { size: 8, color: { rgb: '9AA5B1' } } },
      },
    ],
  ])
  notes[language].forEach((line, index) => {
    const isHeading = line.startsWith('# ')
    const font = isHeading ? { bold: true, size: index === 0 ? 16 : 12, color: navy } : { size: 10 }
    cells.set(`${index + 1},0`, {
      value: line.replace(/^# /, ''),
      type: 'string',
      style: { font, alignment: { vertical: 'center', wrapText: true } },
    })
  })
  dictionaryHeader[language].forEach((word, place) => {
    cells.set(`${header},${place}`, { value: word, type: 'string', style: headerStyle(true) })
  })
  const widths = [18, 24, 8, 40, 70]
  const lineWidth = widths.reduce((sum, width) => sum + width, 0) - 4
  return {
    name: notesSheet[language],
    columns: widths.map(width => ({ width })),
    rows,
    cells,
    merges: notes[language].map((_, index) => ({
      startRow: index + 1,
      endRow: index + 1,
      startCol: 0,
      endCol: 4,
    })),
    rowDefs: new Map(
      notes[language].map((line, index) => [
        index + 1,
        {
          height: line.startsWith('# ') ? (index === 0 ? 30 : 24) : 15 * Math.ceil(widthOf(line) / lineWidth),
        },
      ]),
    ),
    pageSetup: { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    view: { showGridLines: false, tabColor: { rgb: '9AA5B1' } },
  }
}
