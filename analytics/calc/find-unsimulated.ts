import { type EntityName, entityOf } from '#model/entities.ts'
import type { Words } from '#model/field.ts'
import type { Plan } from '#model/plan.ts'
import type { Problem } from '#model/problems.ts'
import { isSimulatedOnly } from '#model/simulated-fields.ts'
import type { JournalEntry } from './edit-state.ts'

const mostNamed = 6

/** The finding that says which accepted changes only a simulation would count; null where there are none. `plans` are those that hold the
 *  rows: the plan as it is and as the changes leave it. */
export function findUnsimulated(
  journal: readonly JournalEntry[],
  plans: readonly Pick<Plan, 'activities' | 'risks'>[],
): Problem | null {
  const unseen = journal.filter(({ sheet, field }) => isSimulatedOnly(sheet, field ?? ''))
  if (unseen.length === 0) return null
  const codes = new Map(
    plans.flatMap(({ activities, risks }) =>
      [...activities, ...risks].map(({ rowKey, code }) => [rowKey as string, code] as const),
    ),
  )
  const named = unseen
    .slice(0, mostNamed)
    .map(({ sheet, rowKey, field }) => nameCell(sheet, codes.get(rowKey) ?? rowKey, field))
  const more = unseen.length > mostNamed ? '…' : ''
  const cells: Words = {
    zh: `${named.map(({ zh }) => zh).join('、')}${more}`,
    en: `${named.map(({ en }) => en).join(', ')}${more}`,
  }
  return { code: 'what-if-needs-simulation', data: { count: unseen.length, cells } }
}

function nameCell(sheet: EntityName, code: string, field: string | null): Words {
  const { sheet: name, fields } = entityOf(sheet)
  const label = field === null ? name : (fields[field]?.label ?? name)
  return { zh: `${code} ${label.zh}`, en: `${code} ${label.en}` }
}
