import { minorDigits, roundMoney, type MinorUnits } from '#model/money.ts'
import type { MspdiScope } from './mspdi-scope.ts'
import type { XmlRecord } from './xml-records.ts'

/** Money of a record. MS Project writes hundredths of the currency, whatever its minor unit; an amount too large to be exact is named and counts as absent. */
export function mspdiMoney(record: XmlRecord, field: string, scope: MspdiScope): MinorUnits | null {
  const hundredths = record.number(field)
  if (hundredths === null) return null
  const minor = hundredths * 10 ** (minorDigits(scope.currency) - 2)
  if (Math.abs(minor) < Number.MAX_SAFE_INTEGER) return roundMoney(minor)
  const data = { element: record.element.name, field, value: record.text(field).slice(0, 60) }
  scope.reader.leaveOut({ code: 'xml-value-unreadable', data }, record.line)
  return null
}
