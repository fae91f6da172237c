import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = dirname(import.meta.dirname)
const oxlint = join(root, 'node_modules/oxlint/bin/oxlint')

const imports = 'no-restricted-imports'
const globals = 'no-restricted-globals'

/** Each seed breaks one rule: path in the tree, text, the rule that must refuse it. */
const violations: [path: string, text: string, rule: string][] = [
  ...walls('analytics/model', [
    '#calc/a.ts',
    '../calc/a.ts',
    '#store/a.ts',
    '#jobs/a.ts',
    '#api/a.ts',
    '#analytics',
  ]),
  ...walls('analytics/model', ['node:fs', '@duckdb/node-api', 'fastify', 'pure-rand/generator/mersenne']),
  ...walls('analytics/calc', [
    '#store/a.ts',
    '../store/a.ts',
    '#jobs/a.ts',
    '#interchange/a.ts',
    '#report/a.ts',
  ]),
  ...walls('analytics/calc', ['#addin/a.ts', '../../addin/a.ts', '#workbench/a.ts', 'node:crypto', 'react']),
  ...walls('analytics/store', [
    '#calc/a.ts',
    '../calc/a.ts',
    '#jobs/a.ts',
    '#interchange/a.ts',
    '#report/a.ts',
  ]),
  ...walls('analytics/store', ['../../api/a.ts', 'fastify', 'node:process']),
  ...walls('analytics/jobs', [
    '#api/a.ts',
    '../../api/a.ts',
    '#addin/a.ts',
    '@duckdb/node-api',
    '#analytics',
  ]),
  ...walls('analytics/interchange', [
    '#store/a.ts',
    '#jobs/a.ts',
    '../report/a.ts',
    'node:fs',
    '@duckdb/node-api',
  ]),
  ...walls('analytics/samples', [
    '#store/a.ts',
    '../store/a.ts',
    '#jobs/a.ts',
    '#interchange/a.ts',
    '../report/a.ts',
  ]),
  ...walls('analytics/samples', ['node:fs', '@duckdb/node-api', 'hucre']),
  ...walls('analytics/model', ['#samples/a.ts', '../samples/a.ts']),
  ...walls('analytics/calc', ['#samples/a.ts', '../samples/a.ts']),
  ...walls('analytics/store', ['#samples/a.ts', '../samples/a.ts']),
  ...walls('analytics/interchange', ['#samples/a.ts', '../samples/a.ts']),
  ...walls('analytics/report', ['#samples/a.ts', '../samples/a.ts']),
  ...walls('analytics/report', [
    '#store/a.ts',
    '../store/a.ts',
    '#interchange/a.ts',
    'node:fs',
    '@duckdb/node-api',
  ]),
  ...walls('api', [
    '#store/a.ts',
    '../analytics/store/a.ts',
    '#jobs/a.ts',
    '#calc/a.ts',
    '#interchange/a.ts',
  ]),
  ...walls('api', ['#addin/a.ts', '../addin/a.ts', '../workbench/a.ts', '@duckdb/node-api', 'node:process']),
  ...walls('addin/sync', [
    '#store/a.ts',
    '../../analytics/jobs/a.ts',
    '#report/a.ts',
    '#analytics',
    '#api/a.ts',
  ]),
  ...walls('addin/excel', [
    '../../api/a.ts',
    '#workbench/a.ts',
    '../../workbench/a.ts',
    'node:fs',
    '@univerjs/core',
  ]),
  ...walls('workbench/grid', [
    '#model/a.ts',
    '../../analytics/calc/a.ts',
    '#addin/a.ts',
    '../../addin/a.ts',
    '#api/a.ts',
  ]),
  ['analytics/jobs/level.worker.ts', `import '#store/a.ts'`, imports],
  ['analytics/jobs/import.worker.ts', `import './level.ts'`, imports],
  ['analytics/jobs/report.worker.ts', `import '#report/a.ts'`, imports],
  ['analytics/jobs/file.worker.ts', `import 'node:fs/promises'`, imports],
  ['analytics/index.ts', `export * from './store/a.ts'`, imports],

  ['analytics/model/now.ts', 'export const now = () => new Date()', globals],
  ['analytics/samples/today.ts', 'export const today = () => Date.now()', globals],
  ['analytics/samples/dice.ts', 'export const dice = () => Math.random()', 'no-restricted-properties'],
  ['analytics/calc/today.ts', 'export const today = () => Date.now()', globals],
  ['analytics/calc/elapsed.ts', 'export const elapsed = () => performance.now()', globals],
  ['analytics/calc/identity.ts', 'export const identity = () => crypto.randomUUID()', globals],
  ['analytics/calc/dice.ts', 'export const dice = () => Math.random()', 'no-restricted-properties'],
  ['analytics/model/settings.ts', 'export const home = process.env.HOME', globals],
  ['analytics/jobs/settings.ts', 'export const home = process.env.HOME', globals],
  ['api/routes/settings.ts', 'export const home = process.env.HOME', globals],
  ['addin/pane/run.ts', 'export const run = () => Excel.run', globals],
  ['addin/main.ts', 'export const ready = () => Office.onReady()', globals],
  ['addin/functions/other.ts', `CustomFunctions.associate('A', () => 1)`, globals],
  [
    'addin/sync/failed.ts',
    'export const failed = (e: unknown) => e instanceof OfficeExtension.Error',
    globals,
  ],
  ['workbench/host.ts', 'export const host = () => Office.context', globals],
  ['addin/functions/functions.ts', 'export const run = () => Excel.run', globals],

  ['addin/excel/read.ts', readBeforeLoad(), 'office-addins(load-object-before-read)'],
  ['addin/excel/loop.ts', syncInLoop(), 'office-addins(no-context-sync-in-loop)'],
  ['analytics/calc/long.ts', 'export {}\n'.repeat(401), 'max-lines'],
  ['api/default.ts', 'export default 1', 'no-default-export'],
  ['api/any.ts', 'export const bag: any = 1', 'no-explicit-any'],
  ['api/log.ts', `console.log('seen')`, 'no-console'],
  ['api/swallow.ts', 'try { JSON.parse("x") } catch {}', 'no-empty'],
  ['api/ignore.ts', '// @ts-ignore\nexport const one: string = 1', 'ban-ts-comment'],
  ['api/floating.ts', 'async function save() {}\nexport function go() { save() }', 'no-floating-promises'],
  ['api/switch.ts', switchWithHole(), 'switch-exhaustiveness-check'],
  ['analytics/store/circle.ts', `import { b } from './circle-back.ts'\nexport const a = () => b`, 'no-cycle'],
]

