import { rulesFor } from '#calc/forecast-range.ts'
import { earnedShare } from '#calc/forecast-situation.ts'
import type { ForecastSubject } from '#calc/forecast-subject.ts'
import { keptDeviations } from '#calc/kept-deviations.ts'
import type { StoredTrackRecord } from '#calc/track-record.ts'
import type { ForecastAnswer } from '#model/contract.ts'
import type { Forecast } from '#model/entities/forecast.ts'
import { AppError } from '#model/problems.ts'
import type { Store, StoreReader } from '#store/store.ts'
import { recordOf } from './read-backtest.ts'

/** The forecast of a project's newest calculation with the projects it was drawn from. Throws `forecast-missing` before the first refresh. */
export async function readForecast(store: Store, projectId: string): Promise<ForecastAnswer> {
  return store.read(async reader => {
    const project = await reader.findProject(projectId)
    const forecasts = await reader.rows('forecast', project.projectId)
    const newest = newestForecast(forecasts)
    if (!newest) throw new AppError('forecast-missing', { project: project.code })
    const references = (await reader.rows('forecastReference', project.projectId)).filter(
      row => row.forecastKey === newest.rowKey,
    )
    const basis = (await reader.forecastBases(project.projectId)).find(
      row => row.statusAt === newest.statusAt,
    )
    return {
      projectId: project.projectId,
      statusAt: newest.statusAt,
      method: newest.method,
      sufficientHistory: newest.sufficientHistory,
      ...rangesOf(newest),
      reference: references.map(row => ({
        code: row.referenceCode,
        name: row.referenceName,
        weight: row.weight,
      })),
      indices: {
        budgetAtCompletion: newest.budgetAtCompletion,
        plannedValue: newest.plannedValue,
        earnedValue: newest.earnedValue,
        actualCost: newest.actualCost,
        costPerformance: newest.costPerformance,
        schedulePerformance: newest.schedulePerformance,
        schedulePerformanceTime: newest.schedulePerformanceTime,
      },
      modelVersion: newest.modelVersion,
      trackRecord: await readRecord(
        reader,
        newest,
        basis?.subject ? (JSON.parse(basis.subject) as ForecastSubject) : null,
      ),
      notUsed: basis ? (JSON.parse(basis.notUsed) as ForecastAnswer['notUsed']) : [],
      change: basis?.changed ? (JSON.parse(basis.changed) as ForecastAnswer['change']) : null,
      course: forecasts
        .toSorted((a, b) => a.statusAt - b.statusAt)
        .map(row => ({
          statusAt: row.statusAt,
          plannedFinish: row.plannedFinish,
          budgetAtCompletion: row.budgetAtCompletion,
          ...rangesOf(row),
        })),
    }
  })
}

/** The forecast of the newest calculation: where the data date was moved back that is not the one with the latest date. */
function newestForecast(forecasts: readonly Forecast[]): Forecast | null {
  return forecasts.reduce<Forecast | null>((best, row) => {
    if (best === null) return row
    const later = (row.fromChange ?? 0) - (best.fromChange ?? 0)
    return later > 0 || (later === 0 && row.statusAt > best.statusAt) ? row : best
  }, null)
}

function rangesOf(row: Forecast): Pick<ForecastAnswer, 'finish' | 'cost'> {
  return {
    finish: { p10: row.finishP10, p50: row.finishP50, p80: row.finishP80, p90: row.finishP90 },
    cost: { p10: row.costP10, p50: row.costP50, p80: row.costP80, p90: row.costP90 },
  }
}

/** The track record of the version that a forecast was made by, with the rules of that forecast and what they keep of deviations. */
async function readRecord(
  reader: StoreReader,
  { modelVersion, method, costP50 }: Forecast,
  subject: ForecastSubject | null,
): Promise<ForecastAnswer['trackRecord']> {
  const stored = modelVersion === null ? null : await reader.trackRecord(modelVersion)
  const found = stored === null ? null : (JSON.parse(stored) as StoredTrackRecord | null)
  if (!found) return null
  const rules = found.learned ? rulesFor(method === 'openWork', found.learned) : null
  if (!rules || !subject) return { ...recordOf(found), kept: null }
  const kept = keptDeviations(rules, subject.situation.sector, earnedShare(subject.situation))
  return {
    ...recordOf(found),
    method: { finish: rules.durationRule, cost: rules.costRule },
    kept: costP50 === null ? { ...kept, cost: null } : kept,
  }
}
