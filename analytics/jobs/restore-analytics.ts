import { restoreStore } from '#store/restore.ts'

/** Puts a backup in the place of a database file that nobody has open; what was there is moved aside, never deleted. `now` is the present as an ISO instant. */
export async function restoreAnalytics(
  backup: string,
  target: string,
  now: () => string = () => new Date().toISOString(),
): Promise<{ file: string; projects: number; changes: number; movedAside: string | null }> {
  return restoreStore(backup, target, { now, replace: true })
}
