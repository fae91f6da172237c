import { describe, expect, test } from 'vitest'
import { forecastRevision, type Revision } from '#calc/revision-forecast.ts'
import { hasPortfolios, portfolioRevisions, portfolioRows } from '../../support/portfolios.ts'

const past = (count: number, ratio: (i: number) => number): Revision[] =>
  Array.from({ length: count }, (_, i) => ({
    projectId: `H${i}`,
    kind: 'road',
    stage: 'design',
    movedSoFar: 1,
    latest: 100,
    actual: 100 * ratio(i),
  }))
const now = { projectId: 'P', kind: 'road', stage: 'design', movedSoFar: 1, latest: 200 }

test('a figure that others kept to stands', () => {
  expect(
    forecastRevision(
      now,
      past(20, () => 1),
    ),
  ).toEqual({ p10: 200, p50: 200, p80: 200, p90: 200 })
})
test('what others overran is expected, held back by the figure itself', () => {
  const { p50, p80 } = forecastRevision(
    now,
    past(40, () => 1.5),
  ) ?? { p50: 0, p80: 0 }
  expect(p50).toBeGreaterThan(250)
  expect(p50).toBeLessThan(300)
  expect(p80).toBeCloseTo(300, 9)
})
test('fewer than 10 other projects are no class', () => {
  expect(
    forecastRevision(
      now,
      past(9, () => 1),
    ),
  ).toBeNull()
})

describe.skipIf(!hasPortfolios)('the public portfolios (skipped where ../shared is not there)', () => {
  // Row and project counts of ../shared/data/README.md, table of portfolios.
  test('are read whole', () => {
    const rows = portfolioRows('nyc_large_capital_projects.csv.gz')
    expect([rows.length, new Set(rows.map(row => row['pid'])).size]).toEqual([1526, 252])
    expect(portfolioRows('nyc_sca_school_projects.csv.gz')).toHaveLength(19_986)
    expect(portfolioRows('au_transport_quarterly.csv.gz')).toHaveLength(10_098)
    expect(portfolioRows('rail_megaprojects.csv')).toHaveLength(41)
  })
  test('give figures above 0 and what became of them', () => {
    for (const [name, rows] of Object.entries(portfolioRevisions())) {
      expect(rows.length, name).toBeGreaterThan(20)
      expect(rows.every(({ latest, actual, movedSoFar }) => Math.min(latest, actual, movedSoFar) > 0)).toBe(
        true,
      )
    }
  })
})
