/** A stop in the middle of an activity: after so many minutes of its work, so many working minutes without. */
export interface Pause {
  after: number
  length: number
}

/** Pauses of `16h+8h; 30h+90m` in order; null when the text cannot be read. Hours may have decimals; `m` is minutes. */
export function parsePauses(text: string): Pause[] | null {
  const pauses: Pause[] = []
  for (const part of text.normalize('NFKC').split(/[;,、]/)) {
    if (part.trim() === '') continue
    const [first, second, ...more] = part.split('+').map(minutesOf)
    if (first === undefined || second === undefined || more.length > 0) return null
    if (first === null || second === null) return null
    if (second > 0) pauses.push({ after: first, length: second })
  }
  return pauses.sort((a, b) => a.after - b.after)
}

/** `16h+8h` of pauses; null for none. */
export function formatPauses(pauses: readonly Pause[]): string | null {
  if (pauses.length === 0) return null
  return pauses.map(({ after, length }) => `${written(after)}+${written(length)}`).join(';')
}

function minutesOf(text: string): number | null {
  const parts = /^\s*(\d{1,9}(?:\.\d{1,3})?)\s*([hm])\s*$/i.exec(text)
  if (!parts) return null
  return Math.round(Number(parts[1]) * (parts[2]?.toLowerCase() === 'h' ? 60 : 1))
}

function written(minutes: number): string {
  return minutes % 6 === 0 ? `${minutes / 60}h` : `${minutes}m`
}
