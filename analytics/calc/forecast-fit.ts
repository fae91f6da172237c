/** Rows to fit, each holding `width` numbers of the columns that `columnOf` names; `y` and `weights` hold one number per row, and a
 *  row of weight 0 is left out. */
export interface FitRows {
  columns: number
  width: number
  x: Float64Array
  columnOf: Int32Array
  y: Float64Array
  weights: Float64Array
}

/** Weights b that make the weighted sum of |y - X b| small, held toward 0 by a ridge above 0 for each column: a
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
  if (!(total > 0)) return new Array<number>(columns).fill(0)
  const matrix = new Float64Array(columns * columns)
  const right = new Float64Array(columns)
  let fitted: Float64Array = start ? Float64Array.from(start) : new Float64Array(columns)
  for (let round = 0; round < rounds; round++) {
    matrix.fill(0)
    right.fill(0)
    for (let k = 0; k < columns; k++) matrix[k * columns + k] = ridges[k] as number
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

/** Adds every row, weighted by the inverse of how far it lies off, to the lower half of the normal equations. */
function addRows(
  { columns, width, x, columnOf, y, weights }: FitRows,
  total: number,
  fitted: Float64Array,
  matrix: Float64Array,
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
      for (let m = row; m < row + width; m++) {
        const j = columnOf[m] as number
        if (j <= k)
          matrix[k * columns + j] = (matrix[k * columns + j] as number) + weighted * (x[m] as number)
      }
    }
  }
}

/** Puts the solution in the place of the right side, and the factor in that of the matrix, which is symmetric and by its ridge
 *  positive definite; its lower half alone is read. Method: Cholesky. */
function solve(matrix: Float64Array, right: Float64Array): void {
  const size = right.length
  for (let i = 0; i < size; i++) {
    const line = i * size
    let value = right[i] as number
    for (let j = 0; j <= i; j++) {
      const other = j * size
      let sum = matrix[line + j] as number
      for (let k = 0; k < j; k++) sum -= (matrix[line + k] as number) * (matrix[other + k] as number)
      if (j === i) matrix[line + i] = Math.sqrt(sum)
      else {
        matrix[line + j] = sum / (matrix[other + j] as number)
        value -= (matrix[line + j] as number) * (right[j] as number)
      }
    }
    right[i] = value / (matrix[line + i] as number)
  }
  for (let i = size - 1; i >= 0; i--) {
    let value = right[i] as number
    for (let k = i + 1; k < size; k++) value -= (matrix[k * size + i] as number) * (right[k] as number)
    right[i] = value / (matrix[i * size + i] as number)
  }
}
