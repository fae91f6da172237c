import { type EntityName, entityOf } from './entities.ts'
import { storedFields } from './entity.ts'
import type { FieldKind } from './field.ts'
import { planSheets } from './plan-sheets.ts'
import type { Plan } from './plan.ts'
import type { AnyRow } from './row.ts'

/** A column as it crosses to a worker: numbers as float64 with NaN for null, everything else as it is. */
type PackedColumn = Float64Array<ArrayBuffer> | (string | boolean | null)[]
interface PackedTable {
  count: number
  columns: Record<string, PackedColumn>
}
/** A plan as typed columns, which cross to a worker without a copy per row. */
export type PackedPlan = Record<keyof Plan, PackedTable>

const sheetOf: Record<keyof Plan, EntityName> = { project: 'project', ...planSheets }
const tables = Object.keys(sheetOf) as (keyof Plan)[]
const numberKinds: ReadonlySet<FieldKind> = new Set([
  'integer',
  'number',
  'money',
  'unitPrice',
  'quantity',
  'work',
  'ratio',
  'day',
  'start',
  'finish',
])

/** Columns of a plan, and the buffers that may be handed over rather than copied. */
export function packPlan(plan: Plan): { packed: PackedPlan; buffers: ArrayBuffer[] } {
  const buffers: ArrayBuffer[] = []
  const packed = {} as PackedPlan
  for (const table of tables) {
    const rows = (table === 'project' ? [plan.project] : plan[table]) as unknown as AnyRow[]
    const columns: Record<string, PackedColumn> = {}
    for (const [name, isNumber] of columnsOf(table)) {
      if (!isNumber) {
        columns[name] = rows.map(row => row[name] as string | boolean | null)
        continue
      }
      const column = new Float64Array(rows.length)
      rows.forEach((row, index) => {
        column[index] = (row[name] as number | null) ?? Number.NaN
      })
      columns[name] = column
      buffers.push(column.buffer)
    }
    packed[table] = { count: rows.length, columns }
  }
  return { packed, buffers }
}

/** The plan that was packed, equal in every value. */
export function unpackPlan(packed: PackedPlan): Plan {
  const plan = {} as Record<keyof Plan, unknown>
  for (const table of tables) {
    const { count, columns } = packed[table]
    const entries = Object.entries(columns)
    const rows = Array.from({ length: count }, (_, index) => {
      const row: Record<string, unknown> = {}
      for (const [name, column] of entries) {
        const value = column[index]
        row[name] = typeof value === 'number' && Number.isNaN(value) ? null : value
      }
      return row
    })
    plan[table] = table === 'project' ? rows[0] : rows
  }
  return plan as unknown as Plan
}

function columnsOf(table: keyof Plan): [string, boolean][] {
  const stored = storedFields(entityOf(sheetOf[table])).map(([name, field]): [string, boolean] => [
    name,
    numberKinds.has(field.kind),
  ])
  return [['projectId', false], ['rowKey', false], ...stored]
}
