/** Classes that a project of a sector belongs to, from all projects (an empty name) to its own sector: `Construction (civil)`
 *  is of `Construction`, as `房建（住宅）`, `房建-住宅` and `房建/住宅` are of `房建`. */
export function sectorClasses(sector: string | null): readonly string[] {
  if (sector === null) return ['']
  const group = /^[^(（/／:：·—-]+/.exec(sector)?.[0].trim() ?? ''
  return [...new Set(['', group, sector.trim()])]
}
