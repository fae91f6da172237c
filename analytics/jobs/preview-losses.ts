import type { Language } from '#model/contract.ts'
import type { LossGroup } from '#model/exchange-contract.ts'
import { describeProblem, problems, type Problem } from '#model/problems.ts'
import type { NotUsed } from '#interchange/not-used.ts'

const mostExamples = 10

/** What is not taken over, one group for each kind of thing, with how often and the first places; a field of an export is a kind of its own.
 *  Errors come first, then warnings, then notes. */
export function previewLosses(notUsed: readonly NotUsed[], language: Language): LossGroup[] {
  const groups = new Map<string, LossGroup>()
  for (const { file, place, reason } of notUsed) {
    const name = `${reason.code} ${reason.at?.sheet ?? ''} ${isOfField(reason) ? (reason.at?.field ?? '') : ''}`
    const group = groups.get(name) ?? newGroup(reason)
    groups.set(name, group)
    group.count += countOf(reason)
    if (group.examples.length < mostExamples)
      group.examples.push({ place: place || file, text: describeProblem(reason, language) })
  }
  return [...groups.values()].toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity))
}
const order: readonly LossGroup['severity'][] = ['error', 'warning', 'note']

function isOfField({ code }: Problem): boolean {
  return code.startsWith('export-')
}

function newGroup({ code }: Problem): LossGroup {
  return { code, severity: problems[code].severity, count: 0, examples: [] }
}

/** A problem that stands for many says how many. */
function countOf({ data }: Problem): number {
  const count = data?.count
  return typeof count === 'number' && Number.isInteger(count) && count > 0 ? count : 1
}
