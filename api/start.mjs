/** `npm start`: installs what is missing, builds the pages when they are old, then runs the server in this terminal. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { installPackages, requireNode, root, say } from './packages.mjs'
import { buildWebBundle } from './web-bundle.mjs'

requireNode()
installPackages()
if (!buildWebBundle()) {
  say('网页构建失败，原因见上。', 'The pages could not be built; the reason is above.')
  process.exit(1)
}

const server = spawn(
  process.execPath,
  ['--import', 'tsx', join(root, 'api/cli.ts'), 'start', ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: 'inherit',
  },
)
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal))
process.on('SIGINT', () => {
  // A terminal sends Ctrl+C to the server as well; a second one would cut its graceful stop short.
  if (!process.stdin.isTTY) server.kill('SIGINT')
})
server.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
