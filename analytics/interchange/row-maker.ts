import { storedFields, type Entity, type RowIdentity, type StoredRow } from '#model/entity.ts'
import type { RowKey } from '#model/field.ts'

type Given<Row> = Partial<Omit<Row, keyof RowIdentity>>

/** Makes stored rows of one entity: what is not given is the field's initial value, or null. */
export function rowMaker<E extends { name: string }>(
  entity: E,
): (
  projectId: RowKey<'project'>,
  rowKey: StoredRow<E>['rowKey' & keyof StoredRow<E>],
  values: Given<StoredRow<E>>,
) => StoredRow<E> {
  const blank = Object.fromEntries(
    storedFields(entity as unknown as Entity).map(([name, field]) => [name, field.initial]),
  )
  return (projectId, rowKey, values) =>
    ({ projectId, rowKey, ...blank, ...values }) as unknown as StoredRow<E>
}
