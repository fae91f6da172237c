import type { MspdiPlace } from './mspdi-outline.ts'

/** Finds the WBS code of a summary task by its outline number; null for none. A summary task keeps the code of its `WBS` field as long as all of them hold the
 *  hierarchy as outline numbers do, each beginning with the code above it and a dot; else all have their outline numbers. */
export function mspdiWbsCodes(places: readonly MspdiPlace[]): (outline: string) => string | null {
  const codes = new Map<string, string>()
  for (const { record, outline, isSummary } of places) {
    if (!isSummary || outline === '' || outline === '0') continue
    if (!codes.has(outline)) codes.set(outline, record.text('WBS') || outline)
  }
  const isUnique = new Set(codes.values()).size === codes.size
  const isNested = [...codes].every(([outline, code]) => {
    const above = codes.get(outline.slice(0, Math.max(0, outline.lastIndexOf('.'))))
    return above === undefined || code.startsWith(`${above}.`)
  })
  const isKept = isUnique && isNested
  return outline => {
    // A task under an outline number without a summary belongs to the nearest one above.
    for (let at = outline; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.'))))
      if (codes.has(at)) return isKept ? (codes.get(at) as string) : at
    return null
  }
}
