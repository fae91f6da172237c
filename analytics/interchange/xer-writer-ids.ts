import type { Plan } from '#model/plan.ts'

/** Numbers for the rows of a plan, as P6 wants them. A row that came from a P6 file keeps its number, so that going back and forth
 *  finds the same rows; others are numbered after the highest. */
export interface P6Ids {
  project: string
  calendar: ReadonlyMap<string, string>
  wbs: ReadonlyMap<string, string>
  activity: ReadonlyMap<string, string>
  link: ReadonlyMap<string, string>
  resource: ReadonlyMap<string, string>
  assignment: ReadonlyMap<string, string>
  costAccount: ReadonlyMap<string, string>
  budgetLine: ReadonlyMap<string, string>
  /** A cost that came from the same expense as a budget line has its number. */
  costEntry: ReadonlyMap<string, string>
  /** A number no row has yet. */
  next(): string
}

/** The numbers of all rows of a plan. */
export function p6Ids(plan: Plan): P6Ids {
  const kinds = [
    ['C', plan.calendars],
    ['W', plan.wbs],
    ['A', plan.activities],
    ['L', plan.links],
    ['R', plan.resources],
    ['S', plan.assignments],
    ['K', plan.costAccounts],
    ['B', plan.budgetLines],
    ['N', plan.costEntries],
  ] as const
  const prefix = prefixOf(kinds.flatMap(([, rows]) => rows.map(row => row.rowKey as string)))
  let highest = 1000
  const known = kinds.map(([letter, rows]) => {
    const ids = new Map<string, string>()
    const used = new Set<string>()
    for (const { rowKey } of rows) {
      const id = prefix === null ? null : numberOf(rowKey, `${prefix}${letter}`)
      if (id === null || used.has(id)) continue
      used.add(id)
      ids.set(rowKey, id)
      highest = Math.max(highest, Number(id))
    }
    return ids
  })
  const project = prefix?.slice(4, -1) ?? '1'
  if (/^\d{1,15}$/.test(project)) highest = Math.max(highest, Number(project))
  const next = () => String(++highest)
  for (const [i, [, rows]] of kinds.entries())
    for (const { rowKey } of rows) if (!known[i]?.has(rowKey)) known[i]?.set(rowKey, next())
  const [calendar, wbs, activity, link, resource, assignment, costAccount, budgetLine, costEntry] =
    known as Tuple9<Map<string, string>>
  return {
    project,
    calendar,
    wbs,
    activity,
    link,
    resource,
    assignment,
    costAccount,
    budgetLine,
    costEntry,
    next,
  }
}

type Tuple9<T> = [T, T, T, T, T, T, T, T, T]

/** `xer-4507-` of the first row key that a P6 file gave. */
function prefixOf(rowKeys: readonly string[]): string | null {
  for (const key of rowKeys) {
    const match = /^xer-\d{1,15}-(?=[A-Z]\d{1,15}$)/.exec(key)
    if (match) return match[0]
  }
  return null
}

function numberOf(rowKey: string, start: string): string | null {
  if (!rowKey.startsWith(start)) return null
  const id = rowKey.slice(start.length)
  return /^[1-9]\d{0,14}$/.test(id) ? id : null
}
