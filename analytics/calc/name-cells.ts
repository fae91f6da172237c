import { type EntityName, entityOf } from '#model/entities.ts'
import type { Words } from '#model/field.ts'
import type { Plan } from '#model/plan.ts'
import type { JournalEntry } from './edit-state.ts'

const mostNamed = 6

/** Cells of a journal in words, each by the code of its row and its header; the first few where there are many. `plans` are those that hold the
 *  rows. An assignment goes by the codes of its activity and its resource. */
export function nameCells(
  entries: readonly JournalEntry[],
  plans: readonly Pick<Plan, 'activities' | 'risks' | 'resources' | 'assignments'>[],
): Words {
  const codes = new Map<string, string>()
  for (const { activities, risks, resources, assignments } of plans) {
    for (const { rowKey, code } of [...activities, ...risks, ...resources]) codes.set(rowKey, code)
    for (const { rowKey, activityKey, resourceKey } of assignments)
      codes.set(rowKey, `${codes.get(activityKey) ?? ''}/${codes.get(resourceKey) ?? ''}`)
  }
  const named = entries
    .slice(0, mostNamed)
    .map(({ sheet, rowKey, field }) => nameCell(sheet, codes.get(rowKey) ?? rowKey, field))
  const more = entries.length > mostNamed ? '…' : ''
  return {
    zh: `${named.map(({ zh }) => zh).join('、')}${more}`,
    en: `${named.map(({ en }) => en).join(', ')}${more}`,
  }
}

function nameCell(sheet: EntityName, code: string, field: string | null): Words {
  const { sheet: name, fields } = entityOf(sheet)
  const label = field === null ? name : (fields[field]?.label ?? name)
  return { zh: `${code} ${label.zh}`, en: `${code} ${label.en}` }
}
