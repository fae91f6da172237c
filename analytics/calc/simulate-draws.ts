import {
  empiricalQuantile,
  lognormalQuantile,
  pertQuantile,
  tableByDeviate,
  tableByShare,
  triangularQuantile,
  uniformQuantile,
  type Quantile,
} from './distribution-tables.ts'
import { drawKinds } from './simulate-network.ts'
import type { SimulationOptions } from './simulate-options.ts'
import type { DurationRange } from './simulate-ranges.ts'

/** How one duration is drawn. */
export type DurationDraw =
  | { kind: 'fixed'; value: number }
  | { kind: 'triangular'; least: number; likely: number; most: number; table: null }
  | { kind: 'table'; table: number; offset: number; scale: number }

/** Above this many modes, they are rounded to as many steps and the mean put right. */
const mostShapes = 96

/** Turns ranges into draws and makes every table once: durations of one shape share one. */
export class DrawBook {
  readonly tables: Float32Array[] = []
  readonly #known = new Map<string, number>()
  readonly #options: SimulationOptions
  readonly #rounded: boolean

  constructor(options: SimulationOptions, ranges: readonly DurationRange[]) {
    this.#options = options
    this.#rounded = new Set(ranges.map(range => ('likely' in range ? modeOf(range) : 0))).size > mostShapes
  }

  /** The draw of a range; `isCorrelated` asks for a table by deviate. */
  drawOf(range: DurationRange, isCorrelated: boolean): DurationDraw {
    if (range.source === 'fixed') return { kind: 'fixed', value: range.base }
    if (range.source === 'history') return this.#history(range.base, range.ratios, isCorrelated)
    const { least, likely, most } = range
    if (!(most > least)) return { kind: 'fixed', value: Math.round(likely) }
    const { distribution } = this.#options
    if (distribution === 'triangular' && !isCorrelated)
      return { kind: 'triangular', least, likely, most, table: null }
    const width = most - least
    if (distribution === 'uniform')
      return {
        kind: 'table',
        table: this.#table('uniform', () => uniformQuantile, isCorrelated),
        offset: least,
        scale: width,
      }
    if (distribution === 'lognormal') return this.#lognormal(range, isCorrelated)
    const mode = modeOf(range)
    const used = this.#rounded ? Math.round(mode * mostShapes) / mostShapes : mode
    const weight = distribution === 'triangular' ? 1 / 3 : 2 / 3
    const make = () => (distribution === 'triangular' ? triangularQuantile(used) : pertQuantile(used))
    return {
      kind: 'table',
      table: this.#table(`${distribution} ${used}`, make, isCorrelated),
      offset: least + (mode - used) * weight * width,
      scale: width,
    }
  }

  /** Mean and standard deviation of PERT, (least + 4 likely + most) / 6 and (most - least) / 6, without an upper end. */
  #lognormal(
    { least, likely, most }: { least: number; likely: number; most: number },
    isCorrelated: boolean,
  ): DurationDraw {
    const mean = (least + 4 * likely + most) / 6
    const spread = Math.round(((most - least) / 6 / mean) * 200) / 200 || 1 / 200
    const table = this.#table(`lognormal ${spread}`, () => lognormalQuantile(1, spread), isCorrelated)
    return { kind: 'table', table, offset: 0, scale: mean }
  }

  #history(base: number, ratios: readonly number[], isCorrelated: boolean): DurationDraw {
    const key = `history ${ratios.length} ${ratios.slice(0, 8).join(' ')}`
    const table = this.#table(key, () => empiricalQuantile(ratios), isCorrelated)
    return { kind: 'table', table, offset: 0, scale: base }
  }

  #table(key: string, make: () => Quantile, isCorrelated: boolean): number {
    const name = `${key} ${isCorrelated}`
    const known = this.#known.get(name)
    if (known !== undefined) return known
    this.#known.set(name, this.tables.length)
    this.tables.push(isCorrelated ? tableByDeviate(make()) : tableByShare(make()))
    return this.tables.length - 1
  }

  /** Mean and largest value of a draw, in minutes. */
  extentOf(draw: DurationDraw): { mean: number; most: number } {
    if (draw.kind === 'fixed') return { mean: draw.value, most: draw.value }
    if (draw.kind === 'triangular')
      return { mean: (draw.least + draw.likely + draw.most) / 3, most: draw.most }
    const table = this.tables[draw.table] as Float32Array
    const middle = table.length / 2
    const last = (table.at(-2) as number) + (table.at(-1) as number)
    return {
      mean: draw.offset + draw.scale * (table[middle] as number),
      most: draw.offset + draw.scale * last,
    }
  }
}

function modeOf({ least, likely, most }: { least: number; likely: number; most: number }): number {
  return most > least ? (likely - least) / (most - least) : 0
}

/** The columns of a network that say how durations are drawn. */
export function drawColumns(
  draws: readonly DurationDraw[],
  groupOf: (node: number) => number,
  loading: number,
) {
  const count = draws.length
  const columns = {
    draw: new Uint8Array(count),
    fixed: new Int32Array(count),
    least: new Float64Array(count),
    likely: new Float64Array(count),
    most: new Float64Array(count),
    table: new Int32Array(count),
    offset: new Float64Array(count),
    scale: new Float64Array(count),
    group: new Int32Array(count),
    loading: new Float64Array(count),
  }
  draws.forEach((draw, node) => {
    const group = groupOf(node)
    if (draw.kind === 'fixed') columns.fixed[node] = draw.value
    else if (draw.kind === 'triangular') {
      columns.draw[node] = drawKinds.triangular
      columns.least[node] = draw.least
      columns.likely[node] = draw.likely
      columns.most[node] = draw.most
    } else {
      columns.draw[node] = group >= 0 && loading > 0 ? drawKinds.correlated : drawKinds.table
      columns.table[node] = draw.table
      columns.offset[node] = draw.offset
      columns.scale[node] = draw.scale
      columns.group[node] = Math.max(0, group)
      columns.loading[node] = loading
    }
  })
  return columns
}
