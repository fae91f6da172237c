import type { EntityName } from '#model/entities.ts'
import { entityOf } from '#model/entities.ts'
import { storedFields } from '#model/entity.ts'
import { formatDay, formatMinute, type PlanDay, type PlanMinute } from '#model/plan-time.ts'
import type { Problem } from '#model/problems.ts'
import type { AnyRow } from '#model/row.ts'

export interface RowProblem {
  problem: Problem
  /** The fields that together are wrong. */
  fields: readonly string[]
}

/** What is wrong with a row as a whole: a required cell left blank on a new row, an end before its beginning, a link to itself. */
export function checkRow(sheet: EntityName, row: AnyRow, isNew: boolean): RowProblem[] {
  const found: RowProblem[] = []
  if (isNew) {
    for (const [name, field] of storedFields(entityOf(sheet))) {
      if (!field.nullable && row[name] === null)
        found.push({
          problem: { code: 'value-missing', data: { label: field.label }, at: { field: name } },
          fields: [name],
        })
    }
  }
  for (const [from, to] of spans[sheet] ?? []) {
    const first = row[from]
    const last = row[to]
    if (typeof first !== 'number' || typeof last !== 'number' || last >= first) continue
    const show =
      sheet === 'calendarException'
        ? (value: number) => formatDay(value as PlanDay)
        : (value: number) => formatMinute(value as PlanMinute)
    const code = entityOf(sheet).codeField
    const named = code && row[code]
    const activity = named ? String(named) : entityOf(sheet).sheet
    found.push({
      problem: { code: 'finish-before-start', data: { activity, start: show(first), finish: show(last) } },
      fields: [from, to],
    })
  }
  if (sheet === 'link' && row.predecessorKey !== null && row.predecessorKey === row.successorKey) {
    found.push({ problem: { code: 'link-to-itself' }, fields: ['predecessorKey', 'successorKey'] })
  }
  return found
}

/** Pairs of fields of which the second may not be before the first. */
const spans: Partial<Record<EntityName, readonly (readonly [string, string])[]>> = {
  activity: [
    ['actualStart', 'actualFinish'],
    ['suspendedAt', 'resumedAt'],
  ],
  calendarException: [['fromDay', 'toDay']],
  project: [
    ['plannedStart', 'plannedFinish'],
    ['actualStart', 'actualFinish'],
  ],
  progressRecord: [['actualStart', 'actualFinish']],
}
