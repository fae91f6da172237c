import type { Plan } from '#model/plan.ts'
import type { Problem } from '#model/problems.ts'
import { isSimulatedOnly } from '#model/simulated-fields.ts'
import type { JournalEntry } from './edit-state.ts'
import { nameCells } from './name-cells.ts'

/** The finding that says which accepted changes only a simulation would count; null where there are none. `plans` are those that hold the
 *  rows: the plan as it is and as the changes leave it. */
export function findUnsimulated(
  journal: readonly JournalEntry[],
  plans: readonly Pick<Plan, 'activities' | 'risks' | 'resources' | 'assignments'>[],
): Problem | null {
  const unseen = journal.filter(({ sheet, field }) => isSimulatedOnly(sheet, field ?? ''))
  if (unseen.length === 0) return null
  return {
    code: 'what-if-needs-simulation',
    data: { count: unseen.length, cells: nameCells(unseen, plans) },
  }
}
