/** What can happen to the database file. */
export const storeProblems = {
  'disk-full': {
    status: 507,
    severity: 'error',
    zh: '磁盘已满，未能写入 {file}。已保存的数据没有丢失；请腾出空间后重试。',
    en: 'The disk is full; {file} could not be written. What was saved is not lost: free some space and try again.',
  },
  'database-locked': {
    status: 409,
    severity: 'error',
    zh: '数据库 {file} 正被另一个程序使用（进程 {holder}）。请先关闭它，或用 --db 指定另一个文件。',
    en: 'Database {file} is in use by another program (process {holder}). Close it first, or name another file with --db.',
  },
  'database-newer': {
    status: 409,
    severity: 'error',
    zh: '数据库 {file} 由更新版本的程序写成（版本 {found}，本程序为 {known}）。请升级程序；文件未作任何改动。',
    en: 'Database {file} was written by a newer version ({found}; this program knows {known}). Update the program; the file was not changed.',
  },
  'database-damaged': {
    status: 500,
    severity: 'error',
    zh: '数据库 {file} 已损坏或不是数据库文件，文件未作任何改动。请用 plumbline restore 恢复备份。',
    en: 'Database {file} is damaged or no database at all; it was not changed. Bring back a backup with plumbline restore.',
  },
  'database-not-ours': {
    status: 409,
    severity: 'error',
    zh: '文件 {file} 是其他程序的数据库（含表 {tables}）。请用 --db 指定另一个文件。',
    en: 'File {file} is a database of another program (it holds tables {tables}). Name another file with --db.',
  },
  'database-not-writable': {
    status: 500,
    severity: 'error',
    zh: '无法打开或写入 {file}。请检查文件夹是否存在以及您的权限。',
    en: '{file} cannot be opened or written. Check that its folder exists and that you may write there.',
  },
  'migration-altered': {
    status: 409,
    severity: 'error',
    zh: '数据库 {file} 的迁移 {migration} 与本程序的不同，不能安全打开。请用写成它的程序版本打开，或恢复备份。',
    en: "Migration {migration} of database {file} differs from this program's and it cannot be opened safely. Use the version that wrote it, or restore a backup.",
  },
  'backup-exists': {
    status: 409,
    severity: 'error',
    zh: '文件 {file} 已存在，未覆盖。请换一个文件名，或先移走它。',
    en: 'File {file} already exists and was not overwritten. Choose another name, or move it away first.',
  },
  'restore-target-exists': {
    status: 409,
    severity: 'error',
    zh: '数据库 {file} 已存在，未恢复。请先移走该文件，或换一个文件。',
    en: 'Database {file} already exists and was not replaced. Move it away, or use another file.',
  },
  'backup-not-found': {
    status: 404,
    severity: 'error',
    zh: '找不到备份文件 {file}。请核对路径和文件名。',
    en: 'Backup file {file} was not found. Check path and name.',
  },
  'row-not-storable': {
    status: 500,
    severity: 'error',
    zh: '“{table}”的字段“{field}”不能保存值“{value}”。请改正该值。',
    en: 'Field {field} of {table} cannot hold the value "{value}". Correct the value.',
  },
  'store-failed': {
    status: 500,
    severity: 'error',
    zh: '数据库 {file} 未能完成操作，数据未作任何改动。详情见日志。请重试；若再次出现，请联系管理员。',
    en: 'Database {file} could not complete the operation; nothing was changed. See the log for details. Try again, and tell your administrator if it recurs.',
  },
} as const
