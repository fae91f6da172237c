import type { DuckDBValue, DuckDBVector } from '@duckdb/node-api'
import type { Row, Value } from './rows.ts'
import type { ColumnType } from './table.ts'

/**
 * What a vector of DuckDB's client keeps inside. Its own `setItem` and `getItem` make three bigints per null and one
 * per BIGINT, which is most of the time of a batch; here whole columns go through the arrays below. A changed client
 * shows at once: any row of any sheet no longer comes back as it was written.
 */
interface OpenVector {
  items?: Int32Array | BigInt64Array | Float64Array
  dataView?: DataView
  type: { toString(): string }
  validity: { data: BigUint64Array | null }
  itemCount: number
  setItem(index: number, value: DuckDBValue): void
  getItem(index: number): DuckDBValue
  flush(): void
}

/** Fills a column of a chunk with one field of the rows; every value must fit the column. */
export function writeColumn(
  vector: DuckDBVector,
  type: ColumnType,
  rows: readonly Row[],
  name: string,
): void {
  const open = vector as unknown as OpenVector
  const present = new BigUint64Array(Math.ceil(rows.length / 64)).fill(0xffff_ffff_ffff_ffffn)
  const bits = new Uint8Array(present.buffer)
  const put = putterOf(open, type)
  let hasNull = false
  for (let i = 0; i < rows.length; i++) {
    const value = (rows[i] as Row)[name] as Value
    if (value === null) {
      hasNull = true
      bits[i >> 3] = (bits[i >> 3] as number) & ~(1 << (i & 7))
    } else put(i, value)
  }
  if (hasNull) open.validity.data = present
  open.flush()
}

/** The values of a column of a chunk; BIGINT as numbers. */
export function readColumn(vector: DuckDBVector): Value[] {
  const open = vector as unknown as OpenVector
  const { data } = open.validity
  const bits = data ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : null
  const get = getterOf(open)
  const values: Value[] = []
  for (let i = 0; i < open.itemCount; i++)
    values.push(bits && ((bits[i >> 3] as number) & (1 << (i & 7))) === 0 ? null : get(i))
  return values
}

function putterOf(vector: OpenVector, type: ColumnType): (index: number, value: Value) => void {
  const { items } = vector
  if (items === undefined || type === 'VARCHAR' || type === 'BOOLEAN')
    return (index, value) => vector.setItem(index, value)
  if (items instanceof BigInt64Array) {
    const words = new Int32Array(items.buffer, items.byteOffset, items.length * 2)
    return (index, value) => {
      words[index * 2] = value as number
      words[index * 2 + 1] = Math.floor((value as number) / 2 ** 32)
    }
  }
  return (index, value) => {
    items[index] = value as number
  }
}

function getterOf(vector: OpenVector): (index: number) => Value {
  const { items } = vector
  if (items instanceof BigInt64Array) {
    const low = new Uint32Array(items.buffer, items.byteOffset, items.length * 2)
    const high = new Int32Array(items.buffer, items.byteOffset, items.length * 2)
    return index => (high[index * 2 + 1] as number) * 2 ** 32 + (low[index * 2] as number)
  }
  if (items) return index => items[index] as number
  const { dataView, type } = vector
  if (dataView === undefined || type.toString() !== 'VARCHAR') return index => vector.getItem(index) as Value
  const bytes = Buffer.from(dataView.buffer, dataView.byteOffset, dataView.byteLength)
  return index => {
    const at = index * stringEntryBytes
    const length = dataView.getUint32(at, true)
    if (length > mostInlineBytes) return vector.getItem(index) as Value
    return bytes.toString('utf8', at + 4, at + 4 + length)
  }
}

/** DuckDB keeps a short text in its column entry, behind four bytes of length; a longer one elsewhere. */
const stringEntryBytes = 16
const mostInlineBytes = 12
