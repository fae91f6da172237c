/** A sector in the one spelling that is compared: letters of one width and case, no spaces; null for none or nothing but spaces. */
export function foldSector(sector: string | null): string | null {
  return sector === null ? null : withoutSpaces(sector.normalize('NFKC').toLowerCase()) || null
}

/** Classes that a project of a sector belongs to, from all projects (an empty name) to its own sector: `Construction (civil)`
 *  is of `Construction`, as `房建（住宅）`, `房建-住宅` and `房建/住宅` are of `房建`. A hyphen within a word, as in `multi-storey`, begins
 *  no sector; a name that begins with a bracket or a dash is of no group. */
export function sectorClasses(sector: string | null): readonly string[] {
  const own = foldSector(sector)
  if (sector === null || own === null) return ['']
  const [group = ''] = sector.normalize('NFKC').toLowerCase().split(separator)
  return [...new Set(['', withoutSpaces(group), own])]
}
const separator = /[([{【〔/:·・–—]|(?<![a-z])-|-(?![a-z])/

function withoutSpaces(text: string): string {
  return text.replace(/\s+/g, '')
}
