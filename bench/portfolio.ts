/** Forecasts of final budget and finish on the public portfolios of `../shared/data/portfolios`, each project forecast from other
 *  projects only, against "the latest forecast stands"; of large portfolios a drawn part. Prints JSON. */
import { forecastRevision, type Revision } from '#calc/revision-forecast.ts'
import { makeRandom } from '#calc/random.ts'
import { hasPortfolios, portfolioRevisions } from '../test/support/portfolios.ts'

const folds = 10
const mostReports = 2500
const seed = 20260522
const slack = 1 + 1e-9

console.log(
  JSON.stringify(
    hasPortfolios
      ? Object.fromEntries(Object.entries(portfolioRevisions()).map(([name, rows]) => [name, score(rows)]))
      : { skipped: 'no ../shared/data/portfolios' },
    null,
    1,
  ),
)

/** Whole projects are left out together, a tenth of them at a time; errors are averaged per project, then over projects. */
function score(all: readonly Revision[]) {
  const rows = draw(all)
  const ids = [...new Set(rows.map(row => row.projectId))].sort()
  const foldOf = new Map(ids.map((id, i) => [id, i % folds]))
  const projects = new Map<
    string,
    { count: number; naive: number; ours: number; held: number; covered: number }
  >()
  for (let fold = 0; fold < folds; fold++) {
    const others = rows.filter(row => foldOf.get(row.projectId) !== fold)
    for (const row of rows.filter(one => foldOf.get(one.projectId) === fold)) {
      const levels = forecastRevision(row, others)
      if (!levels) continue
      const { actual, latest } = row
      const entry = projects.get(row.projectId) ?? { count: 0, naive: 0, ours: 0, held: 0, covered: 0 }
      entry.count++
      entry.naive += Math.abs(latest - actual) / actual
      entry.ours += Math.abs(levels.p50 - actual) / actual
      entry.held += actual <= levels.p80 * slack ? 1 : 0
      entry.covered += actual * slack >= levels.p10 && actual <= levels.p90 * slack ? 1 : 0
      projects.set(row.projectId, entry)
    }
  }
  const mean = (
    pick: (entry: { count: number; naive: number; ours: number; held: number; covered: number }) => number,
  ) => [...projects.values()].reduce((sum, entry) => sum + pick(entry) / entry.count, 0) / projects.size
  return {
    projects: projects.size,
    reports: rows.length,
    latestStands: mean(entry => entry.naive),
    forecast: mean(entry => entry.ours),
    p80HitRate: mean(entry => entry.held),
    p10p90Coverage: mean(entry => entry.covered),
  }
}

/** Whole projects, drawn until `mostReports` reports are reached. */
function draw(rows: readonly Revision[]): readonly Revision[] {
  const random = makeRandom(seed)
  const places = new Map([...new Set(rows.map(row => row.projectId))].map(id => [id, random()]))
  const order = rows.toSorted(
    (a, b) => (places.get(a.projectId) as number) - (places.get(b.projectId) as number),
  )
  return order.slice(0, mostReports)
}
