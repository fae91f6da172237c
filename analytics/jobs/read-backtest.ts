import type { StoredTrackRecord } from '#calc/track-record.ts'
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
      trackRecord: record === null ? null : readTrackRecord(record),
      scores: await reader.backtestScores(version),
    }
  })
}

/** A track record as it was stored; what projects keep is told with the forecast of a project. */
function readTrackRecord(json: string): TrackRecord | null {
  const stored = JSON.parse(json) as StoredTrackRecord | null
  return stored && { ...recordOf(stored), kept: null }
}

/** The part of a stored record that is told of every project. */
export function recordOf({
  projects,
  method,
  finish,
  cost,
  byStage,
  isCalibrated,
}: StoredTrackRecord): Omit<TrackRecord, 'kept'> {
  return { projects, method, finish, cost, byStage, isCalibrated }
}
