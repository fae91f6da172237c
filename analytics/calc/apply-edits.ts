import type { EditColumns } from '#model/contract.ts'
import { attemptEdits, concludeEdits } from './edit-attempt.ts'
import type { AppliedEdits, EditState, Verdict } from './edit-state.ts'
import { EditWork } from './edit-work.ts'

/**
 * Merges a batch of edits, cell by cell, into the rows as they are stored: base, mine, theirs. Every edit gets one outcome.
 * An edit that would break the plan (a loop, a missing reference, two rows with one code, a finish before its start) is refused
 * and the rest is tried again without it, so that what is accepted stands on its own.
 */
export function applyEdits(state: EditState, edits: EditColumns): AppliedEdits {
  const verdicts = new Map<number, Verdict>()
  for (;;) {
    const work = new EditWork(state, edits, verdicts)
    const known = verdicts.size
    attemptEdits(work)
    if (verdicts.size === known) return concludeEdits(work)
  }
}
