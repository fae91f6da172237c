import type { Resource } from '#model/entities/resource.ts'
import type { Plan } from '#model/plan.ts'
import { isElapsedCalendar } from './mspdi-duration.ts'

/** The numbers that stand for rows in a file, by row key. */
export interface MspdiIds {
  calendars: Map<string, number>
  /** Calendars of resources that have one: MS Project gives each resource its own, built on a base calendar. */
  resourceCalendars: Map<string, number>
  resources: Map<string, number>
  tasks: Map<string, number>
  assignments: Map<string, number>
  baselines: Map<string, number>
}

/** Numbers for all rows of a plan. A row that was read from an MS Project file keeps its `UID`. `summaries` are the row keys or codes of WBS rows. */
export function mspdiIds(plan: Plan, summaries: readonly string[]): MspdiIds {
  const calendars = numbered('C', keysOf(plan.calendars.filter(row => !isElapsedCalendar(row.rowKey))))
  const withCalendar = plan.resources.filter(row => row.calendarKey !== null && works(row.kind))
  const after = Math.max(0, ...calendars.values()) + 1
  return {
    calendars,
    resourceCalendars: new Map(withCalendar.map((row, i) => [row.rowKey, after + i])),
    resources: numbered('R', keysOf(plan.resources)),
    tasks: numbered('[AW]', [...summaries, ...keysOf(plan.activities)]),
    assignments: numbered('S', keysOf(plan.assignments)),
    baselines: new Map(plan.baselines.map(row => [row.rowKey, row.number])),
  }
}

/** Whether a kind of resource works by the hour in a calendar: people and machines, and not materials and costs. */
function works(kind: Resource['kind']): boolean {
  return kind !== 'material' && kind !== 'other'
}

function keysOf(rows: readonly { rowKey: string }[]): string[] {
  return rows.map(row => row.rowKey)
}

/** The number a key ends in where it came from a file, else the next free one. */
function numbered(kind: string, keys: readonly string[]): Map<string, number> {
  const pattern = new RegExp(`^ms-[0-9a-z]+-${kind}(\\d{1,9})$`)
  const numbers = new Map<string, number>()
  const used = new Set<number>()
  for (const key of keys) {
    const number = Number(pattern.exec(key)?.[1] ?? Number.NaN)
    if (!(number >= 0) || used.has(number)) continue
    numbers.set(key, number)
    used.add(number)
  }
  let next = 1
  for (const key of keys) {
    if (numbers.has(key)) continue
    while (used.has(next)) next++
    used.add(next)
    numbers.set(key, next)
  }
  return numbers
}
