import type { ScheduleResult } from '#calc/schedule-result.ts'
import { formatDay, dayOf, type PlanMinute } from '#model/plan-time.ts'
import type { Plan } from '#model/plan.ts'
import type { NotUsed } from './not-used.ts'
import { findLosses } from './plan-losses.ts'
import { readXer } from './xer.ts'
import { p6Cautions } from './xer-writer-limits.ts'
import type { P6Table } from './xer-writer-table.ts'
import { p6Tables } from './xer-writer-tables.ts'
import { encodeText, type XerEncoding } from './xer-writer-text.ts'

/** A plan as a Primavera P6 .xer file, and what of the plan is not in it: found by reading the file back. A .xer file does not name its
 *  encoding and P6 reads it in the code page of its machine: cp1252 where that holds every character, else GBK, the code page of
 *  Chinese Windows, else that of Arabic Windows, else UTF-8; `encoding` asks for another one. `schedule` gives the dates and floats that show before P6 schedules. */
export function writeXer(
  plan: Plan,
  schedule: ScheduleResult | null,
  { encoding }: { encoding?: XerEncoding } = {},
): { bytes: Uint8Array; losses: NotUsed[]; encoding: XerEncoding } {
  const text = xerText(p6Tables(plan, schedule), plan)
  const order: XerEncoding[] = ['windows-1252', 'gbk', 'windows-1256', 'utf-8']
  const written = encodeText(text, encoding ? [encoding, ...order] : order)
  const file = `${plan.project.code}.xer`
  const [back] = readXer(written.bytes, file).plans
  return { ...written, losses: [...findLosses(plan, back as Plan, file), ...p6Cautions(plan, file)] }
}

function xerText(tables: readonly P6Table[], { project }: Plan): string {
  const on = formatDay(dayOf((project.dataDate ?? project.plannedStart ?? 0) as PlanMinute))
  const header = ['ERMHDR', '8.4', on, 'Project', 'admin', 'admin', 'dbxDatabaseNoName', 'Project Management']
  const lines = [[...header, project.currency].join('\t')]
  for (const { name, columns, rows } of tables) {
    lines.push(`%T\t${name}`, `%F\t${columns.join('\t')}`)
    for (const row of rows) lines.push(`%R\t${row.join('\t')}`)
  }
  return `${lines.join('\r\n')}\r\n%E\r\n`
}
