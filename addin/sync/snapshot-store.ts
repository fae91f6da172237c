import { isEntityName } from '#model/entities.ts'
import type { KeyValueStore } from './key-value-store.ts'
import type { ProjectSnapshot, SheetSnapshot } from './snapshot.ts'

/** Keeps what a user's workbook last agreed on with the server, one value per sheet so that each write stays short. */
export interface SnapshotStore {
  load(projectId: string): Promise<ProjectSnapshot | null>
  /** Sheets that are the same object as last time are not written again. */
  save(snapshot: ProjectSnapshot): Promise<void>
  forget(projectId: string): Promise<void>
}
interface Head {
  projectId: string
  change: number
  resultNumber: number
}

/** The snapshots of one user in one workbook. */
export function createSnapshotStore(store: KeyValueStore, user: string, workbookId: string): SnapshotStore {
  const headKey = (projectId: string): string => `head|${user}|${workbookId}|${projectId}`
  const sheetPrefix = (projectId: string): string => `sheet|${user}|${workbookId}|${projectId}|`
  const latest = new Map<string, ProjectSnapshot>()
  return {
    async load(projectId) {
      const kept = latest.get(projectId)
      if (kept) return kept
      const head = (await store.get(headKey(projectId))) as Head | undefined
      if (!head) return null
      const snapshot: ProjectSnapshot = { ...head, sheets: {} }
      for (const saved of (await store.list(sheetPrefix(projectId))) as SheetSnapshot[])
        if (isEntityName(saved.sheet)) snapshot.sheets[saved.sheet] = saved
      latest.set(projectId, snapshot)
      return snapshot
    },
    async save(snapshot) {
      const before = latest.get(snapshot.projectId)
      latest.set(snapshot.projectId, snapshot)
      for (const sheet of Object.values(snapshot.sheets))
        if (before?.sheets[sheet.sheet] !== sheet)
          await store.put(sheetPrefix(snapshot.projectId) + sheet.sheet, sheet)
      const { projectId, change, resultNumber } = snapshot
      await store.put(headKey(projectId), { projectId, change, resultNumber } satisfies Head)
    },
    async forget(projectId) {
      const snapshot = await this.load(projectId)
      latest.delete(projectId)
      for (const name of Object.keys(snapshot?.sheets ?? {}))
        await store.delete(sheetPrefix(projectId) + name)
      await store.delete(headKey(projectId))
    },
  }
}
