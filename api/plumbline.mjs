#!/usr/bin/env node
/** The `plumbline` program: installs what is missing, answers from files in this process, and runs every other command as api/cli.ts
 *  under tsx in the caller's folder. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isFileProgramCurrent, loadFileProgram } from './file-program.mjs'
import { installPackages, requireNode, root } from './packages.mjs'

const parameters = process.argv.slice(2)

requireNode()
if (!isFileProgramCurrent()) installPackages()
const answered = await answerFromFiles()
if (answered === null) {
  installPackages()
  runCli()
} else process.exitCode = answered

async function answerFromFiles() {
  if (!parameters.slice(1).some(parameter => existsSync(parameter))) return null
  const program = loadFileProgram()
  if (program === null) return null
  const code = await program.answerFromFiles(parameters, root)
  if (code !== null) program.keepCompiled()
  return code
}

function runCli() {
  const cli = fileURLToPath(new URL('cli.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), cli, ...parameters], {
    stdio: 'inherit',
  })
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  process.on('SIGINT', () => {
    if (!process.stdin.isTTY) child.kill('SIGINT')
  })
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
}
