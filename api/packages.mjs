import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The project's root. */
export const root = dirname(import.meta.dirname)

/** Leaves with a message when this Node cannot run the project: 20.20 or newer, 22.12 or newer of the 22 line. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 20)) return
  stop(
    `需要 Node.js 20.20 或更高版本（22 系列须 22.12 以上），当前为 ${process.versions.node}。请升级后重试。`,
    `Node.js 20.20 or newer (22.12 in the 22 line) is needed; this is ${process.versions.node}. Please update it and try again.`,
  )
}

/** Installs the packages of package-lock.json with `npm ci` when one is missing or of another version. */
export function installPackages() {
  const stale = firstStalePackage()
  if (stale === null) return
  say(`正在安装依赖包（${stale}）……`, `Installing packages (${stale}) ...`)
  const { status } = runNpm(['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  if (status !== 0 || firstStalePackage() !== null) {
    stop(
      '依赖包安装失败：请看上面 npm 的提示，检查网络和 npm 的 registry 设置后重试。',
      'The packages could not be installed: see what npm says above, check the network and the registry npm is set to, and try again.',
    )
  }
}

/** Prints a line in both languages on stderr. */
export function say(zh, en) {
  console.error(`${zh}\n${en}`)
}

function stop(zh, en) {
  say(zh, en)
  process.exit(1)
}

/** What npm wrote down after its last install, compared with the lock; null when they agree. */
function firstStalePackage() {
  const installed = join(root, 'node_modules/.package-lock.json')
  if (!existsSync(installed)) return 'node_modules'
  const there = JSON.parse(readFileSync(installed, 'utf8')).packages
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  for (const [path, entry] of Object.entries(wanted)) {
    if (!path.startsWith('node_modules/') || entry.link || (entry.optional && !there[path])) continue
    if (there[path]?.version !== entry.version)
      return `${path.slice('node_modules/'.length)} ${entry.version}`
  }
  return null
}

function runNpm(args) {
  const npm = process.env.npm_execpath
  const options = { cwd: root, stdio: ['ignore', 2, 2] }
  if (npm?.endsWith('.js')) return spawnSync(process.execPath, [npm, ...args], options)
  return spawnSync('npm', args, { ...options, shell: process.platform === 'win32' })
}
