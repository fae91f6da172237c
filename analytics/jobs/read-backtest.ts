import type { TrackRecord } from '#model/forecast-answer.ts'
import type { Store } from '#store/store.ts'
import type { StoredBacktest } from './analytics.ts'

/** The scores of a version of what was learned. */
export async function readBacktest(store: Store, version: number | null): Promise<StoredBacktest> {
  if (version === null) return { version, trackRecord: null, scores: [] }
  return store.read(async reader => {
    const record = await reader.trackRecord(version)
    return {
      version,
      trackRecord: record === null ? null : (JSON.parse(record) as TrackRecord | null),
      scores: await reader.backtestScores(version),
    }
  })
}
