import type { Book } from '../book/book.ts'

/** The `_Register…` and `_Unregister…` methods of an object whose events go to `targetOf(object)`. */
export function eventCalls<S extends { book: Book }>(
  targetOf: (state: S) => string,
  events: Record<string, number>,
): Record<string, (state: S) => void> {
  const calls: Record<string, (state: S) => void> = {}
  for (const [name, type] of Object.entries(events)) {
    calls[`_Register${name}`] = state => state.book.events.register(type, targetOf(state))
    calls[`_Unregister${name}`] = state => state.book.events.unregister(type, targetOf(state))
  }
  return calls
}
