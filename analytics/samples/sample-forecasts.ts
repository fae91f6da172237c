import { compileCalendars } from '#calc/calendar.ts'
import type { HistoryProject } from '#calc/history-project.ts'
import { calculateSchedule, prepareSchedule } from '#calc/schedule.ts'
import { calculateStatus } from '#calc/status.ts'
import type { Forecast, ForecastReference } from '#model/entities/forecast.ts'
import type { RowKey } from '#model/field.ts'
import type { Plan } from '#model/plan.ts'
import { progressAt } from './progress-at.ts'
import type { RealCourse } from './real-course.ts'

/** Forecasts with their references, ready to be stored. */
export interface SampleForecasts {
  forecasts: Forecast[]
  references: ForecastReference[]
}

/** The forecasts a running sample project would have been given at each of its data dates before the last, each from what was
 *  known then: its own progress so far and the projects finished by then. `fromChange` is the change that stored the plan. */
export function sampleForecasts(
  plan: Plan,
  course: RealCourse,
  history: readonly HistoryProject[],
  fromChange: number,
): SampleForecasts {
  const calendars = compileCalendars(plan)
  const found: SampleForecasts = { forecasts: [], references: [] }
  for (const { statusAt } of plan.statusSnapshots.slice(0, -1)) {
    const then = progressAt(plan, course, calendars, statusAt)
    const schedule = calculateSchedule(prepareSchedule([then]))
    const known = history.filter(row => row.actualFinish !== null && row.actualFinish <= statusAt)
    const { forecast, references } = calculateStatus(
      { ...then, statusSnapshots: plan.statusSnapshots.filter(row => row.statusAt < statusAt) },
      schedule,
      calendars,
      known,
    )
    if (forecast === null) continue
    const rowKey = `${plan.project.projectId}:forecast:${statusAt}` as RowKey<'forecast'>
    found.forecasts.push({ ...forecast, rowKey, fromChange })
    for (const reference of references)
      found.references.push({
        ...reference,
        forecastKey: rowKey,
        rowKey: `${rowKey}:${reference.referenceCode}` as RowKey<'forecastReference'>,
      })
  }
  return found
}
