import fc from 'fast-check'
import { median } from 'simple-statistics'
import { describe, expect, test } from 'vitest'
import { readCostDeviations } from '#calc/cost-deviations.ts'
import { situationFeatures, type SituationFeatures } from '#calc/forecast-features.ts'
import { fitLeastDeviation } from '#calc/forecast-fit.ts'
import { expectedCost, expectedDuration, type FittedRules } from '#calc/forecast-rules.ts'
import type { ForecastSituation } from '#calc/forecast-situation.ts'
import { noSlopes, SlopeFitter, weighSigns, type SlopeRow } from '#calc/forecast-slopes.ts'
import { keptDeviations } from '#calc/kept-deviations.ts'
import { sectorClasses } from '#calc/sector-classes.ts'

describe('a least absolute deviation fit', () => {
  const fitConstant = (y: readonly number[], ridge: number) =>
    fitLeastDeviation(
      {
        columns: 1,
        width: 1,
        x: new Float64Array(y.length).fill(1),
        columnOf: new Int32Array(y.length),
        y: Float64Array.from(y),
        weights: new Float64Array(y.length).fill(1),
      },
      [ridge],
    )[0] as number

  test('of a constant is the median, however far off the others lie', () => {
    const values = [3, 1, 4, 1.5, 9e6]
    expect(fitConstant(values, 1e-9)).toBeCloseTo(median(values), 3)
  })
  test('of a line through most of the points finds that line', () => {
    const points = [0.1, 0.4, 0.7, 1.1, 1.5, 2, 2.6, 3.3, 4.1, 5]
    const y = points.map((x, i) => (i === 4 ? 100 : 0.25 + 0.5 * x))
    const [constant, slope] = fitLeastDeviation(
      {
        columns: 2,
        width: 2,
        x: Float64Array.from(points.flatMap(x => [1, x])),
        columnOf: Int32Array.from(points.flatMap(() => [0, 1])),
        y: Float64Array.from(y),
        weights: new Float64Array(y.length).fill(1),
      },
      [1e-9, 1e-9],
    )
    expect(constant).toBeCloseTo(0.25, 2)
    expect(slope).toBeCloseTo(0.5, 2)
  })
  test('is held toward 0 by a ridge', () => {
    expect(Math.abs(fitConstant([1, 1, 1], 100))).toBeLessThan(0.2)
  })
})

describe('slopes by class', () => {
  const row = (sector: string, sign: number, kept: number): SlopeRow => ({
    signs: { classes: sectorClasses(sector), byClass: [sign], common: [] },
    target: kept * sign,
    weight: 1,
  })
  const signs = [-0.4, -0.2, 0.1, 0.3, 0.5]
  const rows = signs.flatMap(sign => [
    row('软件', sign, 1),
    row('市政（道路）', sign, 0),
    row('市政（桥梁）', sign, 0),
  ])
  const fitter = new SlopeFitter(rows, 0.001, [])
  const weights = new Float64Array(rows.length).fill(1)
  const slopes = fitter.fit(weights)
  const kept = (sector: string | null) =>
    weighSigns({ classes: sectorClasses(sector), byClass: [1], common: [] }, slopes)

  test('tell a kind of project that keeps its deviations from one that does not', () => {
    expect(kept('软件')).toBeGreaterThan(0.9)
    expect(Math.abs(kept('市政（道路）'))).toBeLessThan(0.1)
  })
  test('lend a sector without history what its group shows, and a strange one what all show', () => {
    expect(Math.abs(kept('市政（管网）'))).toBeLessThan(0.1)
    expect(kept('化工')).toBe(kept(null))
    expect(kept('化工')).toBeGreaterThan(kept('市政（管网）'))
  })
  test('learn nothing from rows of weight 0', () => {
    const without = fitter.fit(weights.map((_, i) => (i % 3 === 0 ? 0 : 1)))
    expect(
      Math.abs(weighSigns({ classes: sectorClasses('软件'), byClass: [1], common: [] }, without)),
    ).toBeLessThan(0.1)
  })
  test('are the same whatever the classes are called', () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,3}$/), { minLength: 6, maxLength: 6 })
    fc.assert(
      fc.property(
        names,
        fc.infiniteStream(fc.double({ min: -1, max: 1, noNaN: true })),
        (called, numbers) => {
          const drawn = Array.from({ length: 60 }, () => numbers.next().value as number)
          const fitted = ([a, b, c, d, e, f]: readonly string[]) => {
            const paths = [
              ['', `${a}`],
              ['', `${a}`, `${b}`],
              ['', `${c}`, `${d}`],
              ['', `${c}`, `${e}`],
              ['', `${f}`],
            ]
            const many = drawn.map((sign, i): SlopeRow => {
              const classes = paths[i % 5] as string[]
              return {
                signs: { classes, byClass: [sign, sign ** 2], common: [1] },
                target: drawn.at(-i) as number,
                weight: 1,
              }
            })
            const found = new SlopeFitter(many, 0.01, [0.01]).fit(new Float64Array(60).fill(1))
            return paths.map(classes => weighSigns({ classes, byClass: [1, 1], common: [1] }, found))
          }
          const plain = fitted(['a', 'b', 'c', 'd', 'e', 'f'])
          fitted(called).forEach((value, i) => {
            expect(value).toBeCloseTo(plain[i] as number, 6)
          })
        },
      ),
      { numRuns: 30 },
    )
  })
  test('are the same from any start', () => {
    const again = fitter.fit(weights, slopes)
    for (const [name, own] of Object.entries(slopes.byClass))
      expect(again.byClass[name]?.[0]).toBeCloseTo(own[0] as number, 2)
  })
})

