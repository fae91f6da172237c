import { register } from 'tsx/esm/api'

// A worker thread does not take over the loader of its parent.
register()
export const { makeRuns } = await import('./make-runs.ts')
