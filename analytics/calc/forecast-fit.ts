/** Rows to fit, each holding `width` numbers of the columns that `columnOf` names, rising, and zeros for what it has fewer; `y` and
 *  `weights` hold one number per row, and a row of weight 0 is left out. */
export interface FitRows {
  columns: number
  width: number
  x: Float64Array
  columnOf: Int32Array
  y: Float64Array
  weights: Float64Array
}

/** Weights b that make the weighted sum of |y - X b| small, held toward 0 by a ridge above 0 for each column: a
 *  regression that a few wild outcomes cannot pull away; wild numbers in X can, and are for the caller to bound. Row weights are
 *  taken as shares of their sum. `start` is a guess that saves rounds.
 *  Method: iteratively reweighted least squares, Schlossmacher 1973, J. Am. Statistical Association 68. */
export function fitLeastDeviation(
  rows: FitRows,
  ridges: readonly number[],
  start: readonly number[] | null = null,
): number[] {
  const { columns } = rows
  const total = rows.weights.reduce((sum, weight) => sum + weight, 0)
  if (!(total > 0)) return new Array<number>(columns).fill(0)
  const matrix = makeSkyline(rows)
  const right = new Float64Array(columns)
  let fitted: Float64Array = start ? Float64Array.from(start) : new Float64Array(columns)
  for (let round = 0; round < rounds; round++) {
    matrix.cells.fill(0)
    right.fill(0)
    for (let k = 0; k < columns; k++) matrix.cells[(matrix.base[k] as number) + k] = ridges[k] as number
    addRows(rows, total, fitted, matrix, right)
    solve(matrix, right)
    const moved = right.reduce((most, value, k) => Math.max(most, Math.abs(value - (fitted[k] as number))), 0)
    fitted = right.slice()
    if (moved < settled) break
  }
  return [...fitted]
}
const rounds = 40
const settled = 1e-4
const leastResidual = 1e-3

/** The lower half of a symmetric matrix, each line from its first cell that is not always 0: cell (i, j) is at `base[i] + j`. A factor
 *  by Cholesky has the same outline, so that columns which never meet in a row cost nothing.
 *  Source: Jennings 1966, The Computer Journal 9(3), 281-285. */
interface Skyline {
  first: Int32Array
  base: Int32Array
  cells: Float64Array
}

function makeSkyline({ columns, width, x, columnOf }: FitRows): Skyline {
  const first = Int32Array.from({ length: columns }, (_, k) => k)
  for (let row = 0; row < x.length; row += width) {
    const least = columnOf[row] as number
    for (let n = row; n < row + width; n++) {
      const k = columnOf[n] as number
      if (x[n] !== 0 && least < (first[k] as number)) first[k] = least
    }
  }
  const base = new Int32Array(columns)
  let size = 0
  for (let k = 0; k < columns; k++) {
    base[k] = size - (first[k] as number)
    size += k - (first[k] as number) + 1
  }
  return { first, base, cells: new Float64Array(size) }
}

/** Adds every row, weighted by the inverse of how far it lies off, to the normal equations. */
function addRows(
  { width, x, columnOf, y, weights }: FitRows,
  total: number,
  fitted: Float64Array,
  { base, cells }: Skyline,
  right: Float64Array,
): void {
  for (let i = 0, row = 0; i < y.length; i++, row += width) {
    if (weights[i] === 0) continue
    const target = y[i] as number
    let residual = target
    for (let n = row; n < row + width; n++)
      residual -= (x[n] as number) * (fitted[columnOf[n] as number] as number)
    const weight = (weights[i] as number) / total / Math.max(Math.abs(residual), leastResidual)
    for (let n = row; n < row + width; n++) {
      const k = columnOf[n] as number
      const weighted = weight * (x[n] as number)
      if (weighted === 0) continue
      right[k] = (right[k] as number) + weighted * target
      const line = base[k] as number
      for (let m = row; m <= n; m++) {
        const at = line + (columnOf[m] as number)
        cells[at] = (cells[at] as number) + weighted * (x[m] as number)
      }
    }
  }
}

/** Puts the solution in the place of the right side, and the factor in that of the matrix, which by its ridge is positive
 *  definite. Method: Cholesky. */
function solve({ first, base, cells }: Skyline, right: Float64Array): void {
  const size = right.length
  for (let i = 0; i < size; i++) {
    const line = base[i] as number
    const from = first[i] as number
    let value = right[i] as number
    for (let j = from; j <= i; j++) {
      const other = base[j] as number
      let sum = cells[line + j] as number
      for (let k = Math.max(from, first[j] as number); k < j; k++)
        sum -= (cells[line + k] as number) * (cells[other + k] as number)
      if (j === i) cells[line + i] = Math.sqrt(sum)
      else {
        cells[line + j] = sum / (cells[other + j] as number)
        value -= (cells[line + j] as number) * (right[j] as number)
      }
    }
    right[i] = value / (cells[line + i] as number)
  }
  for (let i = size - 1; i >= 0; i--) {
    const line = base[i] as number
    const value = (right[i] as number) / (cells[line + i] as number)
    right[i] = value
    for (let j = first[i] as number; j < i; j++)
      right[j] = (right[j] as number) - (cells[line + j] as number) * value
  }
}
