import type { CellValue } from './contract.ts'
import type { Field } from './field.ts'

/** The field that says what a constraint date of an activity limits, by the field of the date. */
export const constraintKindFields: ReadonlyMap<string, string> = new Map([
  ['constraintAt', 'constraintKind'],
  ['secondConstraintAt', 'secondConstraintKind'],
])

const finishKinds: ReadonlySet<unknown> = new Set([
  'finishOn',
  'finishOnOrBefore',
  'finishOnOrAfter',
  'mandatoryFinish',
])

/** How a constraint date is to be read: a day that limits a finish means the end of its work, as Microsoft Project and P6 take
 *  a day that is typed; any other the beginning. */
export function constraintDateField(field: Field<unknown>, constraint: CellValue): Field<unknown> {
  return finishKinds.has(constraint) ? { ...field, kind: 'finish' } : field
}
