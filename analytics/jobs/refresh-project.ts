import type { ActivityResult } from '#model/entities/activity.ts'
import type { Forecast, ForecastReference } from '#model/entities/forecast.ts'
import type { Project } from '#model/entities/project.ts'
import type { StatusSnapshot } from '#model/entities/status-snapshot.ts'
import type { RowKey, WorkMinutes } from '#model/field.ts'
import type { PlanMinute } from '#model/plan-time.ts'
import type { Problem } from '#model/problems.ts'
import type { ScheduleResult } from '#calc/schedule-result.ts'
import type { Store, StoreTransaction } from '#store/store.ts'
import type { JobHandle } from './job-board.ts'
import { readLinkedPlans } from './linked-plans.ts'
import { storedPlan } from './plan-source.ts'
import { writeForecastBasis } from './write-forecast-basis.ts'
import type { ForecastLearning } from './forecast-learning.ts'
import type { RefreshOutcome } from './refresh.worker.ts'
import type { RefreshPool, RefreshStage } from './refresh-pool.ts'

const progressAt: Record<RefreshStage, number> = { schedule: 0.25, earnedValue: 0.45, writing: 0.75 }

/**
 * Recalculates a project and writes dates, floats, costs, earned value, loads, one status snapshot and one forecast in one
 * transaction. Results carry the change number of the plan they were made from.
 */
export async function refreshProject(
  store: Store,
  pool: RefreshPool,
  learning: ForecastLearning,
  projectId: string,
  handle: JobHandle,
): Promise<{ findings: Problem[]; resultNumber: number }> {
  const [project] = await store.rows('project', projectId)
  const { family, isSample } = project as Project
  const knowledge = await learning.knowledgeFor({ projectId, family, isSample })
  handle.report('reading', 0.15)
  const linked = await readLinkedPlans(store, projectId)
  const telling = {
    signal: handle.signal,
    onStage: (stage: RefreshStage) => handle.report(stage, progressAt[stage]),
  }
  const outcome = linked
    ? await pool.recalculateLinked(linked, knowledge, telling)
    : await pool.recalculate(storedPlan(store, projectId), knowledge, telling)
  handle.signal.throwIfAborted()
  const fromChange = outcome.change
  const findings = [...outcome.schedule.findings, ...outcome.status.findings]
  const resultNumber = await store.write(async tx => {
    const number = await tx.nextResult(projectId, fromChange)
    await tx.putLinkedResults(projectId, linked?.otherChanges ?? new Map())
    await writeForecastBasis(tx, projectId, outcome.status, knowledge)
    await writeOutcome(tx, projectId, outcome, number, fromChange)
    await tx.replaceFindings(projectId, number, findings)
    return number
  })
  return { findings, resultNumber }
}

async function writeOutcome(
  tx: StoreTransaction,
  projectId: string,
  { rowKeys, schedule, status }: RefreshOutcome,
  number: number,
  fromChange: number,
): Promise<void> {
  const activities = status.activityResults.map((row, index) => ({
    ...row,
    ...datesAt(schedule, index),
    projectId: projectId as RowKey<'project'>,
    rowKey: rowKeys[index] as RowKey<'activity'>,
  }))
  await tx.replaceResults('activity', projectId, activities, number)
  await tx.replaceResults('assignment', projectId, status.assignmentResults, number)
  await tx.replaceResults('costAccount', projectId, status.costAccountResults, number)
  await tx.replaceResults('resource', projectId, status.resourceResults, number)
  await tx.replaceResults('project', projectId, [status.projectResult], number)
  await tx.deleteAllRows('resourceLoad', projectId)
  await tx.insertRows('resourceLoad', status.resourceLoads)
  if (status.statusSnapshot) await putSnapshot(tx, projectId, { ...status.statusSnapshot, fromChange })
  if (status.forecast) await putForecast(tx, projectId, { ...status.forecast, fromChange }, status.references)
}

type WithoutKey<T> = Omit<T, 'projectId' | 'rowKey'>

/** One calculated snapshot per data date: a later refresh at the same date takes its place. Imported ones stay. */
async function putSnapshot(
  tx: StoreTransaction,
  projectId: string,
  snapshot: WithoutKey<StatusSnapshot>,
): Promise<void> {
  const rowKey = `${projectId}:calculated:${snapshot.statusAt}`
  await tx.deleteRows('statusSnapshot', projectId, [rowKey])
  await tx.insertRows('statusSnapshot', [
    { ...snapshot, projectId: projectId as RowKey<'project'>, rowKey: rowKey as RowKey<'statusSnapshot'> },
  ])
}

async function putForecast(
  tx: StoreTransaction,
  projectId: string,
  forecast: WithoutKey<Forecast>,
  references: readonly WithoutKey<Omit<ForecastReference, 'forecastKey'>>[],
): Promise<void> {
  const rowKey = `${projectId}:forecast:${forecast.statusAt}`
  const old = (await tx.rows('forecastReference', projectId))
    .filter(row => row.forecastKey === rowKey)
    .map(row => row.rowKey)
  await tx.deleteRows('forecastReference', projectId, old)
  await tx.deleteRows('forecast', projectId, [rowKey])
  const identity = { projectId: projectId as RowKey<'project'> }
  await tx.insertRows('forecast', [{ ...forecast, ...identity, rowKey: rowKey as RowKey<'forecast'> }])
  await tx.insertRows(
    'forecastReference',
    references.map(reference => ({
      ...reference,
      ...identity,
      forecastKey: rowKey,
      rowKey: `${rowKey}:${reference.referenceCode}` as RowKey<'forecastReference'>,
    })),
  )
}

type ActivityDates = Pick<
  ActivityResult,
  | 'start'
  | 'finish'
  | 'earlyStart'
  | 'earlyFinish'
  | 'lateStart'
  | 'lateFinish'
  | 'totalFloat'
  | 'freeFloat'
  | 'interferingFloat'
  | 'isCritical'
  | 'floatPath'
  | 'floatPathOrder'
>

/** Dates and floats of one activity as the sheet holds them, NaN becoming absent. */
export function datesAt(schedule: ScheduleResult, index: number): ActivityDates {
  const minute = (column: Float64Array) => present(column[index]) as PlanMinute | null
  return {
    start: minute(schedule.start),
    finish: minute(schedule.finish),
    earlyStart: minute(schedule.earlyStart),
    earlyFinish: minute(schedule.earlyFinish),
    lateStart: minute(schedule.lateStart),
    lateFinish: minute(schedule.lateFinish),
    totalFloat: present(schedule.totalFloat[index]) as WorkMinutes | null,
    freeFloat: present(schedule.freeFloat[index]) as WorkMinutes | null,
    interferingFloat: present(
      (schedule.totalFloat[index] ?? Number.NaN) - (schedule.freeFloat[index] ?? Number.NaN),
    ) as WorkMinutes | null,
    isCritical: schedule.isCritical[index] === 1,
    floatPath: schedule.floatPaths?.path[index] || null,
    floatPathOrder: schedule.floatPaths?.order[index] || null,
  }
}

function present(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : Math.round(value)
}
