import { compileCalendars } from '#calc/calendar.ts'
import { learnForecasts } from '#calc/forecast-knowledge.ts'
import { lessonsOfPlan } from '#calc/history-lessons.ts'
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
  finished: readonly Plan[],
  fromChange: number,
): SampleForecasts {
  const calendars = compileCalendars(plan)
  const history = finished.map(past => ({
    at: past.project.actualFinish,
    lessons: lessonsOfPlan(past),
  }))
  const found: SampleForecasts = { forecasts: [], references: [] }
  for (const { statusAt } of plan.statusSnapshots.slice(0, -1)) {
    const then = progressAt(plan, course, calendars, statusAt)
    const schedule = calculateSchedule(prepareSchedule([then]))
    const known = history.filter(({ at }) => at !== null && at <= statusAt).map(({ lessons }) => lessons)
    const { forecast, references } = calculateStatus(
      { ...then, statusSnapshots: plan.statusSnapshots.filter(row => row.statusAt < statusAt) },
      schedule,
      calendars,
      learnForecasts(known, then.project),
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
