/** A symmetric matrix as rows of equal length. */
export type Matrix = readonly (readonly number[])[]

/** Eigenvalues, and eigenvectors as columns, of a symmetric matrix: cyclic Jacobi rotations (Golub & Van Loan 2013, 8.5). */
export function eigenOf(matrix: Matrix): { values: number[]; vectors: number[][] } {
  const n = matrix.length
  const a = matrix.map(row => [...row])
  const v = a.map((_, i) => a.map((__, j) => (i === j ? 1 : 0)))
  const at = (m: number[][], i: number, j: number) => (m[i] as number[])[j] as number
  const rotate = (m: number[][], i: number, p: number, q: number, c: number, s: number) => {
    const row = m[i] as number[]
    const left = row[p] as number
    const right = row[q] as number
    row[p] = c * left - s * right
    row[q] = s * left + c * right
  }
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) off += at(a, p, q) ** 2
    if (off < 1e-24) break
    for (let p = 0; p < n; p++)
      for (let q = p + 1; q < n; q++) {
        const apq = at(a, p, q)
        if (Math.abs(apq) < 1e-300) continue
        const theta = (at(a, q, q) - at(a, p, p)) / (2 * apq)
        const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
        const c = 1 / Math.sqrt(t * t + 1)
        const s = t * c
        for (let i = 0; i < n; i++) rotate(a, i, p, q, c, s)
        const rowP = [...(a[p] as number[])]
        const rowQ = a[q] as number[]
        for (let j = 0; j < n; j++) {
          const right = rowQ[j] as number
          ;(a[p] as number[])[j] = c * (rowP[j] as number) - s * right
          rowQ[j] = s * (rowP[j] as number) + c * right
        }
        for (let i = 0; i < n; i++) rotate(v, i, p, q, c, s)
      }
  }
  return { values: a.map((row, i) => row[i] as number), vectors: v }
}

/** The correlation matrix nearest to a symmetric matrix in the Frobenius norm, and whether it had to be moved. Source: Higham 2002, IMA
 *  Journal of Numerical Analysis 22(3), algorithm 3.3 (alternating projections with Dykstra's correction). */
export function nearestCorrelation(matrix: Matrix): { matrix: number[][]; isRepaired: boolean } {
  const hasUnits = matrix.every((row, i) => row[i] === 1 && row.every(value => Math.abs(value) <= 1))
  if (hasUnits && Math.min(...eigenOf(matrix).values) >= -1e-10)
    return { matrix: matrix.map(row => [...row]), isRepaired: false }
  let y = matrix.map(row => [...row])
  let correction = matrix.map(row => row.map(() => 0))
  for (let step = 0; step < 1000; step++) {
    const moved = combine(y, correction, (a, b) => a - b)
    const x = projectPositive(moved)
    correction = combine(x, moved, (a, b) => a - b)
    const next = x.map((row, i) => row.map((value, j) => (i === j ? 1 : value)))
    let change = 0
    next.forEach((row, i) => {
      row.forEach((value, j) => {
        change = Math.max(change, Math.abs(value - ((y[i] as number[])[j] as number)))
      })
    })
    y = next
    if (change < 1e-11) break
  }
  return { matrix: y, isRepaired: true }
}

/** A matrix L with L Lt equal to a correlation matrix, so that L times independent deviates has these correlations. */
export function correlationRoot(matrix: Matrix): number[][] {
  const { values, vectors } = eigenOf(matrix)
  return vectors.map(row => row.map((value, j) => value * Math.sqrt(Math.max(0, values[j] as number))))
}

function projectPositive(matrix: Matrix): number[][] {
  const { values, vectors } = eigenOf(matrix)
  return vectors.map(left =>
    vectors.map(right =>
      left.reduce(
        (sum, value, k) => sum + value * (right[k] as number) * Math.max(0, values[k] as number),
        0,
      ),
    ),
  )
}

function combine(a: Matrix, b: Matrix, by: (x: number, y: number) => number): number[][] {
  return a.map((row, i) => row.map((value, j) => by(value, (b[i] as number[])[j] as number)))
}
