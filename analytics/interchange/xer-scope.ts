import type { RowKey } from '#model/field.ts'
import type { PlanMinute } from '#model/plan-time.ts'

/** One project of a .xer file while it is read: its keys and what its rows refer to. */
export interface XerScope {
  /** `proj_id` of the file. */
  xerId: string
  projectId: RowKey<'project'>
  dataDate: PlanMinute | null
  currency: string
  /** Row keys by the file's own ids. */
  calendarKeys: Map<string, RowKey<'calendar'>>
  resourceKeys: Map<string, RowKey<'resource'>>
  accountKeys: Map<string, RowKey<'costAccount'>>
  /** WBS code by `wbs_id`; null for the project's own node. */
  wbsCodes: Map<string, string | null>
  /** A code not yet used, a repeated one with `~2`, `~3`. */
  unique(code: string, used: Set<string>): string
}

/** Row key made of the file's own ids, the same each time the file is read. Ids of a strange form are spelled out by their bytes. */
export function keyOf<E extends string>(scope: { xerId: string }, kind: string, id: string): RowKey<E> {
  return `xer-${plain(scope.xerId)}-${kind}${plain(id)}` as RowKey<E>
}

/** A code not yet used; remembers it. */
export function uniqueCode(code: string, used: Set<string>): string {
  let free = code
  for (let n = 2; used.has(free); n++) free = `${code}~${n}`
  used.add(free)
  return free
}

function plain(id: string): string {
  if (/^[\w-]{1,20}$/.test(id)) return id
  let hash = 0x811c9dc5
  for (const character of id) hash = Math.imul(hash ^ (character.codePointAt(0) as number), 0x01000193) >>> 0
  return `x${hash.toString(36)}`
}
