import { dirname } from 'node:path'
import { describeProblem, AppError } from '#model/problems.ts'
import packageFile from '../package.json' with { type: 'json' }
import { runCommandLine } from './commands/run-command-line.ts'
import { readSettings, type Settings } from './config.ts'

// Standard output belongs to answers; what libraries print there goes to standard error.
console.log = console.error

const settings = settingsOrLeave()
process.exitCode = await runCommandLine(process.argv.slice(2), {
  print: text => process.stdout.write(`${text}\n`),
  say: text => process.stderr.write(`${text}\n`),
  logStream: process.stderr,
  folder: process.cwd(),
  root: dirname(import.meta.dirname),
  version: packageFile.version,
  now: () => new Date().toISOString(),
  settings,
})

function settingsOrLeave(): Settings {
  try {
    return readSettings()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const message = describeProblem(error, 'zh')
    if (process.argv.includes('--json'))
      process.stdout.write(`${JSON.stringify({ error: { code: error.code, message, at: error.at } })}\n`)
    else process.stderr.write(`${message}\n`)
    process.exit(1)
  }
}
