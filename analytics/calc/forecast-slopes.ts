import { fitLeastDeviation, type FitRows } from './forecast-fit.ts'

/** How much of what a project has shown so far such projects keep to their end: for all projects (the empty name), and what each
 *  group of sectors and each sector adds to it; one number per sign. `common` are those of signs that mean the same everywhere. */
export interface Slopes {
  byClass: Readonly<Record<string, readonly number[]>>
  common: readonly number[]
}
export const noSlopes: Slopes = { byClass: {}, common: [] }

/** What a project showed at one status: `classes` from all projects to its own sector, and its signs. */
export interface Signs {
  classes: readonly string[]
  byClass: readonly number[]
  common: readonly number[]
}

/** What is to be explained by the signs, and how much the row counts. */
export interface SlopeRow {
  signs: Signs
  target: number
  weight: number
}

/** Makes fits of the same rows with other weights, 0 leaving a row out. What holds for all projects is believed first, what a
 *  group of sectors or a sector adds only as far as its own projects show it: a ridge that doubles from class to class (partial
 *  pooling, Gelman & Hill 2007, "Data Analysis Using Regression and Multilevel/Hierarchical Models", 12).
 *  A slope of 1 must save half its ridge of the mean deviation; `commonRidges` are those of the common signs. */
export class SlopeFitter {
  readonly #rows: FitRows
  readonly #ridges: readonly number[]
  readonly #classes: readonly string[]
  readonly #signs: number

  constructor(rows: readonly SlopeRow[], ridge: number, commonRidges: readonly number[]) {
    const depthOf = new Map<string, number>()
    const placeOf = new Map<string, string>()
    for (const { signs } of rows)
      signs.classes.forEach((name, depth) => {
        depthOf.set(name, depth)
        placeOf.set(name, orderKey(signs.classes.slice(0, depth + 1)))
      })
    const perClass = rows[0]?.signs.byClass.length ?? 0
    this.#classes = [...placeOf].sort(([, a], [, b]) => (a < b ? 1 : -1)).map(([name]) => name)
    this.#signs = perClass
    this.#ridges = [
      ...this.#classes.flatMap(name =>
        new Array<number>(perClass).fill(ridge * 2 ** (depthOf.get(name) ?? 0)),
      ),
      ...commonRidges,
    ]
    this.#rows = this.#layOut(rows, Math.max(0, ...depthOf.values()) + 1, commonRidges.length)
  }

  fit(weights: Float64Array, start: Slopes | null = null): Slopes {
    const guess = start && [
      ...this.#classes.flatMap(name => start.byClass[name] ?? new Array<number>(this.#signs).fill(0)),
      ...start.common,
    ]
    const found = fitLeastDeviation({ ...this.#rows, weights }, this.#ridges, guess)
    const end = this.#classes.length * this.#signs
    const ofClass = (at: number) => found.slice(at * this.#signs, (at + 1) * this.#signs)
    return {
      byClass: Object.fromEntries(this.#classes.map((name, at) => [name, ofClass(at)])),
      common: found.slice(end),
    }
  }

  #layOut(rows: readonly SlopeRow[], mostClasses: number, commons: number): FitRows {
    const signCount = this.#signs
    const placeOf = new Map(this.#classes.map((name, at) => [name, at * signCount]))
    const columns = this.#ridges.length
    const width = mostClasses * signCount + commons
    const x = new Float64Array(rows.length * width)
    const columnOf = new Int32Array(rows.length * width)
    rows.forEach(({ signs }, i) => {
      let at = i * width
      const put = (column: number, value: number) => {
        columnOf[at] = column
        x[at++] = value
      }
      for (const name of signs.classes.toReversed())
        signs.byClass.forEach((sign, k) => {
          put((placeOf.get(name) as number) + k, sign)
        })
      signs.common.forEach((sign, k) => {
        put(columns - commons + k, sign)
      })
    })
    const y = Float64Array.from(rows, row => row.target)
    return { columns, width, x, columnOf, y, weights: Float64Array.from(rows, row => row.weight) }
  }
}

/** Sorts a class, downward, after all that are of it and before what is not: sectors of different groups then never meet in the
 *  fit, which takes time in proportion to their number. */
function orderKey(path: readonly string[]): string {
  return path.map(name => `${name}\u0000`).join('')
}

/** What the slopes make of signs; a class not seen in the history adds nothing. */
export function weighSigns({ classes, byClass, common }: Signs, slopes: Slopes): number {
  let sum = 0
  for (const name of classes) {
    const own = Object.hasOwn(slopes.byClass, name) ? slopes.byClass[name] : null
    if (own) for (let k = 0; k < byClass.length; k++) sum += (own[k] as number) * (byClass[k] as number)
  }
  for (let k = 0; k < common.length; k++) sum += (slopes.common[k] ?? 0) * (common[k] as number)
  return sum
}
