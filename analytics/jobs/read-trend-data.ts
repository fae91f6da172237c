import { compileCalendars } from '#calc/calendar.ts'
import { rollUpCosts } from '#calc/cost-roll-up.ts'
import { measureEarnedValue } from '#calc/earned-value.ts'
import { planSpans } from '#calc/planned-value-spans.ts'
import type { Forecast } from '#model/entities/forecast.ts'
import { type CostKind, costKinds } from '#model/entities/resource.ts'
import type { ResourceLoad } from '#model/entities/resource-load.ts'
import type { StatusSnapshot } from '#model/entities/status-snapshot.ts'
import type { Thousandths } from '#model/field.ts'
import type { Plan } from '#model/plan.ts'
import type { PlanMinute } from '#model/plan-time.ts'
import type { TrendData, TrendPoint, TrendResource } from '#report/trend-data.ts'
import type { StoreReader } from '#store/store.ts'

/** Everything the trend workbook says of a project: stored statuses, forecasts and loads; cost by kind and the planned curve from
 *  the plan as it stands; and the figures it is tied out against. */
export async function readTrendData(reader: StoreReader, projectId: string): Promise<TrendData> {
  const plan = await reader.readPlan(projectId)
  const state = await reader.projectState(projectId)
  const forecasts = await reader.rows('forecast', projectId)
  const loads = await reader.rows('resourceLoad', projectId)
  const points = trendPoints(plan.statusSnapshots, forecasts)
  const dates = await scheduledDates(reader, plan)
  const statusAt = plan.project.dataDate ?? points.at(-1)?.statusAt ?? null
  const costs = rollUpCosts(plan, statusAt)
  const shown = strainedResources(plan, loads)
  const spans = planSpans(plan, dates, compileCalendars(plan))
  const { curve } = measureEarnedValue(plan, costs, spans, statusAt ?? (0 as PlanMinute))
  const newest = forecasts.reduce<Forecast | null>(
    (best, row) => (best === null || row.statusAt > best.statusAt ? row : best),
    null,
  )
  const { project } = plan
  return {
    code: project.code,
    name: project.name,
    currency: project.currency,
    sector: project.sector,
    isSample: project.isSample,
    isFinished: project.status === 'finished' || project.actualFinish !== null,
    dataDate: statusAt,
    plannedStart: curve.start ?? project.plannedStart,
    plannedFinish: curve.finish ?? project.plannedFinish,
    actualFinish: project.actualFinish,
    change: state.change,
    resultsFromChange: state.resultsFromChange,
    staleLinks: await reader.staleLinks(projectId),
    forecast: newest && {
      method: newest.method,
      sufficientHistory: newest.sufficientHistory,
      referenceCount: newest.referenceCount,
    },
    points,
    plannedCurve: plannedCurve(curve, points),
    costs: (Object.keys(costKinds) as CostKind[]).map(kind => ({
      kind,
      budget: costs.total.budget[kind],
      actual: costs.total.actual[kind],
    })),
    resources: shown.map(({ resource }) => resource),
    tieOut: await reader.tieOutFigures(projectId, {
      currency: project.currency,
      statusAt,
      resourceKeys: shown.map(({ rowKey }) => rowKey),
    }),
  }
}

/** Statuses and forecasts joined by date; where a date has a calculated and an imported status, the calculated one. */
function trendPoints(snapshots: readonly StatusSnapshot[], forecasts: readonly Forecast[]): TrendPoint[] {
  const statusOf = new Map<number, StatusSnapshot>()
  for (const row of snapshots)
    if (row.origin === 'calculated' || !statusOf.has(row.statusAt)) statusOf.set(row.statusAt, row)
  const forecastOf = new Map(forecasts.map(row => [row.statusAt as number, row]))
  const dates = [...new Set([...statusOf.keys(), ...forecastOf.keys()])].sort((a, b) => a - b)
  return dates.map(at => {
    const status = statusOf.get(at)
    const forecast = forecastOf.get(at)
    return {
      statusAt: at as PlanMinute,
      budgetAtCompletion: status?.budgetAtCompletion ?? null,
      plannedValue: status?.plannedValue ?? null,
      earnedValue: status?.earnedValue ?? null,
      actualCost: status?.actualCost ?? null,
      costPerformance: status?.costPerformance ?? null,
      schedulePerformance: status?.schedulePerformance ?? null,
      schedulePerformanceTime: status?.schedulePerformanceTime ?? null,
      calculatedFinish: status?.finish ?? null,
      finishP10: forecast?.finishP10 ?? null,
      finishP50: forecast?.finishP50 ?? null,
      finishP80: forecast?.finishP80 ?? null,
      finishP90: forecast?.finishP90 ?? null,
      costP10: forecast?.costP10 ?? null,
      costP50: forecast?.costP50 ?? null,
      costP80: forecast?.costP80 ?? null,
      costP90: forecast?.costP90 ?? null,
    }
  })
}