const clean: Seed[] = [
  ['analytics/model/days.ts', 'export const day = (n: number) => new Date(n)'],
  [
    'analytics/model/a.ts',
    `import { Type } from 'typebox'\nimport { day } from './days.ts'\nexport const a = [Type, day]`,
  ],
  [
    'analytics/model/entities/b.ts',
    `import { a } from '../a.ts'\nimport { day } from '#model/days.ts'\nexport const b = [a, day]`,
  ],
  [
    'analytics/calc/a.ts',
    `import { a } from '#model/a.ts'\nimport { quantile } from 'simple-statistics'\nexport const c = [a, quantile]`,
  ],
  [
    'analytics/store/a.ts',
    `import { a } from '#model/a.ts'\nimport { DuckDBInstance } from '@duckdb/node-api'\nimport { mkdir } from 'node:fs/promises'\nexport const s = [a, DuckDBInstance, mkdir]`,
  ],
  [
    'analytics/interchange/a.ts',
    `import { c } from '#calc/a.ts'\nimport { unzipSync } from 'fflate'\nexport const i = [c, unzipSync]`,
  ],
  [
    'analytics/samples/a.ts',
    `import { c } from '#calc/a.ts'\nimport { uniformInt } from 'pure-rand/distribution/uniformInt'\nexport const s = [c, uniformInt]`,
  ],
  ['analytics/report/a.ts', `import { a } from '#model/a.ts'\nexport const r = a`],
  [
    'analytics/jobs/a.ts',
    ['model', 'calc', 'store', 'interchange', 'samples', 'report']
      .map(layer => `import '#${layer}/a.ts'`)
      .join('\n'),
  ],
  [
    'analytics/jobs/trial.worker.ts',
    `import { c } from '#calc/a.ts'\nimport { workerData } from 'node:worker_threads'\nexport const w = [c, workerData]`,
  ],
  ['analytics/index.ts', `export * from './jobs/a.ts'\nexport * from './model/a.ts'`],
  ['api/a.ts', `import '#analytics'\nimport '#model/a.ts'\nimport 'fastify'\nimport './config.ts'`],
  ['api/config.ts', 'export const home = process.env.HOME'],
  ['api/cli.ts', 'console.log(process.argv)'],
  ['addin/excel/a.ts', `import '#calc/a.ts'\nimport '../pane/report/a.ts'\nexport const run = Excel.run`],
  ['addin/pane/report/a.ts', `import '../../sync/a.ts'\nexport const p = 1`],
  ['addin/sync/a.ts', `import '#model/a.ts'`],
  ['addin/functions/register.ts', `CustomFunctions.associate('A', () => 1)`],
  [
    'workbench/grid/a.ts',
    `import { Univer } from '@univerjs/core'\nimport './report/a.ts'\nexport const g = Univer`,
  ],
  ['vite.config.ts', 'export default {}'],
]

