/** Rows to fit: `x` holds `columns` numbers per row, `y` and `weights` one; a row of weight 0 is left out. */
export interface FitRows {
  columns: number
  x: Float64Array
  y: Float64Array
  weights: Float64Array
}

/** Weights b that make the weighted sum of |y - X b| small, held toward 0 by a ridge for each column, scaled to unit size: a
 *  regression that a few wild projects cannot pull away. Row weights are taken as shares of their sum. `start` is a guess that
 *  saves rounds.
 *  Method: iteratively reweighted least squares, Schlossmacher 1973, J. Am. Statistical Association 68. */
export function fitLeastDeviation(
  rows: FitRows,
  ridges: readonly number[],
  start: readonly number[] | null = null,
): number[] {
  const { columns } = rows
  const total = rows.weights.reduce((sum, weight) => sum + weight, 0)
  const scales = squareSums(rows).map(sum => sum / total + tiny)
  const matrix = new Float64Array(columns * columns)
  const right = new Float64Array(columns)
  let fitted: Float64Array = start ? Float64Array.from(start) : new Float64Array(columns)
  for (let round = 0; round < rounds; round++) {
    matrix.fill(0)
    right.fill(0)
    for (let k = 0; k < columns; k++) matrix[k * columns + k] = (ridges[k] as number) * (scales[k] as number)
    addRows(rows, total, fitted, matrix, right)
    const next = solve(matrix, right)
    const moved = next.reduce((most, value, k) => Math.max(most, Math.abs(value - (fitted[k] as number))), 0)
    fitted = next
    if (moved < settled) break
  }
  return [...fitted]
}
const rounds = 40
const settled = 1e-4
const leastResidual = 1e-3
const tiny = 1e-18

function squareSums({ columns, x, weights }: FitRows): number[] {
  const sums = new Array<number>(columns).fill(0)
  for (let i = 0; i < weights.length; i++)
    for (let k = 0; k < columns; k++)
      sums[k] = (sums[k] as number) + (weights[i] as number) * (x[i * columns + k] as number) ** 2
  return sums
}

/** Adds every row, weighted by the inverse of how far it lies off, to the normal equations. */
function addRows(
  { columns, x, y, weights }: FitRows,
  total: number,
  fitted: Float64Array,
  matrix: Float64Array,
  right: Float64Array,
): void {
  for (let i = 0, row = 0; i < y.length; i++, row += columns) {
    if (weights[i] === 0) continue
    const target = y[i] as number
    let residual = target
    for (let k = 0; k < columns; k++) residual -= (x[row + k] as number) * (fitted[k] as number)
    const weight = (weights[i] as number) / total / Math.max(Math.abs(residual), leastResidual)
    for (let k = 0; k < columns; k++) {
      const weighted = weight * (x[row + k] as number)
      right[k] = (right[k] as number) + weighted * target
      const line = k * columns
      for (let j = 0; j < columns; j++)
        matrix[line + j] = (matrix[line + j] as number) + weighted * (x[row + j] as number)
    }
  }
}

/** Gaussian elimination with the largest pivot; the ridge keeps the matrix regular. */
function solve(matrix: Float64Array, right: Float64Array): Float64Array {
  const size = right.length
  const rows = [...right].map((value, i) => [...matrix.subarray(i * size, (i + 1) * size), value])
  for (let k = 0; k < size; k++) {
    let pivot = k
    for (let i = k + 1; i < size; i++)
      if (Math.abs(rows[i]?.[k] as number) > Math.abs(rows[pivot]?.[k] as number)) pivot = i
    const top = rows[pivot] as number[]
    rows[pivot] = rows[k] as number[]
    rows[k] = top
    for (let i = 0; i < size; i++) {
      const line = rows[i] as number[]
      if (i === k || line[k] === 0) continue
      const factor = (line[k] as number) / (top[k] as number)
      for (let j = k; j <= size; j++) line[j] = (line[j] as number) - factor * (top[j] as number)
    }
  }
  return Float64Array.from(rows, (line, k) => (line[size] as number) / (line[k] as number))
}
