import { explainChange } from '#calc/explain-change.ts'
import type { Explanation } from '#calc/explanation.ts'
import { undoEdits } from '#calc/undo-edits.ts'
import { AppError } from '#model/problems.ts'
import { readLinkedPlans } from './linked-plans.ts'
import type { JournalEntry, ProjectState, Store, StoreReader } from '#store/store.ts'

export interface ExplainedProject extends Explanation {
  projectId: string
  code: string
  currency: string
  from: number
  to: number
}

/** More edits than this between two changes are not looked at. */
const mostEdits = 1_000_000

/**
 * Why finish and budget of a stored project moved between two change numbers. The older plans are made by undoing the journal.
 * Without numbers: from the change that the last calculation knew, or, where nothing was changed since, the one before it, to the
 * newest. Throws `project-unknown`, `explanation-range-wrong`.
 */
export async function explainProject(
  store: Store,
  projectId: string,
  given: { from?: number | undefined; to?: number | undefined },
): Promise<ExplainedProject> {
  const linked = await readLinkedPlans(store, projectId)
  const { now, from, to, journal } = await store.read(async reader => {
    const range = await rangeOf(reader, projectId, given)
    return {
      ...range,
      now: await reader.readPlan(projectId),
      journal: await reader.journal(projectId, { after: range.from, limit: mostEdits }),
    }
  })
  const after = undoEdits(
    now,
    journal.filter(entry => entry.change > to),
  )
  const between = journal.filter(entry => entry.change <= to)
  const explained = explainChange(undoEdits(after, between), after, {
    order: orderOf(between),
    others: linked?.others ?? [],
  })
  return { projectId, code: now.project.code, currency: after.project.currency, from, to, ...explained }
}

async function rangeOf(
  reader: StoreReader,
  projectId: string,
  given: { from?: number | undefined; to?: number | undefined },
): Promise<{ from: number; to: number }> {
  const state = await reader.projectState(projectId)
  const { change } = state
  const to = given.to ?? change
  const from = given.from ?? (await lastKnown(reader, projectId, to, state))
  if (from < 1 || from > to || to > change)
    throw new AppError('explanation-range-wrong', { from, to, change })
  return { from, to }
}

/** The newest change before `to` that some calculation was made from; else the first, which brought the project. */
async function lastKnown(
  reader: StoreReader,
  projectId: string,
  to: number,
  { resultsFromChange, previousFromChange }: ProjectState,
): Promise<number> {
  const snapshots = await reader.rows('statusSnapshot', projectId)
  const known = [
    resultsFromChange,
    previousFromChange,
    ...snapshots.map(({ fromChange }) => fromChange),
  ].filter((change): change is number => change !== null && change < to)
  return Math.max(1, ...known)
}

/** Journal entries come newest first; a row or cell has the place of its first change. */
function orderOf(entries: readonly JournalEntry[]): Map<string, number> {
  const order = new Map<string, number>()
  for (const [place, { sheet, rowKey, field }] of entries.entries()) {
    const sequence = entries.length - place
    order.set(`${sheet} ${rowKey}`, sequence)
    if (field !== null) order.set(`${sheet} ${rowKey} ${field}`, sequence)
  }
  return order
}
