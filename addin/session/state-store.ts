import type { PaneState } from './state.ts'

/** Holds the pane's state; whoever subscribed is told of every change. */
export interface StateStore {
  get: () => PaneState
  set: (change: Partial<PaneState>) => void
  subscribe: (listener: () => void) => () => void
}

/** A store that begins with the given state. */
export function createStateStore(initial: PaneState): StateStore {
  let state = initial
  const listeners = new Set<() => void>()
  return {
    get: () => state,
    set(change) {
      state = { ...state, ...change }
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
