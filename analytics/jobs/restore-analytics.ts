import { restoreStore } from '#store/restore.ts'

/** Puts a backup in the place of a database file that nobody has open; what was there is kept beside it. */
export async function restoreAnalytics(
  backup: string,
  target: string,
): Promise<{ file: string; projects: number; changes: number }> {
  return restoreStore(backup, target)
}
