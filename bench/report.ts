import { randomUUID } from 'node:crypto'
import { loadSamples } from '#jobs/load-samples.ts'
import { makeReport } from '#jobs/make-report.ts'
import { refreshProject } from '#jobs/refresh-project.ts'
import { ForecastLearning } from '#jobs/forecast-learning.ts'
import { RefreshPool } from '#jobs/refresh-pool.ts'
import { makeSamplePortfolio } from '#samples/portfolio.ts'
import { openStore } from '#store/open-store.ts'

/** The sample portfolio made from its seed, and the trend workbook of its largest project: rows read, tied out and written.
 *  Goals: 43 projects in 1.5 s, one workbook in 1 s. Milliseconds; the first of each is on a cold engine. */
const now = () => '2026-11-22T08:00:00.000Z'
const rounds = 5

async function timed<T>(work: () => Promise<T> | T): Promise<[result: T, wall: number, processor: number]> {
  const before = process.cpuUsage()
  const from = performance.now()
  const result = await work()
  const wall = performance.now() - from
  return [result, Math.round(wall), Math.round(process.cpuUsage(before).user / 1000)]
}

const portfolio = { wall: [] as number[], processor: [] as number[] }
for (let round = 0; round < 3; round++) {
  const [, wall, processor] = await timed(() => makeSamplePortfolio())
  portfolio.wall.push(wall)
  portfolio.processor.push(processor)
}

const store = await openStore(':memory:', { now })
const [, loadWall] = await timed(() => loadSamples(store, { name: 'bench', role: 'owner' }, now()))
const pool = new RefreshPool()
const learning = new ForecastLearning(store, { now, log: () => undefined })
const running = (await store.projects()).filter(project => project.status === 'running')
const handle = { jobId: randomUUID(), signal: new AbortController().signal, report: () => undefined }
for (const { projectId } of running) await refreshProject(store, pool, learning, projectId, handle)
await learning.close()
await pool.close()

const largest = running.reduce((best, project) => (project.activities > best.activities ? project : best))
const one = {
  wall: [] as number[],
  processor: [] as number[],
  bytes: 0,
  charts: 0,
  activities: largest.activities,
}
for (let round = 0; round < rounds; round++) {
  const [{ bytes, charts }, wall, processor] = await timed(() => makeReport(store, [largest.projectId], 'zh'))
  one.wall.push(wall)
  one.processor.push(processor)
  one.bytes = bytes.length
  one.charts = charts
}
const ids = (await store.projects()).map(project => project.projectId)
const [all, allWall] = await timed(() => makeReport(store, ids, 'zh'))
await store.close()
console.log(
  JSON.stringify({
    portfolio: { projects: ids.length, ...portfolio, goal: 1500 },
    loadSamples: { wall: loadWall },
    trendWorkbook: { ...one, goal: 1000 },
    trendWorkbookOfAll: {
      projects: ids.length,
      wall: allWall,
      sheets: all.sheets.length,
      bytes: all.bytes.length,
    },
  }),
)
