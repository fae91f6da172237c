import type { Forecast, ForecastReference } from '#model/entities/forecast.ts'
import type { StatusSnapshot } from '#model/entities/status-snapshot.ts'
import type { Plan } from '#model/plan.ts'
import type { PlanMinute } from '#model/plan-time.ts'
import { finishAt, workAt, workBetween } from './calendar.ts'
import type { EarnedValue } from './earned-value.ts'
import { measureEarnedSchedule, type EarnedSchedule } from './earned-schedule.ts'
import type { ProjectForecast } from './forecast-project.ts'
import { forecastCosts, forecastDurations, type IndexInput } from './index-forecast.ts'

/** Indices by name: money in minor units, instants in plan minutes, ratios as numbers, null where undefined. */
export type StatusIndices = Record<string, number | null>

/** Indices and estimates of a status date. Times run from the planned start in working minutes of the project calendar;
 *  forecasts beyond 200 years of working time are no dates and null. */
export function statusIndices(earned: EarnedValue, statusAt: PlanMinute): StatusIndices {
  const { project, indices, curve } = earned
  const times = timesOf(earned, statusAt)
  const schedule = times ? measureEarnedSchedule(times) : null
  const input: IndexInput | null = times ? { ...project, ...times } : null
  const durations = input ? forecastDurations(input) : null
  const costs = input ? forecastCosts(input) : null
  const instant = (duration: number | null | undefined) =>
    duration === null || duration === undefined || curve.start === null || !(duration < longestForecast)
      ? null
      : finishAt(earned.calendar, workAt(earned.calendar, curve.start) + Math.round(duration))
  const money = (amount: number | null | undefined) =>
    amount === null || amount === undefined ? null : Math.round(amount)
  return {
    bac: project.budgetAtCompletion,
    pv: project.plannedValue,
    ev: project.earnedValue,
    ac: project.actualCost,
    cv: indices.costVariance,
    sv: indices.scheduleVariance,
    cpi: indices.costPerformance,
    spi: indices.schedulePerformance,
    vac: indices.varianceAtCompletion,
    tcpi: indices.toCompletePerformance,
    tcpiEac: indices.toCompletePerformanceEstimate,
    eac: indices.estimates.atCostPerformance,
    eacBudget: indices.estimates.asBudgeted,
    eacCpi: indices.estimates.atCostPerformance,
    eacCpiSpi: indices.estimates.atCostAndSchedule,
    eacWeighted: indices.estimates.atWeightedPerformance,
    eacBottomUp: indices.estimates.bottomUp,
    eacSpit: money(costs?.spit),
    complete: indices.completeRatio,
    es: curve.minuteOf(project.earnedValue, statusAt),
    svt: schedule?.timeVariance ?? null,
    spit: schedule?.timePerformance ?? null,
    tspi: schedule?.toCompletePerformance ?? null,
    finishPv: instant(durations?.plannedValue),
    finishEd: instant(durations?.earnedDuration),
    finishEs: instant(durations?.earnedSchedule),
    finishEsSpit: instant(durations?.earnedScheduleSpit),
    finishEsScit: instant(durations?.earnedScheduleScit),
  }
}

/** 200 years of 24 hours. */
const longestForecast = 200 * 366 * 1440

/** The status snapshot to store; amounts are null for a project without budget. */
export function snapshotRow(
  plan: Plan,
  earned: EarnedValue,
  statusAt: PlanMinute,
  finish: PlanMinute | null,
): Omit<StatusSnapshot, 'rowKey'> {
  const { project, indices, curve } = earned
  const hasBudget = project.budgetAtCompletion > 0
  const times = timesOf(earned, statusAt)
  const schedule: EarnedSchedule | null = times ? measureEarnedSchedule(times) : null
  return {
    projectId: plan.project.projectId,
    statusAt,
    origin: 'calculated',
    periodName: null,
    budgetAtCompletion: hasBudget ? project.budgetAtCompletion : null,
    plannedValue: hasBudget ? project.plannedValue : null,
    earnedValue: hasBudget ? project.earnedValue : null,
    actualCost: project.actualCost,
    earnedSchedule: hasBudget ? curve.minuteOf(project.earnedValue, statusAt) : null,
    costPerformance: indices.costPerformance,
    schedulePerformance: indices.schedulePerformance,
    schedulePerformanceTime: schedule?.timePerformance ?? null,
    finish,
    fromChange: null,
    completeRatio: indices.completeRatio,
  }
}

/** The forecast to store. */
export function forecastRow(
  plan: Plan,
  earned: EarnedValue,
  statusAt: PlanMinute,
  forecast: ProjectForecast,
): Omit<Forecast, 'rowKey' | 'fromChange'> {
  const { project, indices, curve } = earned
  const hasBudget = project.budgetAtCompletion > 0
  return {
    projectId: plan.project.projectId,
    statusAt,
    method: forecast.method,
    sufficientHistory: forecast.sufficientHistory,
    modelVersion: forecast.modelVersion,
    referenceCount: forecast.referenceCount,
    finishP10: forecast.finish?.p10 ?? null,
    finishP50: forecast.finish?.p50 ?? null,
    finishP80: forecast.finish?.p80 ?? null,
    finishP90: forecast.finish?.p90 ?? null,
    costP10: forecast.cost?.p10 ?? null,
    costP50: forecast.cost?.p50 ?? null,
    costP80: forecast.cost?.p80 ?? null,
    costP90: forecast.cost?.p90 ?? null,
    plannedFinish: curve.finish ?? plan.project.plannedFinish,
    budgetAtCompletion: hasBudget ? project.budgetAtCompletion : null,
    plannedValue: hasBudget ? project.plannedValue : null,
    earnedValue: hasBudget ? project.earnedValue : null,
    actualCost: project.actualCost,
    costPerformance: indices.costPerformance,
    schedulePerformance: indices.schedulePerformance,
    schedulePerformanceTime: timesOf(earned, statusAt)
      ? (statusIndices(earned, statusAt)['spit'] ?? null)
      : null,
  }
}

/** The finished projects behind a forecast, to store with it. */
export function referenceRows(
  plan: Plan,
  forecast: ProjectForecast,
): Omit<ForecastReference, 'rowKey' | 'forecastKey'>[] {
  return forecast.reference.map(reference => ({
    projectId: plan.project.projectId,
    referenceCode: reference.code,
    referenceName: reference.name,
    weight: reference.weight,
    finishRatio: reference.finishRatio,
    costRatio: reference.costRatio,
  }))
}

function timesOf(
  earned: EarnedValue,
  statusAt: PlanMinute,
): Pick<IndexInput, 'earnedSchedule' | 'actualTime' | 'plannedDuration'> | null {
  const { calendar, curve, project } = earned
  const earnedAt = curve.minuteOf(project.earnedValue, statusAt)
  if (curve.start === null || curve.finish === null || earnedAt === null) return null
  return {
    earnedSchedule: workBetween(calendar, curve.start, earnedAt),
    actualTime: workBetween(calendar, curve.start, statusAt),
    plannedDuration: workBetween(calendar, curve.start, curve.finish),
  }
}
