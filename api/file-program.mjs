import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { Script } from 'node:vm'
import { root, say } from './packages.mjs'

const folder = join(root, 'dist/cli')
const stampFile = join(folder, 'built-from.json')
const packages = [
  'package.json',
  'package-lock.json',
  'node_modules/.package-lock.json',
  'api/file-program.mjs',
]
/** What the program never reaches: the database, the server and what learns from whole folders. */
const leftOut = [
  '@duckdb/*',
  'fastify',
  '@fastify/*',
  'piscina',
  './start.ts',
  '../sessions.ts',
  '*/open-analytics.ts',
  '*/restore-analytics.ts',
  '*/forecast-cases.ts',
]

/** The program that answers from files alone, built into one file when its sources have changed; null where it cannot be
 *  built or written, which is said. */
export function loadFileProgram() {
  try {
    const name = current() ?? build()
    const source = join(folder, `${name}.cjs`)
    const compiled = join(folder, `${name}.${process.versions.v8}.bin`)
    const script = new Script(readFileSync(source, 'utf8'), {
      filename: source,
      ...(existsSync(compiled) ? { cachedData: readFileSync(compiled) } : {}),
    })
    const module = { exports: {} }
    script.runInThisContext()(createRequire(source), module, module.exports)
    const isCompiled = script.cachedDataRejected === false
    return {
      answerFromFiles: module.exports.answerFromFiles,
      /** Keeps the functions that an answer made V8 compile, so that the next start need not. */
      keepCompiled: () => (isCompiled ? undefined : writeWhole(compiled, script.createCachedData())),
    }
  } catch (error) {
    say(
      `快速启动文件无法构建，改用较慢的方式：${error.message}`,
      `The quick program could not be built, so this start is slower: ${error.message}`,
    )
    return null
  }
}

/** True when the program was built from the sources and packages as they are. */
export function isFileProgramCurrent() {
  return current() !== null
}

let known

/** The name of the built file when every source still is as it was; looked up once. */
function current() {
  known ??= { name: findCurrent() }
  return known.name
}

function findCurrent() {
  if (!existsSync(stampFile)) return null
  const { name, sources } = JSON.parse(readFileSync(stampFile, 'utf8'))
  const isSame = Object.entries(sources).every(([file, state]) => stateOf(file) === state)
  return isSame && existsSync(join(folder, `${name}.cjs`)) ? name : null
}

function stateOf(file) {
  const found = statSync(join(root, file), { throwIfNoEntry: false })
  return found ? `${found.mtimeMs} ${found.size}` : null
}

function build() {
  const tools = createRequire(createRequire(import.meta.url).resolve('tsx'))
  const { outputFiles, metafile } = tools('esbuild').buildSync({
    absWorkingDir: root,
    entryPoints: ['api/cli-files.ts'],
    bundle: true,
    write: false,
    metafile: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    minify: true,
    external: leftOut,
    logLevel: 'silent',
    banner: { js: '(function (require, module, exports) {' },
    footer: { js: '})' },
  })
  const { text } = outputFiles[0]
  const own = Object.keys(metafile.inputs).filter(file => !file.startsWith('node_modules/'))
  const sources = Object.fromEntries([...own, ...packages].map(file => [file, stateOf(file)]))
  const name = createHash('sha256').update(text).digest('hex').slice(0, 16)
  mkdirSync(folder, { recursive: true })
  writeWhole(join(folder, `${name}.cjs`), text)
  writeWhole(stampFile, JSON.stringify({ name, sources }))
  for (const file of readdirSync(folder))
    if (/^[0-9a-f]{16}\./.test(file) && !file.startsWith(name)) rmSync(join(folder, file), { force: true })
  return name
}

/** Another process may be reading. */
function writeWhole(file, text) {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, text)
  renameSync(draft, file)
}
