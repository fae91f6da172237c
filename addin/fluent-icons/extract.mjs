/**
 * Makes this package from a full copy of @fluentui/react-icons: `node addin/fluent-icons/extract.mjs FOLDER`.
 * Kept are the icons named in pane-icons.json (unsized, 20 and 24) and those that the installed Fluent components
 * import. The full package is 300 MB. Get a copy in an empty folder with `npm install @fluentui/react-icons`.
 */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { iconsFluentImports } from './imported-icons.mjs'

const here = import.meta.dirname
const source = process.argv[2]
if (!source || !existsSync(join(source, 'lib/atoms/svg'))) {
  console.error('Name the folder of a full @fluentui/react-icons: node addin/fluent-icons/extract.mjs FOLDER')
  process.exit(2)
}

const original = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'))
const paneIcons = JSON.parse(readFileSync(join(here, 'pane-icons.json'), 'utf8'))
const variants = ['Regular', 'Filled', '20Regular', '20Filled', '24Regular', '24Filled']
const wanted = new Set([
  ...iconsFluentImports(join(here, '../../node_modules/@fluentui')),
  ...paneIcons.flatMap(name => variants.map(variant => name + variant)),
])

for (const folder of ['lib', 'lib-cjs']) rmSync(join(here, folder), { recursive: true, force: true })
copyWithImports('lib', ['utils.js', 'providers.js', 'utils.d.ts', 'providers.d.ts'])
copyWithImports('lib-cjs', ['utils.cjs', 'providers.cjs', 'utils.d.cts', 'providers.d.cts'])
const names = writeIcons()
writeIndexes()
writePackage()
report()

function copyWithImports(folder, files) {
  const seen = new Set()
  const queue = files.map(file => join(source, folder, file))
  for (let file = queue.pop(); file; file = queue.pop()) {
    if (seen.has(file)) continue
    seen.add(file)
    const target = join(here, folder, relative(join(source, folder), file))
    mkdirSync(dirname(target), { recursive: true })
    copyFileSync(file, target)
    for (const [, path] of readFileSync(file, 'utf8').matchAll(/(?:from |require\()['"](\.[^'"]+)['"]/g)) {
      const typed = file.endsWith('.d.ts') ? path.replace(/\.js$/, '.d.ts') : path.replace(/\.cjs$/, '.d.cts')
      queue.push(join(dirname(file), /\.d\.c?ts$/.test(file) ? typed : path))
    }
  }
}

function writeIcons() {
  const modules = pick('lib/atoms/svg', '.js', /^export const (\w+) = /)
  const commons = pick('lib-cjs/atoms/svg', '.cjs', /^exports\.(\w+) = \( /)
  const found = [...modules.keys()].sort()
  write(
    'lib/icons.js',
    `"use client";\nimport { createFluentIcon } from './utils/createFluentIcon.js';\n`,
    found,
    modules,
  )
  write(
    'lib-cjs/icons.cjs',
    `"use client";\n"use strict";\nObject.defineProperty(exports, "__esModule", { value: true });\nconst createFluentIcon_1 = require("./utils/createFluentIcon.cjs");\n`,
    found,
    commons,
  )
  for (const [file, extension] of Object.entries({ 'lib/icons.d.ts': 'js', 'lib-cjs/icons.d.cts': 'cjs' })) {
    const head = `import type { FluentIcon } from './utils/createFluentIcon.${extension}';\n`
    write(file, head, found, new Map(found.map(name => [name, `export declare const ${name}: FluentIcon;`])))
  }
  return found
}

function pick(folder, extension, pattern) {
  const lines = new Map()
  for (const file of readdirSync(join(source, folder))) {
    if (!file.endsWith(extension)) continue
    for (const line of readFileSync(join(source, folder, file), 'utf8').split('\n')) {
      const name = pattern.exec(line)?.[1]
      if (name && wanted.has(name)) lines.set(name, line)
    }
  }
  return lines
}

function write(file, head, order, lines) {
  writeFileSync(join(here, file), `${head}${order.map(name => lines.get(name)).join('\n')}\n`)
}

function writeIndexes() {
  const files = ['icons', 'utils', 'providers']
  const esm = files.map(file => `export * from './${file}.js';\n`).join('')
  writeFileSync(join(here, 'lib/index.js'), esm)
  writeFileSync(
    join(here, 'lib/index.d.ts'),
    `export type * from './utils/FluentIconsProps.types.js';\nexport type { FluentIcon } from './utils/createFluentIcon.js';\n${esm}`,
  )
  const head =
    '"use strict";\nObject.defineProperty(exports, "__esModule", { value: true });\nconst tslib_1 = require("tslib");\n'
  const cjs = files.map(file => `tslib_1.__exportStar(require("./${file}.cjs"), exports);\n`).join('')
  writeFileSync(join(here, 'lib-cjs/index.cjs'), head + cjs)
  writeFileSync(join(here, 'lib-cjs/index.d.cts'), esm.replaceAll('.js', '.cjs'))
}

function writePackage() {
  const entry = file => ({
    import: { types: `./lib/${file}.d.ts`, default: `./lib/${file}.js` },
    require: { types: `./lib-cjs/${file}.d.cts`, default: `./lib-cjs/${file}.cjs` },
  })
  const { name, version, license, repository, dependencies, peerDependencies } = original
  const description =
    'The Fluent System Icons that Plumbline uses, taken from the full package by extract.mjs'
  const entries = {
    '.': entry('index'),
    './utils': entry('utils'),
    './providers': entry('providers'),
    './lib/providers': entry('providers'),
  }
  const manifest = {
    name,
    version,
    description,
    license,
    repository,
    type: 'module',
    sideEffects: false,
    main: 'lib-cjs/index.cjs',
    module: 'lib/index.js',
    types: 'lib/index.d.ts',
    exports: { ...entries, './package.json': './package.json' },
    dependencies,
    peerDependencies,
  }
  writeFileSync(join(here, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
}

function report() {
  const missing = [...wanted].filter(name => !names.includes(name)).sort()
  console.log(`${names.length} icons of ${original.name} ${original.version}`)
  if (missing.length > 0) console.log(`not drawn in that size by Fluent: ${missing.join(' ')}`)
}
