/** From one stored edit to all dates and floats of a 10,000-activity plan: changed rows read from the database, sent to the worker that
 *  holds the plan, prepared and calculated there, and the dates back. Beside it the same with the whole plan read, and a check that both
 *  agree. Prints JSON; CPU time is of the whole process, worker and database threads included. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { median, quantile } from 'simple-statistics'
import type { DatesOutcome } from '#jobs/refresh.worker.ts'
import { pushEdits } from '#jobs/push-edits.ts'
import { storedPlan } from '#jobs/plan-source.ts'
import { RefreshPool } from '#jobs/refresh-pool.ts'
import { rowMaker } from '#interchange/row-maker.ts'
import { activity } from '#model/entities/activity.ts'
import { calendar } from '#model/entities/calendar.ts'
import { link } from '#model/entities/link.ts'
import { project } from '#model/entities/project.ts'
import type { RowKey } from '#model/field.ts'
import { emptyPlan, type Plan } from '#model/plan.ts'
import { parseMinute } from '#model/plan-time.ts'
import { openStore } from '#store/open-store.ts'

const count = 10_000
const edits = 60
const folder = mkdtempSync(join(tmpdir(), 'one-edit-'))
const now = () => new Date().toISOString()
const actor = { name: 'bench', role: 'owner' as const }

try {
  const results = []
  for (const calendars of [1, 3]) results.push(await measure(calendars))
  console.log(JSON.stringify({ bench: 'one-edit', activities: count, edits, results }, null, 2))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function measure(calendars: number) {
  const projectId = `plan-${calendars}`
  const store = await openStore(join(folder, `${projectId}.duckdb`), { now, log: () => undefined })
  const pool = new RefreshPool()
  const plan = makePlan(projectId, calendars)
  await store.write(tx => tx.insertPlans([plan], { who: 'bench', role: 'owner', at: now(), batch: null }))
  const source = storedPlan(store, projectId)
  const times: number[] = []
  const reads: number[] = []
  let cpu = 0
  const began = performance.now()
  let last: DatesOutcome = await pool.recalculateDates(source)
  const firstMs = performance.now() - began
  for (let edit = 0; edit < edits; edit++) {
    await push(edit)
    const readBegan = performance.now()
    await source.since(last.change)
    reads.push(performance.now() - readBegan)
    const usage = process.cpuUsage()
    const start = performance.now()
    last = await pool.recalculateDates(source)
    times.push(performance.now() - start)
    const { user, system } = process.cpuUsage(usage)
    cpu += (user + system) / 1000
  }
  const wholePool = new RefreshPool()
  await wholePool.warmUp()
  const wholeBegan = performance.now()
  const whole = await wholePool.recalculateDates(source)
  const wholeMs = performance.now() - wholeBegan
  if (!isDeepStrictEqual(byKey(whole), byKey(last)))
    throw new Error('The dates after edits differ from those of the whole plan')
  await Promise.all([pool.close(), wholePool.close()])
  await store.close()
  const settled = times.slice(edits / 3)
  return {
    calendars,
    links: plan.links.length,
    ms: {
      median: round(median(settled)),
      p95: round(quantile(settled, 0.95)),
      firstTwenty: round(median(times.slice(0, 20))),
    },
    ofItReadingMs: round(median(reads.slice(edits / 3))),
    cpuMs: round(cpu / edits),
    wholePlanMs: round(wholeMs),
    firstMs: round(firstMs),
  }

  async function push(edit: number): Promise<void> {
    const one = plan.activities[(edit * 7919) % count] as Plan['activities'][number]
    const value = 480 * (1 + ((edit * 31) % 60))
    await pushEdits(
      store,
      actor,
      projectId,
      {
        idempotencyKey: `edit-${edit}`,
        baseChange: last.change,
        edits: {
          sheet: ['activity'],
          rowKey: [one.rowKey],
          operation: ['set'],
          field: ['duration'],
          base: [one.duration],
          value: [value],
        },
      },
      now(),
    )
    one.duration = value as typeof one.duration
  }
}

function round(ms: number): number {
  return Number(ms.toFixed(1))
}

/** Rows of every date column under their keys, as the order of rows may differ. */
function byKey({ rowKeys, schedule }: DatesOutcome): Map<string, number[]> {
  const columns = [
    schedule.earlyStart,
    schedule.earlyFinish,
    schedule.lateStart,
    schedule.lateFinish,
    schedule.totalFloat,
    schedule.freeFloat,
  ]
  return new Map(
    rowKeys
      .map((key, at) => [key, columns.map(column => column[at] as number)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )
}

/** Links back over at most 100 places, 70 % finish to start, a third with lags. */
function makePlan(id: string, calendars: number): Plan {
  const projectId = id as RowKey<'project'>
  const random = generator(count)
  const upTo = (most: number) => Math.floor(random() * most)
  const makeActivity = rowMaker(activity)
  const makeLink = rowMaker(link)
  const shifts = '08:00-12:00,13:00-17:00'
  const [monday, tuesday, wednesday, thursday, friday] = Array.from({ length: 5 }, () => shifts)
  const weeks = { monday, tuesday, wednesday, thursday, friday }
  const more = [
    { saturday: null, sunday: null },
    { saturday: shifts, sunday: null },
    { saturday: shifts, sunday: shifts },
  ]
  const key = () =>
    Array.from({ length: 4 }, () =>
      upTo(2 ** 32)
        .toString(16)
        .padStart(8, '0'),
    ).join('-')
  const calendarRows = more
    .slice(0, calendars)
    .map((days, i) =>
      rowMaker(calendar)(
        projectId,
        `c${i}` as never,
        { code: `C${i}`, name: `C${i}`, minutesPerDay: 480, ...weeks, ...days } as never,
      ),
    )
  const activities = Array.from({ length: count }, (_, u) =>
    makeActivity(
      projectId,
      key() as never,
      {
        code: `A${u}`,
        name: `Activity ${u}`,
        duration: 480 * (1 + upTo(40)),
        calendarKey: `c${upTo(calendars)}`,
      } as never,
    ),
  )
  const links = Array.from({ length: Math.round(1.8 * count) }, (_, k) => {
    const j = k < count - 1 ? k + 1 : 1 + upTo(count - 1)
    const i = j - 1 - upTo(Math.min(j, 100))
    const kind = random()
    return makeLink(
      projectId,
      key() as never,
      {
        predecessorKey: activities[i]?.rowKey,
        successorKey: activities[j]?.rowKey,
        kind:
          kind < 0.7
            ? 'finishToStart'
            : kind < 0.85
              ? 'startToStart'
              : kind < 0.95
                ? 'finishToFinish'
                : 'startToFinish',
        lag: random() < 0.3 ? (upTo(13) - 2) * 480 : 0,
      } as never,
    )
  })
  const row = rowMaker(project)(projectId, projectId, {
    code: id,
    name: id,
    dataDate: parseMinute('2026-03-02T08:00'),
    calendarKey: 'c0',
  } as never)
  return { ...emptyPlan(row), calendars: calendarRows, activities, links }
}

/** Seeded random numbers (mulberry32). */
function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
