import { activity } from '#model/entities/activity.ts'
import type { Problem } from '#model/problems.ts'
import type { CellValue } from '#model/contract.ts'

/** What is wrong between an activity's constraints and their dates, each at the cell to fill in or correct. */
export function checkConstraintCells(row: Readonly<Record<string, CellValue>>): Problem[] {
  const found: Problem[] = []
  for (const [kind, date] of pairs) {
    const labels = { constraint: activity.fields[kind].label, label: activity.fields[date].label }
    const value = row[kind] ?? null
    const isDated = (row[date] ?? null) !== null
    if (value !== null && value !== 'asLateAsPossible' && !isDated) {
      const constraint =
        activity.fields[kind].choices.find(choice => choice.value === value)?.words ?? String(value)
      found.push({ code: 'constraint-needs-date', data: { ...labels, constraint }, at: { field: date } })
    }
    if (value === null && isDated)
      found.push({ code: 'date-needs-constraint', data: labels, at: { field: kind } })
  }
  if ((row['secondConstraintKind'] ?? null) !== null && (row['constraintKind'] ?? null) === null)
    found.push({
      code: 'second-constraint-alone',
      data: { label: activity.fields.constraintKind.label },
      at: { field: 'constraintKind' },
    })
  return found
}

const pairs = [
  ['constraintKind', 'constraintAt'],
  ['secondConstraintKind', 'secondConstraintAt'],
] as const