/** Stored dates of the last calculation, for activities that no baseline holds. */
async function scheduledDates(
  reader: StoreReader,
  plan: Plan,
): Promise<{ start: Float64Array; finish: Float64Array }> {
  const results = await reader.results('activity', plan.project.projectId)
  const byKey = new Map(results.map(row => [row.rowKey as string, row]))
  const column = (field: 'start' | 'finish') =>
    Float64Array.from(plan.activities, activity => byKey.get(activity.rowKey)?.[field] ?? Number.NaN)
  return { start: column('start'), finish: column('finish') }
}

/** Planned value at the start, at every status before the planned finish, monthly from the last of them on, and at the finish. */
function plannedCurve(
  curve: ReturnType<typeof measureEarnedValue>['curve'],
  points: readonly TrendPoint[],
): TrendData['plannedCurve'] {
  const { start, finish } = curve
  if (start === null || finish === null || curve.budgetAtCompletion === 0) return []
  const inside = points.map(point => point.statusAt).filter(at => at > start && at < finish)
  const times = [start, ...inside]
  for (let at = (inside.at(-1) ?? start) + month; at < finish - month / 3; at += month)
    times.push(at as PlanMinute)
  return [...times, finish].map(at => ({ at, plannedValue: curve.at(at) }))
}
/** Mean month in minutes. */
const month = 43_830

/** How many resources are drawn. */
const drawn = 3

/** Resources with a peak by week, those furthest above what is available first, the most costly where none is. */
function strainedResources(
  plan: Plan,
  loads: readonly ResourceLoad[],
): { rowKey: string; resource: TrendResource }[] {
  const weeksOf = new Map<string, ResourceLoad[]>()
  for (const row of loads) {
    const weeks = weeksOf.get(row.resourceKey)
    if (weeks) weeks.push(row)
    else weeksOf.set(row.resourceKey, [row])
  }
  const ranked = plan.resources.flatMap(resource => {
    const weeks = weeksOf.get(resource.rowKey) ?? []
    const peak = weeks.reduce((most, row) => Math.max(most, row.peak ?? 0), 0)
    if (peak === 0) return []
    const quantity = weeks.reduce((sum, row) => sum + row.quantity, 0)
    const strain = resource.available === null || resource.available === 0 ? 0 : peak / resource.available
    return [{ resource, weeks, strain: Math.max(1, strain), cost: quantity * (resource.price ?? 0) }]
  })
  ranked.sort((a, b) => b.strain - a.strain || b.cost - a.cost)
  return ranked.slice(0, drawn).map(({ resource, weeks }) => ({
    rowKey: resource.rowKey,
    resource: {
      code: resource.code,
      name: resource.name,
      unit: resource.unit,
      available: resource.available,
      weeks: everyWeek(weeks),
    },
  }))
}

function everyWeek(weeks: readonly ResourceLoad[]): TrendResource['weeks'] {
  const byWeek = new Map(weeks.map(row => [row.week as number, row]))
  const all = [...byWeek.keys()]
  const rows: TrendResource['weeks'] = []
  for (let week = Math.min(...all); week <= Math.max(...all); week += 7 * 1440) {
    const own = byWeek.get(week)
    rows.push({
      week: week as PlanMinute,
      quantity: own?.quantity ?? (0 as Thousandths),
      peak: own?.peak ?? (0 as Thousandths),
    })
  }
  return rows
}
