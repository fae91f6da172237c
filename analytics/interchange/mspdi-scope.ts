import type { RowKey } from '#model/field.ts'
import { minutesPerDay, type PlanMinute } from '#model/plan-time.ts'
import type { XmlReader, XmlRecord } from './xml-records.ts'

/** One MS Project file while it is read: its keys, and what its rows refer to by the file's own ids. */
export interface MspdiScope {
  reader: XmlReader
  projectId: RowKey<'project'>
  currency: string
  minutesPerDay: number
  /** Keys of calendars by `UID`; a resource calendar that changes nothing has the key of its base calendar. */
  calendarKeys: Map<string, RowKey<'calendar'>>
  resourceKeys: Map<string, RowKey<'resource'>>
  /** Row key made of the file's own ids, the same each time the file is read. */
  key<Entity extends string>(kind: string, id: string): RowKey<Entity>
}

/** The scope of a file that is told apart from others by a name. */
export function mspdiScope(
  reader: XmlReader,
  identity: string,
  known: { currency: string; minutesPerDay: number },
): MspdiScope {
  const prefix = `ms-${hashOf(identity)}`
  const key = <Entity extends string>(kind: string, id: string) =>
    `${prefix}-${kind}${/^[\w-]{1,20}$/.test(id) ? id : `x${hashOf(id)}`}` as RowKey<Entity>
  return {
    reader,
    projectId: key<'project'>('P', '0'),
    ...known,
    calendarKeys: new Map(),
    resourceKeys: new Map(),
    key,
  }
}

/** A date of a record between 1970 and 2200; another is named and counts as absent. */
export function mspdiDate(reader: XmlReader, record: XmlRecord, field: string): PlanMinute | null {
  const date = record.date(field)
  if (date === null || (date >= 0 && date < lastMinute)) return date
  const data = { element: record.element.name, field, date: record.text(field) }
  reader.leaveOut({ code: 'mspdi-date-far', data }, record.line)
  return null
}

/** 2201-01-01. */
const lastMinute = 84_371 * minutesPerDay

function hashOf(text: string): string {
  let hash = 0x811c9dc5
  for (const character of text)
    hash = Math.imul(hash ^ (character.codePointAt(0) as number), 0x01000193) >>> 0
  return hash.toString(36)
}
