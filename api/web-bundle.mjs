import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, say } from './packages.mjs'

const sources = [
  'addin',
  'workbench',
  'analytics/model',
  'analytics/calc',
  'package.json',
  'package-lock.json',
  'vite.config.ts',
]
const stamp = join(root, 'dist/web/.built-from')

/** Builds the pages into dist/web unless they were built from the sources as they are; false when Vite refused. */
export function buildWebBundle() {
  const hash = hashSources()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return true
  say('正在构建网页……', 'Building the pages ...')
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const { status } = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  })
  if (status !== 0) return false
  writeFileSync(stamp, hash)
  return true
}

function hashSources() {
  const hash = createHash('sha256')
  for (const file of sources.flatMap(filesUnder))
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
      .update('\0')
  return hash.digest('hex')
}

function filesUnder(path) {
  if (!existsSync(join(root, path))) return []
  if (statSync(join(root, path)).isFile()) return [path]
  return readdirSync(join(root, path), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(entry => filesUnder(`${path}/${entry.name}`))
}
