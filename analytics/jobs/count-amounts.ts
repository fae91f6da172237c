import { entityNames, entityOf } from '#model/entities.ts'
import { fieldsOf } from '#model/entity.ts'
import type { AnyRow } from '#model/row.ts'
import type { StoreReader } from '#store/store.ts'

/** How many rows of a project hold an amount or a price: their meaning would change with the currency, for none is converted. */
export async function countAmounts(reader: Pick<StoreReader, 'rows'>, projectId: string): Promise<number> {
  let count = 0
  for (const sheet of entityNames) {
    const money = fieldsOf(entityOf(sheet)).filter(
      ([, { kind, origin }]) => origin === 'stored' && (kind === 'money' || kind === 'unitPrice'),
    )
    if (money.length === 0) continue
    const rows = (await reader.rows(sheet, projectId)) as unknown as AnyRow[]
    count += rows.filter(row => money.some(([name]) => row[name] !== null)).length
  }
  return count
}
