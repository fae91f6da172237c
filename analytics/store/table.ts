import { computedFields, resultTable, storedFields, type Entity } from '#model/entity.ts'
import type { Field } from '#model/field.ts'

export type ColumnType = 'VARCHAR' | 'INTEGER' | 'BIGINT' | 'DOUBLE' | 'BOOLEAN'
export interface Column {
  name: string
  type: ColumnType
  nullable: boolean
  /** The values a text may have; null for any. */
  choices: readonly string[] | null
  /** Unit of the value, kept as the column's comment. */
  unit: string | null
}
export interface Table {
  name: string
  columns: readonly Column[]
}

/** The tables of an entity: its stored fields, and its calculated fields where it has any. */
export function tablesOf(e: Entity): Table[] {
  const calculated = resultTableOf(e)
  return calculated ? [storedTable(e), calculated] : [storedTable(e)]
}

/** What people type and files hold; a row is found by `projectId` and `rowKey`. No index: an index slows every batch tenfold. */
export function storedTable(e: Entity): Table {
  return { name: e.name, columns: [...identity, ...storedFields(e).map(toColumn)] }
}

/** What calculation says of the same rows, with the number of the calculation that last changed it. */
export function resultTableOf(e: Entity): Table | null {
  const fields = computedFields(e)
  if (fields.length === 0) return null
  return {
    name: resultTable(e),
    columns: [...identity, ...fields.map(toColumn), column('resultNumber', 'INTEGER')],
  }
}

export function column(name: string, type: ColumnType, rules: Partial<Column> = {}): Column {
  return { name, type, nullable: false, choices: null, unit: null, ...rules }
}

/** The statements that make a table with its rules and the units of its columns. */
export function createTable(table: Table): string[] {
  const lines = table.columns.map(({ name, type, nullable, choices }) => {
    const rule = choices ? ` CHECK (${quoteName(name)} IN (${choices.map(quoteText).join(', ')}))` : ''
    return `  ${quoteName(name)} ${type}${nullable ? '' : ' NOT NULL'}${rule}`
  })
  const comments = table.columns.filter(c => c.unit !== null)
  return [
    `CREATE TABLE ${quoteName(table.name)} (\n${lines.join(',\n')}\n)`,
    ...comments.map(
      c =>
        `COMMENT ON COLUMN ${quoteName(table.name)}.${quoteName(c.name)} IS ${quoteText(c.unit as string)}`,
    ),
  ]
}

/** A name as SQL: quoted, since fields are called `start`, `day` or `at`. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

const identity = [column('projectId', 'VARCHAR'), column('rowKey', 'VARCHAR')]

function toColumn([name, field]: [string, Field<unknown>]): Column {
  return {
    name,
    type: field.sql.split(' ')[0] as ColumnType,
    nullable: field.nullable,
    choices: field.choices.length > 0 ? field.choices.map(choice => choice.value) : null,
    unit: field.unit,
  }
}
