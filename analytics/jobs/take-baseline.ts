import type { Baseline, BaselineActivity } from '#model/entities/baseline.ts'
import { dayOf } from '#model/plan-time.ts'
import { AppError } from '#model/problems.ts'
import type { Author, ChangeEntry, Store } from '#store/store.ts'
import type { Actor } from './analytics.ts'

/**
 * Freezes the calculated plan as the project's current baseline, B1, B2 and so on; earlier ones stay as they are.
 * Throws `baseline-needs-refresh` when the plan was edited after it was last calculated, or never was.
 */
export async function takeBaseline(
  store: Store,
  actor: Actor,
  projectId: string,
  name: string | null,
  { at, makeKey }: { at: string; makeKey: () => string },
): Promise<{ code: string; activities: number; change: number }> {
  return store.write(async tx => {
    const project = await tx.findProject(projectId)
    const state = await tx.projectState(projectId)
    if (state.resultsFromChange !== state.change)
      throw new AppError('baseline-needs-refresh', { project: project.code })
    const earlier = await tx.rows('baseline', projectId)
    const number = Math.max(0, ...earlier.map(baseline => baseline.number)) + 1
    const baseline: Baseline = {
      projectId: projectId as Baseline['projectId'],
      rowKey: makeKey() as Baseline['rowKey'],
      code: `B${number}`,
      name,
      number,
      takenOn: project.dataDate === null ? null : dayOf(project.dataDate as Parameters<typeof dayOf>[0]),
      isCurrent: true,
    }
    const activities = (await tx.rows('activity', projectId)).filter(
      activity => activity.kind !== 'wbsSummary',
    )
    const results = new Map((await tx.results('activity', projectId)).map(row => [row.rowKey, row]))
    const frozen = activities.map((activity): BaselineActivity => {
      const result = results.get(activity.rowKey)
      return {
        projectId: baseline.projectId,
        rowKey: makeKey() as BaselineActivity['rowKey'],
        baselineKey: baseline.rowKey,
        activityKey: activity.rowKey,
        start: result?.start ?? null,
        finish: result?.finish ?? null,
        duration: activity.duration,
        budget: result?.budget ?? null,
      }
    })
    const superseded = earlier.filter(row => row.isCurrent)
    await tx.replaceRows(
      'baseline',
      superseded.map(row => ({ ...row, isCurrent: false })),
    )
    await tx.insertRows('baseline', [baseline])
    await tx.insertRows('baselineActivity', frozen)
    const change = await tx.nextChange(projectId)
    const author: Author = { who: actor.name, role: actor.role, at, batch: null }
    await tx.appendChanges(projectId, change, journalOf(baseline, frozen, superseded), author)
    return { code: baseline.code, activities: frozen.length, change }
  })
}

function journalOf(
  baseline: Baseline,
  frozen: readonly BaselineActivity[],
  superseded: readonly Baseline[],
): ChangeEntry[] {
  const created =
    (sheet: 'baseline' | 'baselineActivity') =>
    (row: Baseline | BaselineActivity): ChangeEntry => ({
      sheet,
      rowKey: row.rowKey,
      operation: 'create',
      field: null,
      oldValue: null,
      newValue: row,
    })
  return [
    created('baseline')(baseline),
    ...frozen.map(created('baselineActivity')),
    ...superseded.map(
      (row): ChangeEntry => ({
        sheet: 'baseline',
        rowKey: row.rowKey,
        operation: 'set',
        field: 'isCurrent',
        oldValue: true,
        newValue: false,
      }),
    ),
  ]
}
