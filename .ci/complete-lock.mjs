/**
 * Adds to package-lock.json the optional packages of other platforms that a registry did not offer when the lock was
 * written; without them `npm ci` refuses the lock. Their version is the exact one their parent asks for. Run it after
 * `npm install`: `node .ci/complete-lock.mjs`.
 */
import { readFileSync, writeFileSync } from 'node:fs'

const file = `${import.meta.dirname}/../package-lock.json`
const lock = JSON.parse(readFileSync(file, 'utf8'))
const added = []
const systems = new Set([
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
])
const processors = new Set([
  'arm',
  'arm64',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'wasm32',
  'x64',
  'universal',
])

for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isLocked(path, name)) continue
    const platform = platformOf(name)
    if (!platform) {
      console.error(`${name} (wanted by ${path}) names no platform; add it by hand`)
      process.exitCode = 1
      continue
    }
    const flags = entry.dev ? { dev: true } : {}
    lock.packages[`node_modules/${name}`] = { version, ...platform, ...flags, optional: true }
    added.push(name)
  }
}

const { '': root, ...packages } = lock.packages
const sorted = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en')))
lock.packages = { '': root, ...sorted }
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
console.log(`${added.length} packages added to package-lock.json`)

function isLocked(path, name) {
  for (let at = path; at; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (lock.packages[`${at}/node_modules/${name}`]) return true
  }
  return lock.packages[`node_modules/${name}`] !== undefined
}

function platformOf(name) {
  const words = name.split(/[/-]/)
  const os = words.find(word => systems.has(word))
  const cpu = words.find(word => processors.has(word))
  if (cpu === 'wasm32') return { cpu: ['wasm32'] }
  if (name === 'fsevents') return { os: ['darwin'] }
  if (!os) return null
  const libc = words.some(word => word.startsWith('musl'))
    ? 'musl'
    : words.some(word => word.startsWith('gnu'))
      ? 'glibc'
      : null
  return {
    ...(cpu && cpu !== 'universal' ? { cpu: [cpu] } : {}),
    ...(libc && os === 'linux' ? { libc: [libc] } : {}),
    os: [os],
  }
}
