import type { Activity } from '#model/entities/activity.ts'
import { AppError } from '#model/problems.ts'
import type { ChangeEntry, Store } from '#store/store.ts'
import type { Actor } from './analytics.ts'

/** Writes levelled starts into projects, all or none, and clears those of activities that are given none; each project's change is
 *  one step of its journal. `fromChange` holds the change number each project must still have, else `level-plan-changed`. */
export async function writeLevelledStarts(
  store: Store,
  actor: Actor,
  fromChange: ReadonlyMap<string, number>,
  starts: ReadonlyMap<string, Activity['levelledStart']>,
  at: string,
): Promise<{ projectId: string; change: number; moved: number }[]> {
  return store.write(async tx => {
    const written = []
    for (const [projectId, expected] of fromChange) {
      const state = await tx.projectState(projectId)
      if (state.change !== expected)
        throw new AppError('level-plan-changed', { project: (await tx.findProject(projectId)).code })
      const changed = (await tx.rows('activity', projectId)).flatMap(activity => {
        const levelledStart = starts.get(activity.rowKey) ?? null
        return levelledStart === activity.levelledStart ? [] : [{ activity, levelledStart }]
      })
      if (changed.length === 0) {
        written.push({ projectId, change: state.change, moved: 0 })
        continue
      }
      await tx.replaceRows(
        'activity',
        changed.map(({ activity, levelledStart }) => ({ ...activity, levelledStart })),
      )
      const change = await tx.nextChange(projectId)
      const entries = changed.map(
        ({ activity, levelledStart }): ChangeEntry => ({
          sheet: 'activity',
          rowKey: activity.rowKey,
          operation: 'set',
          field: 'levelledStart',
          oldValue: activity.levelledStart,
          newValue: levelledStart,
        }),
      )
      await tx.appendChanges(projectId, change, entries, {
        who: actor.name,
        role: actor.role,
        at,
        batch: null,
      })
      written.push({ projectId, change, moved: changed.length })
    }
    return written
  })
}
