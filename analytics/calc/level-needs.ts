import type { Plan } from '#model/plan.ts'
import type { Problem } from '#model/problems.ts'
import { compileCalendars } from './calendar.ts'
import { workSegments } from './resource-load-segments.ts'
import type { ScheduleResult } from './schedule-result.ts'

/** Resources with a limit that levelling keeps, and what each activity needs of them while it runs. Activities count through all
 *  plans in their order; those of activity u are `resource[first[u]]` to before `resource[first[u + 1]]`. Units are
 *  thousandths. */
export interface LevelNeeds {
  pools: LevelPool[]
  first: Int32Array
  pool: Int32Array
  units: Float64Array
  findings: Problem[]
}

/** One limit: a resource, or the resources of several projects that share a code. */
export interface LevelPool {
  code: string
  name: string
  projectId: string
  rowKey: string
  available: number
}

/** Gathers the needs from assignments; the rate of one without is its quantity spread over the working time. Resources of several
 *  projects under the same code and unit are one pool, as large as the largest availability written. An activity that alone
 *  needs more than there is counts as needing all of it, and is named. */
export function gatherNeeds(plans: readonly Plan[], schedule: ScheduleResult): LevelNeeds {
  const findings: Problem[] = []
  const { pools, poolOf } = poolResources(plans)
  const needs: Map<number, number>[] = []
  let offset = 0
  for (const plan of plans) {
    const end = offset + plan.activities.length
    const dates = {
      start: schedule.start.subarray(offset, end),
      finish: schedule.finish.subarray(offset, end),
      earlyStart: schedule.earlyStart.subarray(offset, end),
      earlyFinish: schedule.earlyFinish.subarray(offset, end),
    }
    for (let u = offset; u < end; u++) needs.push(new Map())
    for (const segment of workSegments(plan, dates, compileCalendars(plan), plan.project.dataDate)) {
      const pool = poolOf.get(segment.resourceKey)
      const activity = plan.activities[segment.activity]
      if (pool === undefined || !activity || activity.actualFinish !== null) continue
      const isDone = activity.actualStart !== null && segment.finish <= (plan.project.dataDate ?? -Infinity)
      if (isDone || segment.rate === null || segment.rate <= 0 || !(segment.finish > segment.start)) continue
      const need = needs[offset + segment.activity] as Map<number, number>
      need.set(pool, (need.get(pool) ?? 0) + segment.rate)
    }
    for (let u = offset; u < end; u++)
      limitNeeds(needs[u] as Map<number, number>, pools, plan.activities[u - offset], findings)
    offset = end
  }
  return { pools, ...asColumns(needs), findings }
}

function poolResources(plans: readonly Plan[]) {
  const pools: LevelPool[] = []
  const poolOf = new Map<string, number>()
  const byCode = new Map<string, number>()
  for (const resource of plans.flatMap(plan => plan.resources)) {
    if (resource.available === null) continue
    const key = JSON.stringify([resource.code, resource.unit])
    let index = byCode.get(key)
    if (index === undefined) {
      index = pools.length
      byCode.set(key, index)
      const { code, name, projectId, rowKey } = resource
      pools.push({ code, name, projectId, rowKey, available: resource.available })
    }
    const pool = pools[index] as LevelPool
    pool.available = Math.max(pool.available, resource.available)
    poolOf.set(resource.rowKey, index)
  }
  return { pools, poolOf }
}

function limitNeeds(
  need: Map<number, number>,
  pools: readonly LevelPool[],
  activity: Plan['activities'][number] | undefined,
  findings: Problem[],
): void {
  for (const [index, units] of need) {
    const pool = pools[index] as LevelPool
    if (units <= pool.available) continue
    need.set(index, pool.available)
    findings.push({
      code: 'level-need-beyond-available',
      at: { sheet: 'activity', rowKey: activity?.rowKey as string, code: activity?.code as string },
      data: {
        activity: activity?.code as string,
        resource: pool.code,
        need: units / 1000,
        available: pool.available / 1000,
      },
    })
  }
}

function asColumns(needs: readonly Map<number, number>[]) {
  const first = new Int32Array(needs.length + 1)
  needs.forEach((need, u) => {
    first[u + 1] = (first[u] as number) + need.size
  })
  return {
    first,
    pool: Int32Array.from(needs.flatMap(need => [...need.keys()])),
    units: Float64Array.from(needs.flatMap(need => [...need.values()])),
  }
}
