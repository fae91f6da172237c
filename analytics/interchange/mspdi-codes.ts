import { uniqueCode } from './xer-scope.ts'
import type { XmlReader, XmlRecord } from './xml-records.ts'

/** The text field in which an exported plan keeps its activity codes, by its alias. */
export const codeAlias = 'Activity code'

/** The code of each task: what a custom field named for it holds, else the `WBS` code where it is more than the outline number, else the `ID`
 *  that MS Project shows in front of the row. Codes are unique: a repeated one ends in `~2`. */
export function mspdiCodes(records: readonly XmlRecord[], reader: XmlReader): string[] {
  const field = codeField(reader)
  const used = new Set<string>()
  return records.map(record => {
    const wbs = record.text('WBS')
    const own = field === null ? '' : extended(record, field)
    const isOwnWbs = wbs !== '' && wbs !== record.text('OutlineNumber')
    return uniqueCode(own || (isOwnWbs ? wbs : '') || record.text('ID') || record.text('UID'), used)
  })
}

function codeField(reader: XmlReader): string | null {
  const definitions = reader
    .record(reader.file.root, 'Project')
    .list('ExtendedAttributes', 'ExtendedAttribute')
  const found = definitions.find(one => /^(activity (code|id)|工序编码)$/i.test(one.text('Alias')))
  return found?.text('FieldID') ?? null
}

function extended(record: XmlRecord, fieldId: string): string {
  const found = record.records('ExtendedAttribute').find(one => one.text('FieldID') === fieldId)
  return found?.text('Value') ?? ''
}
