const database = 'workbench'
const store = 'opening'

/** Leaves a workbook's bytes for another tab of this page; answers the key to fetch them with. */
export async function leaveBytes(bytes: Uint8Array): Promise<string> {
  const key = crypto.randomUUID()
  await transact('readwrite', objects => objects.put(bytes, key))
  return key
}

/** Takes the bytes that another tab left; null when there are none. */
export async function takeBytes(key: string): Promise<Uint8Array | null> {
  const bytes: unknown = await transact('readonly', objects => objects.get(key))
  await transact('readwrite', objects => objects.delete(key))
  return bytes instanceof Uint8Array ? bytes : null
}

async function transact<T>(
  mode: IDBTransactionMode,
  work: (objects: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const opened = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(database, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(store)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('The browser keeps no data.'))
  })
  try {
    return await new Promise<T>((resolve, reject) => {
      const request = work(opened.transaction(store, mode).objectStore(store))
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error ?? new Error('The browser keeps no data.'))
    })
  } finally {
    opened.close()
  }
}
