/** Builds the WebAssembly kernels of analytics/calc/kernels from their AssemblyScript and writes them beside it as base64, since the core
 *  reads no files. `--check` builds and compares without writing. The compiler (94 MB with its optimiser) is fetched by npm for the run and
 *  is no dependency; PLUMBLINE_ASC names one that is there already. */
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

const compiler = 'assemblyscript@0.28.20'
const flags = [
  '--config',
  'none',
  '-O3',
  '--noAssert',
  '--runtime',
  'stub',
  '--enable',
  'simd',
  '--importMemory',
]
const kernels = join(import.meta.dirname, '../analytics/calc/kernels')
const isCheck = process.argv.includes('--check')
const folder = mkdtempSync(join(tmpdir(), 'kernels-'))
const asc = process.env.PLUMBLINE_ASC ?? fetchCompiler()
let differing = 0
try {
  const sources = readdirSync(kernels).filter(file => file.endsWith('.as'))
  if (sources.length === 0) throw new Error(`There is no .as file in ${kernels}.`)
  for (const source of sources) build(basename(source, '.as'))
} finally {
  rmSync(folder, { recursive: true })
}
process.exit(differing === 0 ? 0 : 1)

function build(name) {
  // The compiler takes files that end in .ts only, which the project's own checks would take for TypeScript.
  copyFileSync(join(kernels, `${name}.as`), join(folder, `${name}.ts`))
  const { status, stderr } = spawnSync(asc, [`${name}.ts`, ...flags, '--outFile', `${name}.wasm`], {
    cwd: folder,
    encoding: 'utf8',
  })
  if (status !== 0) {
    console.error(stderr)
    process.exit(2)
  }
  const bytes = readFileSync(join(folder, `${name}.wasm`))
  const target = join(kernels, `${name}-wasm.ts`)
  const text = [
    `/** Built from ${name}.as by .ci/build-kernels.mjs; ${bytes.length} bytes. */`,
    `export const ${name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase())}Wasm =`,
    `  '${bytes.toString('base64')}'`,
    '',
  ].join('\n')
  if (!isCheck) writeFileSync(target, text)
  else if (readFileSync(target, 'utf8') !== text) {
    differing++
    console.error(`${name}-wasm.ts is not what ${name}.as gives: run node .ci/build-kernels.mjs`)
  }
  console.log(JSON.stringify({ kernel: name, bytes: bytes.length }))
}

/** Path of the compiler in npm's cache; fetched once for all kernels. Exits with 2 where it cannot be had. */
function fetchCompiler() {
  const { status, stdout, stderr } = spawnSync(
    'npm',
    ['exec', '--yes', `--package=${compiler}`, '--', 'which', 'asc'],
    { encoding: 'utf8' },
  )
  if (status === 0) return stdout.trim()
  console.error(stderr)
  process.exit(2)
}
