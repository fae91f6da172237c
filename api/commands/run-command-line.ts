import { describeCause } from '#model/describe-cause.ts'
import { resolve } from 'node:path'
import { parseArgs, type ParseArgsConfig } from 'node:util'
import type { Language } from '#model/contract.ts'
import { AppError, describeProblem, type Problem } from '#model/problems.ts'
import { AnsweredProblem } from '../ask-server.ts'
import type { Settings } from '../config.ts'
import type { Typed } from './command.ts'
import { commandHelp, overallHelp } from './help.ts'
import { backtest, forecastCases, historyFlags } from './learn-from-folder.ts'
import { printRestored, restore } from './restore.ts'
import { runStoredCommand } from './run-stored-command.ts'
import { storedCommands } from './stored-commands.ts'
import type { Terminal } from './terminal.ts'
import { typingMistake } from './typing-mistake.ts'

type Flags = NonNullable<ParseArgsConfig['options']>

const everywhere: Flags = {
  db: { type: 'string' },
  json: { type: 'boolean' },
  language: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
}
const startFlags: Flags = {
  port: { type: 'string' },
  host: { type: 'string' },
  'no-open': { type: 'boolean' },
  'local-sign-in': { type: 'boolean' },
  excel: { type: 'boolean' },
}

/** Runs what was typed after `plumbline`. The exit code: 0 done, 1 failed, 2 typed wrongly. With `--json` exactly one document is printed, also on failure. */
export async function runCommandLine(parameters: readonly string[], given: Terminal): Promise<number> {
  const asked = askedLanguage(parameters)
  const language = isLanguage(asked) ? asked : given.settings.language
  const terminal = { ...given, settings: { ...given.settings, language } }
  const asJson = parameters.includes('--json')
  try {
    if (asked !== null && !isLanguage(asked)) throw unknownLanguage(asked)
    const output = await answer(parameters, terminal)
    if (output !== null) terminal.print(output)
    return 0
  } catch (error) {
    const failure = describeFailure(error, parameters[0] ?? '', language)
    if (asJson) terminal.print(JSON.stringify({ error: failure }))
    else terminal.say(failure.message)
    if (failure.code === 'command-failed') terminal.say((error as Error).stack ?? '')
    return failure.code === 'usage-wrong' ? 2 : 1
  }
}

/** True for a command whose answer comes from files alone. What is typed wrongly is left to `runCommandLine`. */
export function needsFilesOnly([name, ...rest]: readonly string[], folder: string): boolean {
  const command = storedCommands.find(known => known.name === name)
  if (!command?.runFree) return false
  try {
    const typed = parse(rest, command.flags, folder)
    return typed.values['help'] !== true && command.isFree?.(command.read(typed)) === true
  } catch (error) {
    if (error instanceof AppError) return false
    throw error
  }
}

async function answer(parameters: readonly string[], terminal: Terminal): Promise<string | null> {
  const { language } = terminal.settings
  const [name, ...rest] = parameters
  if (name === '--help' || name === '-h' || name === 'help') return overallHelp(language)
  if (name === undefined || name.startsWith('-')) throw unknownCommand(name ?? '')
  if (name === 'start') {
    const typed = parse(rest, startFlags, terminal.folder)
    if (typed.values['help']) return commandHelp('start', language)
    const { start } = await import('./start.ts')
    await start(typed, { ...terminal, settings: withDatabase(terminal.settings, typed) })
    return null
  }
  const hasFolder = rest.some(word => word.startsWith('--history'))
  if ((name === 'backtest' && hasFolder) || (name === 'forecast' && rest.includes('--cases'))) {
    const typed = parse(rest, historyFlags, terminal.folder)
    return name === 'backtest' ? backtest(typed) : forecastCases(typed, terminal)
  }
  if (name === 'restore') {
    const typed = parse(rest, {}, terminal.folder)
    if (typed.values['help']) return commandHelp(name, language)
    const output = await restore(typed, withDatabase(terminal.settings, typed).database)
    return typed.values['json'] ? JSON.stringify(output) : printRestored(output, language)
  }
  const command = storedCommands.find(known => known.name === name)
  if (!command) throw unknownCommand(name)
  const typed = parse(rest, command.flags, terminal.folder)
  if (typed.values['help']) return commandHelp(name, language)
  const output = await runStoredCommand(command, command.read(typed), {
    ...terminal,
    settings: withDatabase(terminal.settings, typed),
  })
  return typed.values['json'] ? JSON.stringify(output) : command.print(output, language)
}

function parse(parameters: string[], flags: Flags, folder: string): Typed {
  try {
    const { values, positionals } = parseArgs({
      args: parameters,
      options: { ...everywhere, ...flags },
      allowPositionals: true,
    })
    return {
      values: values as Typed['values'],
      positionals,
      resolve: path => resolve(folder, path),
    }
  } catch (cause) {
    if (!((cause as NodeJS.ErrnoException).code ?? '').startsWith('ERR_PARSE_ARGS')) throw cause
    throw new AppError('usage-wrong', { reason: typingMistake(cause as Error) }, { cause })
  }
}

/** What follows `--language`; null where it is not typed, or as the last word, which `parse` refuses. */
function askedLanguage(parameters: readonly string[]): string | null {
  const joined = parameters.find(word => word.startsWith('--language='))
  if (joined !== undefined) return joined.slice('--language='.length)
  const place = parameters.indexOf('--language')
  return place < 0 ? null : (parameters[place + 1] ?? null)
}

function isLanguage(text: string | null): text is Language {
  return text === 'zh' || text === 'en'
}

function unknownLanguage(asked: string): AppError {
  return new AppError('usage-wrong', {
    reason: {
      zh: `--language 只能为 zh 或 en，不能为“${asked}”`,
      en: `--language is zh or en, not "${asked}"`,
    },
  })
}

function withDatabase(settings: Settings, typed: Typed): Settings {
  const file = typed.values['db']
  return typeof file === 'string' ? { ...settings, database: typed.resolve(file) } : settings
}

function unknownCommand(name: string): AppError {
  const reason =
    name === ''
      ? { zh: '缺少命令', en: 'a command is missing' }
      : { zh: `没有命令“${name}”`, en: `there is no command "${name}"` }
  return new AppError('usage-wrong', { reason })
}

/** The `error` of the JSON document: a coded problem's own text, or what stopped the program. */
function describeFailure(
  error: unknown,
  command: string,
  language: Language,
): { code: string; message: string; at: NonNullable<Problem['at']> } {
  if (error instanceof AnsweredProblem)
    return { code: error.body.code, message: error.body.detail, at: error.body.at ?? {} }
  const problem: Problem =
    error instanceof AppError
      ? error
      : { code: 'command-failed', data: { command, reason: describeCause(error) } }
  return { code: problem.code, message: describeProblem(problem, language), at: problem.at ?? {} }
}
