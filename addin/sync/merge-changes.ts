import type { CellContent } from './table-cells.ts'
import type { SheetChanges } from './workbook-port.ts'

/** Changes of one table joined into one, in order: of two writes to a cell the later one stands, with what the earlier expected. */
export function mergeChanges(all: readonly SheetChanges[]): SheetChanges[] {
  const byTable = new Map<string, SheetChanges[]>()
  for (const changes of all) {
    const id = changes.binding.tableId
    byTable.set(id, [...(byTable.get(id) ?? []), changes])
  }
  return [...byTable.values()].map(group =>
    group.length === 1 ? (group[0] as SheetChanges) : joinGroup(group),
  )
}

function joinGroup(group: readonly SheetChanges[]): SheetChanges {
  const joined: SheetChanges = {
    binding: (group[0] as SheetChanges).binding,
    cells: { rowKeys: [], fields: [], contents: [], expected: [] },
    added: { rowKeys: [], columns: {} },
    removed: group.flatMap(changes => changes.removed),
  }
  const places = new Map<string, number>()
  for (const { cells, added } of group) {
    cells.rowKeys.forEach((rowKey, i) => {
      const field = cells.fields[i] as string
      const name = `${rowKey} ${field}`
      const at = places.get(name)
      if (at === undefined) {
        places.set(name, joined.cells.rowKeys.length)
        joined.cells.rowKeys.push(rowKey)
        joined.cells.fields.push(field)
        joined.cells.contents.push(cells.contents[i] as CellContent)
        joined.cells.expected.push(cells.expected[i])
      } else joined.cells.contents[at] = cells.contents[i] as CellContent
    })
    for (const [field, contents] of Object.entries(added.columns)) {
      const column = joined.added.columns[field] ?? joined.added.rowKeys.map(() => '')
      joined.added.columns[field] = [...column, ...contents]
    }
    joined.added.rowKeys.push(...added.rowKeys)
  }
  return joined
}
