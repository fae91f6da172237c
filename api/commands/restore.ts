import type { Static } from 'typebox'
import type { Language } from '#model/contract.ts'
import type { Words } from '#model/field.ts'
import { AppError } from '#model/problems.ts'
import { findHolder } from '../find-holder.ts'
import type { backupAnswer } from './backup.ts'
import { onlyPositional, type Typed } from './command.ts'

export const restoreWords: Words = {
  zh: '用备份替换数据库（需先停止服务；原库会另存）',
  en: 'Put a backup in the database’s place (with the server stopped; what was there is kept aside)',
}
export const restoreUsage = 'restore FILE [--json]'

/** Puts a backup in the place of a database that no server holds. Throws `server-running`. */
export async function restore(typed: Typed, database: string): Promise<Static<typeof backupAnswer>> {
  const file = typed.resolve(
    onlyPositional(typed, { zh: '需要一个备份文件', en: 'one backup file is needed' }),
  )
  const holder = await findHolder(database)
  if (holder)
    throw new AppError('server-running', { address: holder.address, file: database, command: 'restore' })
  const { restoreAnalytics } = await import('#analytics')
  return restoreAnalytics(file, database)
}

export function printRestored(
  { file, projects, changes }: Static<typeof backupAnswer>,
  language: Language,
): string {
  return language === 'zh'
    ? `已从 ${file} 恢复：${projects} 个项目，${changes} 条变更`
    : `Restored from ${file}: ${projects} projects, ${changes} changes`
}
