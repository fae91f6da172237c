import { codeAlias } from './mspdi-codes.ts'
import type { XmlReader, XmlRecord } from './xml-records.ts'

/** Names custom fields that hold values, by alias or field name, with how many. */
export function nameCustomFields(
  project: XmlRecord,
  records: Readonly<Record<'tasks' | 'resources' | 'assignments', readonly XmlRecord[]>>,
  reader: XmlReader,
): void {
  const names = new Map<string, string>()
  for (const definition of project.list('ExtendedAttributes', 'ExtendedAttribute'))
    names.set(definition.text('FieldID'), nameOf(definition))
  const counts = new Map<string, number>()
  let line = 0
  for (const record of [...records.tasks, ...records.resources, ...records.assignments])
    for (const field of record.records('ExtendedAttribute')) {
      const id = field.text('FieldID')
      const name = names.get(id) || id
      if (field.text('Value') === '' || name === codeAlias) continue
      counts.set(name, (counts.get(name) ?? 0) + 1)
      line ||= field.line
    }
  if (counts.size === 0) return
  const fields = [...counts].map(([name, count]) => `${name} (${count})`)
  reader.leaveOut({ code: 'mspdi-custom-fields', data: { fields } }, line)
}

function nameOf(definition: XmlRecord): string {
  const name = definition.text('FieldName')
  return definition.text('Alias') || name
}
