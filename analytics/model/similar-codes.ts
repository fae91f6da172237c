/** The codes nearest to a typed one, at most three and no further than half of it away in single-letter changes; letter case does not
 *  count. Source: Levenshtein 1966, Soviet Physics Doklady 10(8). */
export function similarCodes(typed: string, codes: readonly string[]): string[] {
  const wanted = typed.toLowerCase()
  return codes
    .map(code => ({ code, distance: distanceBetween(wanted, code.toLowerCase()) }))
    .filter(({ distance }) => distance <= Math.max(1, wanted.length / 2))
    .sort((a, b) => a.distance - b.distance || (a.code < b.code ? -1 : 1))
    .slice(0, 3)
    .map(({ code }) => code)
}

function distanceBetween(a: string, b: string): number {
  if (a.length === 0 || b.length === 0) return a.length + b.length
  let before = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const swapped = (before[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1)
      row.push(Math.min(swapped, (before[j] as number) + 1, (row[j - 1] as number) + 1))
    }
    before = row
  }
  return before[b.length] as number
}
