import type { MspdiPlace } from './mspdi-outline.ts'
import { uniqueCode } from './xer-scope.ts'
import type { XmlRecord } from './xml-records.ts'

/** The text field in which an exported plan keeps its activity codes, by its alias. */
export const codeAlias = 'Activity code'

/** The code of each task, and whether the file itself names it: what a custom field named for it holds, else the `WBS` code where it is more than the outline number, else the `ID`
 *  that MS Project shows in front of the row. Codes are unique: a repeated one ends in `~2`. */
export function mspdiCodes(
  project: XmlRecord,
  places: readonly MspdiPlace[],
): { codes: string[]; isNamed: boolean[] } {
  const field = codeField(project)
  const used = new Set<string>()
  const named = places.map(({ record }) => (field === null ? '' : extended(record, field)))
  // Codes that are named come first, so that they stay as they are.
  const codes = named.map(code => (code === '' ? '' : uniqueCode(code, used)))
  for (const [index, { record, outline, isSummary }] of places.entries()) {
    if (codes[index] !== '') continue
    const wbs = record.text('WBS')
    const isOwnWbs = wbs !== '' && wbs !== outline && !isSummary
    codes[index] = uniqueCode((isOwnWbs ? wbs : '') || record.text('ID') || record.text('UID'), used)
  }
  return { codes, isNamed: named.map(code => code !== '') }
}

function codeField(project: XmlRecord): string | null {
  const definitions = project.list('ExtendedAttributes', 'ExtendedAttribute')
  const found = definitions.find(one => /^(activity (code|id)|工序编码)$/i.test(one.text('Alias')))
  return found?.text('FieldID') ?? null
}

function extended(record: XmlRecord, fieldId: string): string {
  const found = record.records('ExtendedAttribute').find(one => one.text('FieldID') === fieldId)
  return found?.text('Value') ?? ''
}
