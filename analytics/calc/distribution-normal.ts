/** Probability that a standard normal deviate is at most `x`, to 1e-15. Source: Marsaglia 2004, Evaluating the Normal Distribution,
 *  Journal of Statistical Software 11(4). */
export function normalProbability(x: number): number {
  if (x < -8.5) return 0
  if (x > 8.5) return 1
  let sum = x
  let term = x
  for (let i = 3; sum + term !== sum || i < 6; i += 2) {
    term = (term * x * x) / i
    sum += term
    if (i > 400) break
  }
  return 0.5 + sum * Math.exp(-0.5 * x * x - 0.9189385332046728)
}

/** Standard normal deviate below which a share of all lie (0..1, infinite at the ends), to 1e-15.
 *  Source: Wichura 1988, Algorithm AS 241 (PPND16), Applied Statistics 37(3). */
export function normalQuantile(share: number): number {
  const q = share - 0.5
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q
    return (q * polynomial(centreAbove, r)) / polynomial(centreBelow, r)
  }
  const tail = q < 0 ? share : 1 - share
  if (!(tail > 0)) return q < 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  const r = Math.sqrt(-Math.log(tail))
  const deviate =
    r <= 5
      ? polynomial(middleAbove, r - 1.6) / polynomial(middleBelow, r - 1.6)
      : polynomial(farAbove, r - 5) / polynomial(farBelow, r - 5)
  return q < 0 ? -deviate : deviate
}

/** Coefficients from the highest power down. */
function polynomial(coefficients: readonly number[], x: number): number {
  let value = 0
  for (const coefficient of coefficients) value = value * x + coefficient
  return value
}

const centreAbove = [
  2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946,
  1971.5909503065513, 133.14166789178438, 3.3871328727963665,
]
const centreBelow = [
  5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751,
  687.1870074920579, 42.31333070160091, 1,
]
const middleAbove = [
  0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045,
  5.769497221460691, 4.630337846156546, 1.4234371107496835,
]
const middleBelow = [
  1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851,
  1.6763848301838038, 2.053191626637759, 1,
]
const farAbove = [
  2.0103343992922881e-7, 2.7115555687434876e-5, 0.0012426609473880784, 0.026532189526576124,
  0.29656057182850487, 1.7848265399172913, 5.463784911164114, 6.657904643501103,
]
const farBelow = [
  2.0442631033899397e-15, 1.421511758316446e-7, 1.8463183175100548e-5, 0.0007868691311456133,
  0.014875361290850615, 0.1369298809227358, 0.599832206555888, 1,
]