let tree = ''
let found: Finding[] = []

beforeAll(() => {
  const planted = violations.map(([path, text]): Seed => [path, text])
  const circle: Seed = [
    'analytics/store/circle-back.ts',
    `import { a } from './circle.ts'\nexport const b = () => a`,
  ]
  tree = plantTree([...clean, ...planted, circle])
  found = lint(tree)
})
afterAll(() => rmSync(tree, { recursive: true, force: true }))

test.each(violations)('%s holding %j is refused by %s', (path, _text, rule) => {
  expect(rulesAt(path).filter(name => name.includes(rule))).not.toEqual([])
})

test('a tree that keeps to the walls has no finding', () => {
  const planted = new Set(violations.map(([path]) => path))
  const clear = clean.map(([path]) => path).filter(path => !planted.has(path))
  expect(clear.flatMap(path => rulesAt(path).map(rule => `${path}: ${rule}`))).toEqual([])
})

test('linting the project reads its own files', () => {
  const files = execFileSync(process.execPath, [oxlint, '--debug=files'], { cwd: root, encoding: 'utf8' })
  expect(files).toContain('test/walls.test.ts')
  expect(files).not.toContain('node_modules/')
})

type Seed = [path: string, text: string]
type Finding = { filename: string; code: string }

function rulesAt(path: string): string[] {
  return found.filter(finding => finding.filename === path).map(finding => finding.code)
}

function walls(folder: string, targets: string[]): [string, string, string][] {
  return targets.map(target => [
    `${folder}/to-${encodeURIComponent(target).replaceAll('%', '-')}.ts`,
    `import '${target}'`,
    imports,
  ])
}

function plantTree(files: Seed[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'walls-'))
  for (const file of ['.oxlintrc.json', 'package.json', 'tsconfig.json'])
    cpSync(join(root, file), join(folder, file))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), `${text}\n`)
  }
  return folder
}

function lint(folder: string): Finding[] {
  const run = spawnSync(process.execPath, [oxlint, '--type-aware', '--format=json'], {
    cwd: folder,
    timeout: 90_000,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
  const report = JSON.parse(run.stdout) as { diagnostics: Finding[]; number_of_files: number }
  if (report.number_of_files === 0) throw new Error(`oxlint read no file in ${folder}: ${run.stderr}`)
  return report.diagnostics
}

function readBeforeLoad(): string {
  return `export const read = () => Excel.run(async context => {
  const range = context.workbook.getSelectedRange()
  await context.sync()
  return range.values
})`
}

function syncInLoop(): string {
  return `export const loop = () => Excel.run(async context => {
  for (let i = 0; i < 3; i++) {
    context.workbook.getSelectedRange().clear()
    await context.sync()
  }
})`
}

function switchWithHole(): string {
  return `export function size(kind: 'one' | 'two'): number {
  switch (kind) {
    case 'one':
      return 1
  }
  return 0
}`
}
