import type { CellValue, Language } from '#model/contract.ts'
import { entityOf, isEntityName } from '#model/entities.ts'
import { fieldsOf, storedFields } from '#model/entity.ts'
import type { Role } from '#model/field.ts'
import { checkValue } from '#model/parse-cell.ts'
import type { Problem } from '#model/problems.ts'

/** Why a role may not make an edit, or why the value does not fit its field; null when neither. Knows no other rows. */
export function checkEdit(
  role: Role,
  sheet: string,
  operation: 'create' | 'set' | 'delete',
  name: string,
  value: CellValue,
  language: Language = 'zh',
): Problem | null {
  if (!isEntityName(sheet)) return { code: 'sheet-unknown', data: { sheet } }
  const declared = entityOf(sheet)
  if (operation !== 'set') return checkRowRight(role, sheet)
  const field = Object.hasOwn(declared.fields, name) ? declared.fields[name] : undefined
  if (!field) return { code: 'field-unknown', data: { sheet: declared.sheet, field: name } }
  if (field.editors.length === 0) return { code: 'field-read-only', data: { label: field.label } }
  if (!field.editors.includes(role)) return { code: 'field-not-yours', data: { role, label: field.label } }
  if (field.refersTo !== null && value !== null)
    return typeof value === 'string'
      ? null
      : { code: 'reference-unknown', data: { label: field.label, value } }
  return checkValue(field, value, language)
}

/** Rows of a sheet are made and deleted by roles that may type one of its fields. */
function checkRowRight(role: Role, sheet: Parameters<typeof entityOf>[0]): Problem | null {
  const declared = entityOf(sheet)
  if (!declared.typed || sheet === 'project')
    return { code: 'sheet-read-only', data: { sheet: declared.sheet } }
  const may = storedFields(declared).some(([, field]) => field.editors.includes(role))
  return may
    ? null
    : { code: 'field-not-yours', data: { role, label: fieldsOf(declared)[0]?.[1].label ?? sheet } }
}
