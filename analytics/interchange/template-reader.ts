import type { CellValue } from '#model/contract.ts'
import { entityOf, type EntityName } from '#model/entities.ts'
import { storedFields } from '#model/entity.ts'
import type { Field } from '#model/field.ts'
import type { AnyRow } from '#model/row.ts'
import { textOfDate } from './dslib-sheets.ts'
import { namedKey } from './named-key.ts'
import type { NotUsed } from './not-used.ts'
import { cellText, noteCell, readCell, type TemplateRow } from './template-cells.ts'
import type { TemplateContexts } from './template-context.ts'

/** A stored row made from a row of a workbook. */
export interface ReadRow {
  row: AnyRow
  source: TemplateRow
}

/** Makes stored rows of one project from a workbook's rows, one entity after the other; codes read before serve as references. */
export class TemplateReader {
  readonly file: string
  readonly projectCode: string
  readonly notUsed: NotUsed[]
  readonly #keys = new Map<string, Map<string, string>>()
  readonly #calendarOfActivity = new Map<string, string | null>()

  constructor(file: string, projectCode: string, notUsed: NotUsed[]) {
    this.file = file
    this.projectCode = projectCode
    this.notUsed = notUsed
  }

  get projectId(): string {
    return namedKey<'project'>('plumbline', this.projectCode)
  }

  /** Rows of an entity; one without a code, with the code of another row or without a value it needs is noted and left out. */
  read(entity: EntityName, sources: readonly TemplateRow[], contexts: TemplateContexts): ReadRow[] {
    const { codeField } = entityOf(entity)
    const seen = new Map<string, number>()
    return sources.flatMap(source => {
      const code = codeField === null ? null : this.#newCode(entity, source, codeField)
      if (codeField !== null && code === null) return []
      const values = this.#values(entity, source, contexts)
      if (!values) return []
      const rowKey = this.#keyOf(entity, code, values, seen)
      if (code !== null) this.#remember(entity, code, values, rowKey)
      if (entity === 'activity')
        this.#calendarOfActivity.set(rowKey, (values.calendarKey as string | null) ?? null)
      return [{ row: { projectId: this.projectId, rowKey, ...values }, source }]
    })
  }

  /** The row key of a code, or of a name that only one row has; null when there is no such row. */
  keyOf(entity: string, code: string): string | null {
    const keys = this.#keys.get(entity)
    return keys?.get(code) ?? keys?.get(`name ${code}`) ?? null
  }

  codesOf(entity: EntityName): ReadonlySet<string> {
    return new Set(this.#keys.get(entity)?.keys())
  }

  note(source: TemplateRow, field: string, reason: NotUsed['reason']): void {
    noteCell(this.file, source, field, reason, this.notUsed)
  }

  #newCode(entity: EntityName, source: TemplateRow, codeField: string): string | null {
    const code = cellText(source, codeField)
    const label = entityOf(entity).fields[codeField]?.label[source.table.language] ?? codeField
    const cell = source.cells.get(codeField)
    if (cell instanceof Date)
      this.note(source, codeField, { code: 'not-a-text', data: { label, value: textOfDate(cell) } })
    else if (code === null) this.note(source, codeField, { code: 'row-without-code', data: { label } })
    else if (this.#keys.get(entity)?.has(code)) {
      this.note(source, codeField, { code: 'code-taken', data: { label, code } })
      return null
    }
    return code
  }

  #values(
    entity: EntityName,
    source: TemplateRow,
    contexts: TemplateContexts,
  ): Record<string, CellValue> | null {
    const values: Record<string, CellValue> = {}
    const fields = storedFields(entityOf(entity)).filter(([, field]) => field.editors.length > 0)
    const given = storedFields(entityOf(entity)).filter(([, field]) => field.editors.length === 0)
    for (const [name, field] of given) values[name] = field.initial as CellValue
    // References first: the calendar they lead to decides what dates and durations mean.
    const isRef = ([, field]: [string, Field<unknown>]) => field.refersTo !== null
    for (const [name, field] of [...fields.filter(isRef), ...fields.filter(entry => !isRef(entry))]) {
      const calendarKey = this.#calendarOf(values)
      const context = contexts.of(calendarKey, source.table.language)
      const value =
        field.refersTo === null
          ? readCell(this.file, source, name, context, this.notUsed)
          : this.#reference(source, name, field)
      if (value === undefined && name === 'name') {
        const label = field.label[source.table.language]
        if (source.cells.has(name) && cellText(source, name) === null)
          this.note(source, name, { code: 'value-missing', data: { label } })
        values[name] = cellText(source, 'code')
      } else if (value === undefined) {
        if (cellText(source, name) === null)
          this.note(source, name, {
            code: 'value-missing',
            data: { label: field.label[source.table.language] },
          })
        return null
      } else values[name] = value
    }
    return values
  }

  /** The calendar a row goes by: its own, or that of its activity. */
  #calendarOf(values: Record<string, CellValue>): string | null {
    const own = values.calendarKey as string | null | undefined
    const activity = (values.activityKey ?? values.predecessorKey) as string | null | undefined
    return own ?? (activity ? (this.#calendarOfActivity.get(activity) ?? null) : null)
  }

  #reference(source: TemplateRow, name: string, field: Field<unknown>): string | null | undefined {
    const text = cellText(source, name)
    const blank = field.nullable ? null : undefined
    if (text === null) return blank
    const key = this.keyOf(field.refersTo ?? '', text)
    if (key !== null) return key
    const label = field.label[source.table.language]
    this.note(source, name, { code: 'reference-unknown', data: { label, value: text } })
    return blank
  }

  #remember(entity: EntityName, code: string, values: Record<string, CellValue>, rowKey: string): void {
    const keys = this.#keys.get(entity) ?? new Map<string, string>()
    this.#keys.set(entity, keys)
    keys.set(code, rowKey)
    // Activities of one name are common; a name is no reference to them.
    if (entity === 'activity' || typeof values.name !== 'string') return
    const name = `name ${values.name}`
    if (keys.has(name)) keys.delete(name)
    else keys.set(name, rowKey)
  }

  /** Rows without a code are told apart by what they refer to, so that a row put in above does not change their keys. */
  #keyOf(
    entity: EntityName,
    code: string | null,
    values: Record<string, CellValue>,
    seen: Map<string, number>,
  ): string {
    if (code !== null) return namedKey('plumbline', this.projectCode, entity, code)
    const identity = storedFields(entityOf(entity))
      .filter(([, field]) => field.refersTo !== null || ['day', 'start'].includes(field.kind))
      .map(([name]) => String(values[name]))
      .join(' ')
    const copy = seen.get(identity) ?? 0
    seen.set(identity, copy + 1)
    return namedKey('plumbline', this.projectCode, entity, identity, String(copy))
  }
}
