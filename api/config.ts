import { homedir, platform, userInfo } from 'node:os'
import { isAbsolute, join, resolve } from 'node:path'
import { type Static, Type } from 'typebox'
import { Check } from 'typebox/value'
import { language } from '#model/contract.ts'
import { AppError } from '#model/problems.ts'

export const settings = Type.Object({
  /** Null: 3000, or the next free port. */
  port: Type.Union([Type.Integer({ minimum: 0, maximum: 65535 }), Type.Null()]),
  host: Type.String({ minLength: 1 }),
  /** Certificates and the default database live here, never in the project's tree. */
  dataFolder: Type.String({ minLength: 1 }),
  database: Type.String({ minLength: 1 }),
  logLevel: Type.Enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
  language,
  /** Who acts when the command line does. */
  userName: Type.String({ minLength: 1 }),
})
export type Settings = Static<typeof settings>

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
  for (const [name, variable, expected] of variables)
    if (!Check(settings.properties[name], found[name]))
      throw new AppError('setting-invalid', { setting: variable, value: String(found[name]), expected })
  return found
}

const variables: [keyof Settings, string, string][] = [
  ['port', 'PLUMBLINE_PORT', '0–65535'],
  ['host', 'PLUMBLINE_HOST', 'localhost, 0.0.0.0, …'],
  ['database', 'PLUMBLINE_DB', 'FILE'],
  ['dataFolder', 'PLUMBLINE_DATA', 'FOLDER'],
  ['logLevel', 'PLUMBLINE_LOG', 'fatal, error, warn, info, debug, trace, silent'],
  ['language', 'PLUMBLINE_LANGUAGE', 'zh, en'],
  ['userName', 'PLUMBLINE_USER', 'NAME'],
]

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
