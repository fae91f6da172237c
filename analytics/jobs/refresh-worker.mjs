import { register } from 'tsx/esm/api'

// A worker thread does not take over the loader of its parent.
register()
const { recalculate, recalculateDates, recalculateLinked, recalculateLinkedDates, warmUp } = await import(
  './refresh.worker.ts'
)
export { recalculate, recalculateDates, recalculateLinked, recalculateLinkedDates, warmUp }