describe('the classes of a sector', () => {
  test.each([
    [null, ['']],
    ['住宅', ['', '住宅']],
    ['房建（住宅）', ['', '房建', '房建(住宅)']],
    [' 房建 ( 住宅 ) ', ['', '房建', '房建(住宅)']],
    ['房建-住宅', ['', '房建', '房建-住宅']],
    ['Construction (civil)', ['', 'construction', 'construction(civil)']],
    ['ＣＯＮＳＴＲＵＣＴＩＯＮ（civil）', ['', 'construction', 'construction(civil)']],
    ['Building - housing', ['', 'building', 'building-housing']],
    ['Multi-storey housing', ['', 'multi-storeyhousing']],
    ['（住宅）', ['', '(住宅)']],
    ['- civil', ['', '-civil']],
    ['—', ['', '—']],
    ['  ', ['']],
    ['constructor', ['', 'constructor']],
  ])('%s', (sector, classes) => {
    expect(sectorClasses(sector)).toEqual(classes)
  })
})

const situation = (more: Partial<ForecastSituation>): ForecastSituation => ({
  sector: null,
  plannedDuration: 100,
  elapsed: 50,
  earnedSchedule: 50,
  budget: 1000,
  plannedValue: 500,
  earnedValue: 500,
  actualCost: 600,
  earlier: [],
  activities: [],
  ...more,
})

describe('deviations of cost', () => {
  test('are those of all that is earned where no earlier status is known', () => {
    expect(readCostDeviations(situation({}))).toEqual({
      ofEarned: 600 / 500 - 1,
      ofFinished: null,
      ofRecent: 600 / 500 - 1,
    })
  })
  test('are of late those since the last status that had earned a fifth of the budget less', () => {
    const earlier = [
      { earnedValue: 100, actualCost: 90 },
      { earnedValue: 300, actualCost: 300 },
      { earnedValue: 450, actualCost: 560 },
    ]
    expect(readCostDeviations(situation({ earlier })).ofRecent).toBeCloseTo(300 / 200 - 1, 12)
  })
  test('say nothing before anything is earned or where cost falls', () => {
    expect(readCostDeviations(situation({ earnedValue: 0, actualCost: 50 })).ofEarned).toBe(0)
    const earlier = [{ earnedValue: 100, actualCost: 700 }]
    expect(readCostDeviations(situation({ earlier })).ofRecent).toBe(0)
  })
  test('beyond four times and a quarter of budget are not believed further', () => {
    expect(readCostDeviations(situation({ actualCost: 9000 })).ofEarned).toBe(3)
    expect(readCostDeviations(situation({ actualCost: 5 })).ofEarned).toBe(-0.75)
  })
})

describe('what projects keep of their deviations', () => {
  const rules: FittedRules = {
    durationRule: 'learned',
    durationSlopes: { byClass: { '': [0.1], 房建: [0.2] }, common: [5, -0.4, 0.7] },
    costRule: 'learned',
    costSlopes: { byClass: { '': [0.2, 0.1, 0.1], 房建: [-0.1, 0, 0] }, common: [9] },
  }
  test('adds up over the classes of the sector', () => {
    const kept = keptDeviations(rules, '房建（住宅）', 0.5)
    expect(kept.isOfKind).toBe(true)
    expect(kept.finish).toBeCloseTo(0.3, 12)
    expect(kept.cost).toBeCloseTo(0.3, 12)
    expect(keptDeviations(rules, null, 0.5).finish).toBeCloseTo(0.1, 12)
    expect(keptDeviations(rules, '化工', 0.5)).toMatchObject({ isOfKind: false, cost: 0.4 })
  })
  test('is not told where another method forecasts or nothing was learned', () => {
    expect(keptDeviations({ ...rules, costRule: 'atBudget' }, '房建', 0.5).cost).toBeNull()
    expect(keptDeviations({ ...rules, durationSlopes: noSlopes }, '房建', 0.5).finish).toBeNull()
  })

  // The words of the pane are checked by the forecast itself: what moves when a deviation grows by a hundredth.
  const features = (more: Partial<SituationFeatures>): SituationFeatures => ({
    ...situationFeatures(
      situation({ sector: '房建', earnedValue: 300, plannedValue: 300, earnedSchedule: 50, actualCost: 330 }),
    ),
    ...more,
  })
  test('is by what a forecast moves the finish for each day of lag', () => {
    const finish = (lag: number) =>
      expectedDuration(features({ byEarnedSchedule: 100 + lag, byOpenWork: 120 }), rules, 'learned')
    const { finish: kept } = keptDeviations(rules, '房建', 0.3)
    expect((finish(10) - finish(0)) / 10).toBeCloseTo(kept as number, 12)
  })
  test('is by what a forecast raises the rest for each share of deviation, as far as is still to earn', () => {
    const cost = (deviation: number) =>
      expectedCost(
        features({ costDeviations: { ofEarned: deviation, ofFinished: deviation, ofRecent: deviation } }),
        { costSlopes: { ...rules.costSlopes, common: [0] } },
        'learned',
      )
    const { cost: kept, earned } = keptDeviations(rules, '房建', 0.3)
    expect((cost(0.1) - cost(0)) / 0.1 / 700).toBeCloseTo((1 - earned) * (kept as number), 12)
  })
})
