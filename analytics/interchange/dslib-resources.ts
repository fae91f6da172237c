import { resource as resourceEntity, type Resource } from '#model/entities/resource.ts'
import type { RowKey, Thousandths, UnitPrice } from '#model/field.ts'
import { noteAt, numberOf, textOf, type DslibRow, type DslibTable } from './dslib-table.ts'
import { namedKey } from './named-key.ts'
import type { NotUsed } from './not-used.ts'
import { rowMaker } from './row-maker.ts'

const newResource = rowMaker(resourceEntity)
const countWithWords = /^(\d+(?:[.,]\d+)?)\s*(.*)$/

/** Resources of a project. Renewable ones are labour paid by the hour, consumable ones material; words beside the availability (`5 people`) are
 *  kept as the specification. Rows without a name are noted and left out; numbered
 *  rows that are otherwise blank hold nothing. */
export function dslibResources(
  projectId: RowKey<'project'>,
  code: string,
  table: DslibTable,
  rows: readonly DslibRow[],
  notUsed: NotUsed[],
): Resource[] {
  return rows.flatMap(row => {
    if (isBlank(row)) return []
    const id = textOf(row, 'resource_id') ?? String(row.line)
    const name = textOf(row, 'name')
    if (name === null) {
      noteAt(notUsed, table, row, 'name', { code: 'row-without-code', data: { label: 'name' } })
      return []
    }
    const consumable = textOf(row, 'type') === 'Consumable'
    const price = numberOf(table, row, 'cost_per_unit', notUsed)
    noteCostPerUse(table, row, notUsed)
    return [
      newResource(projectId, namedKey('dslib', code, 'resource', id), {
        code: id,
        name,
        kind: consumable ? 'material' : 'labour',
        unit: consumable ? null : 'h',
        price: price === null ? null : (Math.round(price * 10_000) as UnitPrice),
        ...readAvailability(table, row, notUsed),
      }),
    ]
  })
}

function isBlank(row: DslibRow): boolean {
  return Object.entries(row.cells).every(
    ([column, value]) => value === null || column === 'project_id' || column === 'resource_id',
  )
}

function readAvailability(table: DslibTable, row: DslibRow, notUsed: NotUsed[]) {
  const text = textOf(row, 'availability')
  if (text === null) return { available: null, specification: null }
  const parts = countWithWords.exec(text)
  if (!parts) {
    // Consumables are said to have "-1 €": no limit.
    noteAt(notUsed, table, row, 'availability', {
      code: 'value-unreadable',
      data: { column: 'availability', value: text },
    })
    return { available: null, specification: text }
  }
  const available = Math.round(Number((parts[1] as string).replace(',', '.')) * 1000) as Thousandths
  return { available, specification: parts[2] ? text : null }
}

/** A charge per use has no place of its own; its effect is in the planned cost of the assignments. */
function noteCostPerUse(table: DslibTable, row: DslibRow, notUsed: NotUsed[]): void {
  const cost = numberOf(table, row, 'cost_per_use', notUsed)
  if (cost)
    noteAt(notUsed, table, row, 'cost_per_use', {
      code: 'column-not-used',
      data: { column: 'cost_per_use', count: 1 },
    })
}
