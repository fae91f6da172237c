import { homedir, platform, userInfo } from 'node:os'
import { isAbsolute, join, resolve } from 'node:path'
import type { Language } from '#model/contract.ts'
import { AppError } from '#model/problems.ts'

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

export interface Settings {
  /** Null: 3000, or the next free port. */
  port: number | null
  host: string
  /** Certificates and the default database live here, never in the project's tree. */
  dataFolder: string
  database: string
  logLevel: (typeof logLevels)[number]
  language: Language
  /** Who acts when the command line does. */
  userName: string
}

/** Each setting's variable, what it may be, and whether it is. A schema would do, but the checker costs a fifth of a second at every start. */
const declared: {
  [K in keyof Settings]: [variable: string, expected: string, isValid: (value: Settings[K]) => boolean]
} = {
  port: ['PLUMBLINE_PORT', '0–65535', port => port === null || isPort(port)],
  host: ['PLUMBLINE_HOST', 'localhost, 0.0.0.0, …', host => host !== ''],
  dataFolder: ['PLUMBLINE_DATA', 'FOLDER', folder => folder !== ''],
  database: ['PLUMBLINE_DB', 'FILE', file => file !== ''],
  logLevel: ['PLUMBLINE_LOG', logLevels.join(', '), level => logLevels.includes(level)],
  language: ['PLUMBLINE_LANGUAGE', 'zh, en', language => language === 'zh' || language === 'en'],
  userName: ['PLUMBLINE_USER', 'NAME', name => name.trim() !== ''],
}

/** The settings as the environment has them, else their defaults. Throws `setting-invalid` naming the variable. */
export function readSettings(environment: NodeJS.ProcessEnv = process.env): Settings {
  const dataFolder = absolute(environment['PLUMBLINE_DATA']) ?? defaultDataFolder(environment)
  const found: Settings = {
    port: portOf(environment['PLUMBLINE_PORT']),
    host: environment['PLUMBLINE_HOST'] ?? 'localhost',
    dataFolder,
    database: absolute(environment['PLUMBLINE_DB']) ?? join(dataFolder, 'plumbline.duckdb'),
    logLevel:
      (environment['PLUMBLINE_LOG'] as Settings['logLevel']) ?? (process.stderr.isTTY ? 'warn' : 'info'),
    language: languageOf(environment),
    userName: environment['PLUMBLINE_USER'] ?? systemUser(),
  }
  for (const name of Object.keys(declared) as (keyof Settings)[]) check(name, found[name])
  return found
}

/** True for a number that a port can have; 0 lets the system choose. */
export function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 0 && port <= 65535
}

function check<K extends keyof Settings>(name: K, value: Settings[K]): void {
  const [setting, expected, isValid] = declared[name]
  if (!isValid(value)) throw new AppError('setting-invalid', { setting, value: String(value), expected })
}

function portOf(text: string | undefined): number | null {
  return text === undefined ? null : Number(text || Number.NaN)
}

function absolute(path: string | undefined): string | null {
  if (!path) return null
  return isAbsolute(path) ? path : resolve(path)
}

function defaultDataFolder(environment: NodeJS.ProcessEnv): string {
  switch (platform()) {
    case 'win32':
      return join(environment['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'Plumbline')
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support', 'Plumbline')
    default:
      return join(environment['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'plumbline')
  }
}

/** Chinese unless the environment asks for English. */
function languageOf(environment: NodeJS.ProcessEnv): Settings['language'] {
  const asked = environment['PLUMBLINE_LANGUAGE']
  if (asked !== undefined) return asked as Settings['language']
  const locale = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || ''
  return locale.toLowerCase().startsWith('en') ? 'en' : 'zh'
}

/** A container may run under a user that has no name. */
function systemUser(): string {
  try {
    return userInfo().username || 'owner'
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_SYSTEM_ERROR') return 'owner'
    throw cause
  }
}
