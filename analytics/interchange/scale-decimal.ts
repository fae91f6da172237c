/** A number of a file in whole units of its last decimal place: 12.345 by 3 places is 12345. It is taken as it is written, since
 *  multiplied it can miss by a unit from twelve digits on; rounded half away from zero, and none where it is too large to be exact. */
export function scaleDecimal(value: number | null, places: number): number | null {
  if (value === null) return null
  const written = Number(`${Math.abs(value)}e${places}`)
  // A number so small or large that it is written with an exponent of its own.
  const size = Number.isNaN(written) ? Math.abs(value) * 10 ** places : written
  const whole = Math.sign(value) * Math.round(size)
  return Number.isSafeInteger(whole) ? (whole === 0 ? 0 : whole) : null
}
