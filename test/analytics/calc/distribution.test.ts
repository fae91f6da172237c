import { describe, expect, test } from 'vitest'
import { betaProbability, betaQuantile } from '#calc/distribution-beta.ts'
import { correlationRoot, eigenOf, nearestCorrelation } from '#calc/distribution-correlation.ts'
import { normalProbability, normalQuantile } from '#calc/distribution-normal.ts'
import {
  empiricalQuantile,
  lognormalQuantile,
  pertQuantile,
  tableByDeviate,
  tableByShare,
  triangularQuantile,
} from '#calc/distribution-tables.ts'

/** Abramowitz & Stegun 1964, table 26.1 (P(x) to 15 places). */
const normal: [number, number][] = [
  [0, 0.5],
  [0.5, 0.691462461274013],
  [1, 0.841344746068543],
  [1.5, 0.933192798731142],
  [2, 0.977249868051821],
  [3, 0.99865010196837],
  [-1, 0.158655253931457],
]
/** NIST/SEMATECH e-Handbook 1.3.6.7.1 and Wichura 1988, whose check values are the three of AS 241. */
const deviates: [number, number][] = [
  [0.25, -0.6744897501960817],
  [0.001, -3.090232306167813],
  [1e-20, -9.2623400897984],
  [0.975, 1.959963984540054],
]

describe('the normal distribution', () => {
  test.each(normal)('has P(%f) = %f as Abramowitz and Stegun print it', (x, share) => {
    expect(normalProbability(x)).toBeCloseTo(share, 12)
  })
  test.each(deviates)('has its %f quantile at %f', (share, x) => {
    expect(Math.abs(normalQuantile(share) - x)).toBeLessThan(1e-9)
  })
})

describe('the beta distribution', () => {
  // With whole shapes it is a sum of binomial terms, DLMF 8.17.5: I_x(a, b) = sum over j >= a of C(n, j) x^j (1 - x)^(n - j), n = a + b - 1.
  const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k)
  const binomial = (x: number, a: number, b: number) => {
    const n = a + b - 1
    let sum = 0
    for (let j = a; j <= n; j++) sum += choose(n, j) * x ** j * (1 - x) ** (n - j)
    return sum
  }
  test.each([
    [0.5, 2, 3],
    [0.1, 1, 5],
    [0.9, 5, 1],
    [0.37, 3, 3],
    [0.999, 4, 2],
  ])('is a sum of binomial terms at x = %f for shapes %i and %i', (x, a, b) => {
    expect(Math.abs(betaProbability(x, a, b) - binomial(x, a, b))).toBeLessThan(1e-12)
    expect(Math.abs(betaQuantile(binomial(x, a, b), a, b) - x)).toBeLessThan(1e-9)
  })
  test('is the arcsine law with both shapes one half', () => {
    // Johnson, Kotz & Balakrishnan 1995, chapter 25: P(x) = 2 / pi asin(sqrt x).
    for (const x of [0.01, 0.2, 0.5, 0.77])
      expect(Math.abs(betaProbability(x, 0.5, 0.5) - (2 / Math.PI) * Math.asin(Math.sqrt(x)))).toBeLessThan(
        1e-12,
      )
  })
})

describe('tables of quantiles', () => {
  const meanOf = (table: Float32Array) => {
    let sum = 0
    for (let i = 0; i < 1024; i++) sum += (table[2 * i] as number) + (table[2 * i + 1] as number) / 2
    return sum / 1024
  }
  test.each([0.1, 1 / 3, 0.5, 0.9])(
    'PERT with its mode at %f has the mean (1 + 4 mode) / 6 of its definition',
    mode => {
      expect(meanOf(tableByShare(pertQuantile(mode)))).toBeCloseTo((1 + 4 * mode) / 6, 5)
    },
  )
  test.each([0.02, 1 / 3, 0.8])('PERT with its mode at %f is the beta distribution', mode => {
    for (const share of [0.001, 0.1, 0.5, 0.8, 0.99])
      expect(
        Math.abs(pertQuantile(mode)(share) - betaQuantile(share, 1 + 4 * mode, 5 - 4 * mode)),
      ).toBeLessThan(1e-6)
  })
  test('a triangle has the mean of its corners', () => {
    expect(meanOf(tableByShare(triangularQuantile(0.25)))).toBeCloseTo(1.25 / 3, 5)
  })
  test('a lognormal keeps the mean it was asked for though its tail has no end', () => {
    expect(meanOf(tableByShare(lognormalQuantile(100, 30)))).toBeCloseTo(100, 1)
  })
  test('observed ratios come back between their smallest and largest', () => {
    const quantile = empiricalQuantile([1.2, 0.9, 1, 1.5, 1.1])
    expect([0, 0.25, 0.5, 1].map(quantile)).toEqual([0.9, 1, 1.1, 1.5])
  })
  test('a table by deviate holds the median where the deviate is 0', () => {
    expect(tableByDeviate(pertQuantile(0.5))[1024]).toBeCloseTo(0.5, 6)
  })
})

describe('correlation matrices', () => {
  test('the nearest one to an impossible matrix is that of Higham', () => {
    // Higham 2002, IMA J. Numer. Anal. 22(3), section 4: distance 2.13 from [[2,-1,0,0],[-1,2,-1,0],[0,-1,2,-1],[0,0,-1,2]].
    const given = [
      [2, -1, 0, 0],
      [-1, 2, -1, 0],
      [0, -1, 2, -1],
      [0, 0, -1, 2],
    ]
    const { matrix, isRepaired } = nearestCorrelation(given)
    const expected = [
      [1, -0.8084, 0.1916, 0.1068],
      [-0.8084, 1, -0.6562, 0.1916],
      [0.1916, -0.6562, 1, -0.8084],
      [0.1068, 0.1916, -0.8084, 1],
    ]
    expect(isRepaired).toBe(true)
    matrix.forEach((row, i) =>
      row.forEach((value, j) => expect(value).toBeCloseTo((expected[i] as number[])[j] as number, 4)),
    )
  })
  test('one that is possible stays as it is, and its root squared gives it back', () => {
    const given = [
      [1, 0.5, -0.2],
      [0.5, 1, 0.3],
      [-0.2, 0.3, 1],
    ]
    const { matrix, isRepaired } = nearestCorrelation(given)
    expect(isRepaired).toBe(false)
    expect(matrix).toEqual(given)
    const root = correlationRoot(matrix)
    root.forEach((left, i) =>
      root.forEach((right, j) => {
        const product = left.reduce((sum, value, k) => sum + value * (right[k] as number), 0)
        expect(product).toBeCloseTo((given[i] as number[])[j] as number, 9)
      }),
    )
  })
  test('eigenvalues of a matrix of ones are its order and zeros', () => {
    const { values } = eigenOf([
      [1, 1, 1],
      [1, 1, 1],
      [1, 1, 1],
    ])
    expect(values.toSorted((a, b) => a - b).map(value => Math.round(value * 1e9) / 1e9 + 0)).toEqual([
      0, 0, 3,
    ])
  })
})
