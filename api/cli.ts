import { dirname } from 'node:path'
import { runCli } from './cli-run.ts'

process.exitCode = await runCli(process.argv.slice(2), dirname(import.meta.dirname))
