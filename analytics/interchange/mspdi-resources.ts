import type { Calendar } from '#model/entities/calendar.ts'
import { resource as resourceEntity, type Resource } from '#model/entities/resource.ts'
import type { RowKey, Thousandths, UnitPrice } from '#model/field.ts'
import type { MspdiScope } from './mspdi-scope.ts'
import { rowMaker } from './row-maker.ts'
import { uniqueCode } from './xer-scope.ts'
import type { XmlRecord } from './xml-records.ts'
import { scaleDecimal } from './scale-decimal.ts'

const kinds = { '0': 'material', '1': 'labour', '2': 'other' } as const
const unassigned = ['Type', 'MaxUnits', 'CalendarUID', 'StandardRate', 'OvertimeRate', 'CostPerUse']
const makeResource = rowMaker(resourceEntity)

/** The resources of a file. Rates are by the hour, or by the unit of a material; units of a work resource are people or machines at a time. Fills the
 *  scope's `resourceKeys`. */
export function mspdiResources(records: readonly XmlRecord[], scope: MspdiScope): Resource[] {
  const codes = new Set<string>()
  const rows: Resource[] = []
  for (const record of records) {
    const uid = record.text('UID')
    // The unassigned resource, and rows left blank.
    if (uid === '0' || uid === '' || record.flag('IsNull') === true) {
      for (const field of unassigned) record.has(field)
      continue
    }
    if (scope.resourceKeys.has(uid)) {
      scope.reader.leaveOut({ code: 'xml-id-repeated', data: { element: 'Resource', id: uid } }, record.line)
      continue
    }
    const rowKey = scope.key<'resource'>('R', uid)
    scope.resourceKeys.set(uid, rowKey)
    const name = record.text('Name')
    const type = scope.reader.choice(record, 'Type', kinds, 'labour')
    const kind = record.flag('IsCostResource') === true ? 'other' : type
    const label = record.text('MaterialLabel')
    rows.push(
      makeResource(scope.projectId, rowKey, {
        code: uniqueCode(record.text('Code') || name || uid, codes),
        name: name || uid,
        kind,
        unit: kind === 'material' ? label || null : kind === 'labour' ? 'h' : null,
        price: kind === 'other' ? null : (scaleDecimal(record.number('StandardRate'), 4) as UnitPrice | null),
        available:
          kind === 'labour' ? (scaleDecimal(record.number('MaxUnits'), 3) as Thousandths | null) : null,
        calendarKey: kind === 'labour' ? calendarOf(record, scope) : null,
      }),
    )
  }
  return rows
}

function calendarOf(record: XmlRecord, scope: MspdiScope): RowKey<'calendar'> | null {
  const value = record.text('CalendarUID')
  if (value === '' || value === '-1') return null
  const key: Calendar['rowKey'] | undefined = scope.calendarKeys.get(value)
  if (key) return key
  const data = { element: 'Resource', field: 'CalendarUID', value }
  scope.reader.leaveOut({ code: 'xml-reference-missing', data }, record.line)
  return null
}
