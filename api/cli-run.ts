import { describeProblem, AppError } from '#model/problems.ts'
import packageFile from '../package.json' with { type: 'json' }
import { runCommandLine } from './commands/run-command-line.ts'
import { readSettings, type Settings } from './config.ts'

/** Runs what was typed after `plumbline` in this process, with the project's folder given; the exit code. */
export async function runCli(parameters: readonly string[], root: string): Promise<number> {
  // Standard output belongs to answers; what libraries print there goes to standard error.
  console.log = console.error
  const settings = settingsOrNull(parameters)
  if (settings === null) return 1
  return runCommandLine(parameters, {
    print: text => process.stdout.write(`${text}\n`),
    say: text => process.stderr.write(`${text}\n`),
    logStream: process.stderr,
    folder: process.cwd(),
    root,
    version: packageFile.version,
    now: () => new Date().toISOString(),
    settings,
  })
}

/** Null when they are wrong, which is then said. */
function settingsOrNull(parameters: readonly string[]): Settings | null {
  try {
    return readSettings()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const message = describeProblem(error, 'zh')
    if (parameters.includes('--json'))
      process.stdout.write(`${JSON.stringify({ error: { code: error.code, message, at: error.at } })}\n`)
    else process.stderr.write(`${message}\n`)
    return null
  }
}
