import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parseCsv } from '#interchange/csv.ts'
import { parseDay } from '#model/plan-time.ts'
import type { Revision } from '#calc/revision-forecast.ts'

const folder = path.resolve(import.meta.dirname, '../../../shared/data/portfolios')
/** True when the public portfolios lie beside the project. */
export const hasPortfolios = existsSync(path.join(folder, 'rail_megaprojects.csv'))

type Row = Record<string, string>

/** One table of the portfolios, cells as text. */
export function portfolioRows(name: string): Row[] {
  const bytes = readFileSync(path.join(folder, name))
  const { records } = parseCsv((name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'))
  const [head = [], ...rows] = records
  return rows.map(cells => Object.fromEntries(head.map((column, i) => [column, cells[i] ?? ''])))
}

/** Revisions of each public portfolio: what a report said and what it came to. */
export function portfolioRevisions(): Record<string, Revision[]> {
  return {
    'New York large projects, budget': newYork('cost'),
    'New York large projects, days to go': newYork('finish'),
    'New York schools, phase cost': schools('cost'),
    'New York schools, phase duration': schools('finish'),
    'Australian transport, cost': australia(),
    'rail megaprojects, cost': rail(),
  }
}

/** A project counts as done when its last report expects completion within half a year: the reports end in 2019. */
function newYork(target: 'cost' | 'finish'): Revision[] {
  return [...seriesOf(portfolioRows('nyc_large_capital_projects.csv.gz'), 'pid', 'reported_as_of')].flatMap(
    ([projectId, reports]) => {
      const last = reports.at(-1) as Row
      const end = parseDay(last['forecast_completion'] ?? '')
      const lastAt = parseDay(last['reported_as_of'] ?? '')
      const budget = Number(last['budget_forecast_usd'])
      if (end === null || lastAt === null || end > lastAt + 183 || !(budget > 0)) return []
      const figure = (row: Row) => {
        const at = parseDay(row['reported_as_of'] ?? '')
        const expected = parseDay(row['forecast_completion'] ?? '')
        if (target === 'cost') return { latest: Number(row['budget_forecast_usd']), actual: budget }
        return at === null || expected === null
          ? { latest: 0, actual: 0 }
          : { latest: expected - at, actual: end - at }
      }
      return revisionsOf(projectId, reports.slice(0, -1), row => ({
        kind: row['category'] ?? '',
        stage: row['current_phase'] ?? '',
        ...figure(row),
      }))
    },
  )
}

/** A completed phase against its plan; buildings are the projects. */
function schools(target: 'cost' | 'finish'): Revision[] {
  const done = portfolioRows('nyc_sca_school_projects.csv.gz').filter(row => row['status'] === 'Complete')
  return [...seriesOf(done, 'building_id', 'actual_start')].flatMap(([projectId, phases]) =>
    phases.flatMap(row => {
      const [from, planned, end] = ['actual_start', 'planned_end', 'actual_end'].map(name =>
        parseDay(row[name] ?? ''),
      )
      const days = (day: number | null | undefined) => (day ?? 0) - (from ?? 0)
      const figure =
        target === 'cost'
          ? { latest: Number(row['budget_usd']), actual: Number(row['actual_spending_usd']) }
          : { latest: days(planned), actual: days(end) }
      const isKnown = target === 'cost' || (from !== null && planned !== null && end !== null)
      return isKnown && figure.latest > 0 && figure.actual > 0
        ? [
            {
              projectId,
              kind: row['project_type'] ?? '',
              stage: row['phase'] ?? '',
              movedSoFar: 1,
              ...figure,
            },
          ]
        : []
    }),
  )
}

function australia(): Revision[] {
  const exits = new Map(portfolioRows('au_transport_projects.csv').map(row => [row['record_no'], row]))
  return [...seriesOf(portfolioRows('au_transport_quarterly.csv.gz'), 'record_no', 'quarter_end')].flatMap(
    ([projectId, reports]) => {
      const exit = exits.get(projectId)
      const actual = Number(exit?.['exit_cost_aud_m'])
      if (exit?.['exit_status'] !== 'Completed' || !(actual > 0)) return []
      return revisionsOf(projectId, reports, row => ({
        kind: row['sub_industry'] ?? '',
        stage: row['status'] ?? '',
        latest: Number(row['cost_aud_m']),
        actual,
      }))
    },
  )
}

/** Only the overrun is known: one report each, of a budget of 1. */
function rail(): Revision[] {
  return portfolioRows('rail_megaprojects.csv').flatMap(row => {
    const overrun = row['cost_overrun_fraction'] ?? ''
    if (overrun === '' || Number(overrun) <= -1) return []
    return [
      {
        projectId: row['project_id'] ?? '',
        kind: row['type'] ?? '',
        stage: 'decision',
        movedSoFar: 1,
        latest: 1,
        actual: 1 + Number(overrun),
      },
    ]
  })
}

function seriesOf(rows: readonly Row[], key: string, date: string): Map<string, Row[]> {
  const series = new Map<string, Row[]>()
  for (const row of rows) {
    const id = row[key] ?? ''
    series.set(id, [...(series.get(id) ?? []), row])
  }
  for (const reports of series.values()) reports.sort((a, b) => ((a[date] ?? '') < (b[date] ?? '') ? -1 : 1))
  return series
}

function revisionsOf(
  projectId: string,
  reports: readonly Row[],
  figureOf: (row: Row) => Omit<Revision, 'projectId' | 'movedSoFar'>,
): Revision[] {
  const figures = reports.map(figureOf).filter(({ latest, actual }) => latest > 0 && actual > 0)
  const first = figures[0]?.latest ?? 1
  return figures.map(figure => ({ projectId, movedSoFar: figure.latest / first, ...figure }))
}
