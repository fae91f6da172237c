import { openStore, type StoreOptions } from '#store/open-store.ts'
import type { Author, Store } from '#store/store.ts'

/** A moment for tests; nothing in them depends on which. */
export const someTime = '2026-03-29T08:00:00.000Z'
export const author: Author = { who: '王工', role: 'planner', at: someTime, batch: null }

/** A store of its own for one test. */
export function memoryStore(options: Partial<StoreOptions> = {}): Promise<Store> {
  return openStore(':memory:', { now: () => someTime, ...options })
}
