import { register } from 'tsx/esm/api'

// A worker thread does not take over the loader of its parent.
register()
export const { recalculate, recalculateDates, recalculateLinked, warmUp } = await import('./refresh.worker.ts')
