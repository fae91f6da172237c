import type { Assignment } from '#model/entities/assignment.ts'
import type { Plan } from '#model/plan.ts'
import type { Problem } from '#model/problems.ts'
import { isLimitField } from '#model/simulated-fields.ts'
import type { JournalEntry } from './edit-state.ts'
import { nameCells } from './name-cells.ts'

/** The finding that says which accepted changes of limited resources, or of what work needs of them at a time, move no finish unless runs are
 *  levelled; null where there are none. A quantity counts only where no units at a time are given, since it then spreads over the work. */
export function findUnlevelled(journal: readonly JournalEntry[], plan: Plan, tried: Plan): Problem | null {
  const plans = [tried, plan]
  const limited = new Set(
    plans.flatMap(({ resources }) =>
      resources.filter(({ available }) => available !== null).map(({ rowKey }) => rowKey as string),
    ),
  )
  const assignments = new Map<string, Assignment[]>()
  for (const row of plans.flatMap(one => one.assignments))
    assignments.set(row.rowKey, [...(assignments.get(row.rowKey) ?? []), row])
  const unseen = journal.filter(({ sheet, rowKey, field }) => {
    if (sheet === 'resource') return isLimitField(sheet, field ?? '')
    const rows = sheet === 'assignment' ? (assignments.get(rowKey) ?? []) : []
    if (!rows.some(({ resourceKey }) => limited.has(resourceKey))) return false
    if (field === null) return true
    return (
      isLimitField(sheet, field) && (!field.endsWith('Quantity') || rows.some(({ rate }) => rate === null))
    )
  })
  if (unseen.length === 0) return null
  return { code: 'what-if-needs-levelling', data: { count: unseen.length, cells: nameCells(unseen, plans) } }
}
