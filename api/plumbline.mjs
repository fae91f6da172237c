#!/usr/bin/env node
/** The `plumbline` program: installs what is missing, then runs api/cli.ts under tsx in the caller's folder. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { installPackages, requireNode } from './packages.mjs'

requireNode()
installPackages()

const cli = fileURLToPath(new URL('cli.ts', import.meta.url))
const child = spawn(
  process.execPath,
  ['--import', import.meta.resolve('tsx'), cli, ...process.argv.slice(2)],
  { stdio: 'inherit' },
)
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
process.on('SIGINT', () => {
  if (!process.stdin.isTTY) child.kill('SIGINT')
})
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
