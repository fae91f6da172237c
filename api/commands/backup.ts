import { Type } from 'typebox'
import { command, onlyPositional } from './command.ts'

/** What a backup file holds. */
export const backupAnswer = Type.Object({
  file: Type.String(),
  projects: Type.Integer(),
  changes: Type.Integer(),
})

export const backupCommand = command({
  name: 'backup',
  usage: 'backup FILE [--json]',
  words: { zh: '备份数据库（服务运行时也可以）', en: 'Back the database up, also while the server runs' },
  flags: {},
  input: Type.Object({ file: Type.String() }),
  output: backupAnswer,
  read: typed => ({
    file: typed.resolve(
      onlyPositional(typed, { zh: '需要一个备份文件名', en: 'one file to write is needed' }),
    ),
  }),
  run: ({ analytics }, { file }) => analytics.backup(file),
  print: ({ file, projects, changes }, language) =>
    language === 'zh'
      ? `已备份到 ${file}：${projects} 个项目，${changes} 条变更`
      : `Backed up to ${file}: ${projects} projects, ${changes} changes`,
})
