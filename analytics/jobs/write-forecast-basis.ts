import { explainForecast, type GivenForecast } from '#calc/explain-forecast.ts'
import type { ForecastKnowledge } from '#calc/forecast-knowledge.ts'
import type { ForecastSubject } from '#calc/forecast-subject.ts'
import type { StatusOutcome } from '#calc/status.ts'
import type { ForecastChange } from '#model/forecast-answer.ts'
import type { StoreTransaction } from '#store/store.ts'

/** Notes what a new forecast was made from and why it differs from the one of the data date before, else from the last one of the
 *  same date. To be called before the new forecast takes the place of the old one. */
export async function writeForecastBasis(
  tx: StoreTransaction,
  projectId: string,
  { forecast, forecastBasis }: Pick<StatusOutcome, 'forecast' | 'forecastBasis'>,
  knowledge: ForecastKnowledge,
): Promise<void> {
  if (!forecast || !forecastBasis) return
  const { statusAt, finishP50, costP50 } = forecast
  const { subject, findings } = forecastBasis
  const before = await forecastBefore(tx, projectId, statusAt)
  const changed: ForecastChange | null =
    before && subject
      ? explainForecast(before, { subject, statusAt, finish: finishP50, cost: costP50 }, knowledge)
      : null
  await tx.putForecastBasis({
    projectId,
    statusAt,
    subject: subject && JSON.stringify(subject),
    notUsed: JSON.stringify(findings.map(({ code, at, data }) => ({ code, at: at ?? {}, data: data ?? {} }))),
    changed: changed && JSON.stringify(changed),
  })
}

async function forecastBefore(
  tx: StoreTransaction,
  projectId: string,
  statusAt: number,
): Promise<GivenForecast | null> {
  const bases = (await tx.forecastBases(projectId)).filter(
    basis => basis.subject !== null && basis.statusAt <= statusAt,
  )
  const basis = bases.find(row => row.statusAt < statusAt) ?? bases[0]
  if (!basis) return null
  const forecasts = await tx.rows('forecast', projectId)
  const given = forecasts.find(row => row.statusAt === basis.statusAt)
  if (!given) return null
  return {
    subject: readSubject(basis.subject as string),
    statusAt: basis.statusAt,
    finish: given.finishP50,
    cost: given.costP50,
  }
}

/** A subject as it was stored; those of before earlier statuses were kept have none. */
function readSubject(json: string): ForecastSubject {
  const subject = JSON.parse(json) as ForecastSubject
  return { ...subject, situation: { ...subject.situation, earlier: subject.situation.earlier ?? [] } }
}
