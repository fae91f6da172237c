import type { Activity } from '#model/entities/activity.ts'
import { mspdiDate, type MspdiScope } from './mspdi-scope.ts'
import type { XmlRecord } from './xml-records.ts'

/** `ConstraintType` of the Project XML Data Interchange Schema; 0 is as soon as possible. A task that must start or finish on a date does so whatever
 *  its links say. */
const mspdiConstraints = {
  '0': 'none',
  '1': 'asLateAsPossible',
  '2': 'mandatoryStart',
  '3': 'mandatoryFinish',
  '4': 'startOnOrAfter',
  '5': 'startOnOrBefore',
  '6': 'finishOnOrAfter',
  '7': 'finishOnOrBefore',
} as const

/** The constraint of a task; one without its date is named and left out. */
export function mspdiConstraint(
  record: XmlRecord,
  { reader }: MspdiScope,
): Pick<Activity, 'constraintKind' | 'constraintAt'> {
  const kind = reader.choice(record, 'ConstraintType', mspdiConstraints, 'none')
  const date = mspdiDate(reader, record, 'ConstraintDate')
  if (kind === 'none') return { constraintKind: null, constraintAt: null }
  if (kind === 'asLateAsPossible') return { constraintKind: kind, constraintAt: null }
  if (date !== null) return { constraintKind: kind, constraintAt: date }
  const data = { task: record.text('Name') || record.text('UID'), constraint: kind }
  reader.leaveOut({ code: 'mspdi-constraint-without-date', data }, record.line)
  return { constraintKind: null, constraintAt: null }
}
