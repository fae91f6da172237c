/** A small store of structured values outside the workbook; survives closing it. */
export interface KeyValueStore {
  get(key: string): Promise<unknown>
  /** All values whose keys begin with the prefix, in key order. */
  list(prefix: string): Promise<unknown[]>
  put(key: string, value: unknown): Promise<void>
  delete(key: string): Promise<void>
}

/** The store in the browser's IndexedDB; one database per origin, which the browser keeps per user and partition. */
export async function openBrowserStore(name = 'plumbline'): Promise<KeyValueStore> {
  const opening = indexedDB.open(name, 1)
  opening.onupgradeneeded = () => opening.result.createObjectStore('values')
  const database = await settle(opening)
  const values = (mode: IDBTransactionMode): IDBObjectStore =>
    database.transaction('values', mode).objectStore('values')
  return {
    get: key => settle(values('readonly').get(key)),
    list: prefix => settle(values('readonly').getAll(IDBKeyRange.bound(prefix, `${prefix}\uffff`))),
    put: async (key, value) => void (await settle(values('readwrite').put(value, key))),
    delete: key => settle(values('readwrite').delete(key)),
  }
}

/** A store that lasts as long as the page: where the browser grants no database. */
export function createMemoryStore(): KeyValueStore {
  const values = new Map<string, unknown>()
  return {
    get: async key => structuredClone(values.get(key)),
    list: async prefix =>
      [...values.keys()]
        .filter(key => key.startsWith(prefix))
        .sort()
        .map(key => structuredClone(values.get(key))),
    put: async (key, value) => void values.set(key, structuredClone(value)),
    delete: async key => void values.delete(key),
  }
}

function settle<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('IndexedDB request failed'))
  })
}
