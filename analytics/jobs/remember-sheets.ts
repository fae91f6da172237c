import type { StoreReader } from '#store/store.ts'

/** A reader that reads a whole sheet, or its codes, only once; for as long as nothing is written. */
export function rememberSheets(reader: StoreReader): StoreReader {
  const known = new Map<string, Promise<unknown>>()
  const once = <T>(key: string, read: () => Promise<T>): Promise<T> => {
    const asked = (known.get(key) as Promise<T> | undefined) ?? read()
    known.set(key, asked)
    return asked
  }
  return {
    ...reader,
    rows: (sheet, projectId, rowKeys) =>
      rowKeys === undefined
        ? once(`rows ${sheet} ${projectId}`, () => reader.rows(sheet, projectId))
        : reader.rows(sheet, projectId, rowKeys),
    rowKeysByCode: (sheet, projectId) =>
      once(`codes ${sheet} ${projectId}`, () => reader.rowKeysByCode(sheet, projectId)),
  }
}
