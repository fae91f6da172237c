import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const root = dirname(import.meta.dirname)
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>
}
const notOurs = new Set(['node_modules', 'dist', '.git', 'coverage'])
const pages = pagesUnder('')

test('README.md says what this is and how it is run', () => {
  expect(pages, 'README.md is missing: write it at the root of the project').toContain('README.md')
  const readme = readFileSync(join(root, 'README.md'), 'utf8')
  expect(readme).toContain('npm start')
  expect(readme).toContain('npm test')
})

test.each(pages)('every npm command in %s is a script of package.json', page => {
  const unknown = npmScripts(textOf(page)).filter(name => !(name in scripts))
  expect(
    unknown,
    `${page} names scripts that package.json lacks: correct the page or add the script`,
  ).toEqual([])
})

test.each(pages)('every relative link in %s leads to a file, and its anchor to a heading', page => {
  expect(links(textOf(page)).filter(link => !leadsSomewhere(page, link))).toEqual([])
})

test.each(pages)('every path of the project in %s exists', page => {
  const gone = paths(textOf(page)).filter(
    path => !existsSync(join(root, path)) && !existsSync(join(root, dirname(page), path)),
  )
  expect(gone, `${page} names paths that are not there: correct the page`).toEqual([])
})

test('the commands, links and paths in a page are seen', () => {
  const page =
    'Run `npm run -s plumbline -- import` or npm start; see [it](a/b.md#c), ![p](p.png), [web](https://a.b) and `api/cli.ts`, `test/`.'
  expect(npmScripts(page)).toEqual(['plumbline', 'start'])
  expect(links(page)).toEqual(['a/b.md#c', 'p.png'])
  expect(paths(page)).toEqual(['api/cli.ts', 'test/'])
})

function pagesUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap(entry => {
    if (notOurs.has(entry.name)) return []
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (entry.isDirectory()) return pagesUnder(path)
    return entry.name.endsWith('.md') ? [path] : []
  })
}

function textOf(page: string): string {
  return readFileSync(join(root, page), 'utf8')
}

function npmScripts(text: string): string[] {
  const run = text.matchAll(/\bnpm (?:-\S+ )*(?:run (?:-\S+ )*([\w:-]+)|(start|test)\b)/g)
  return Array.from(run, ([, named, short]) => named ?? short ?? '')
}

function links(text: string): string[] {
  const targets = Array.from(text.matchAll(/\]\(([^()\s]+)(?:\s"[^"]*")?\)/g), match => match[1] ?? '')
  return targets.filter(target => !/^[a-z]+:/i.test(target))
}

/** Paths written as code: they begin with a folder or a file of the root, and hold no placeholder. */
function paths(text: string): string[] {
  const code = Array.from(text.matchAll(/`([^`\s]+)`/g), match => match[1] ?? '')
  const own =
    /^(?:\.\/)?(?:addin|analytics|api|bench|test|workbench|\.ci)\/[^*<>{}…]*$|^[\w.-]+\.(?:xml|json|ts|md)$/
  return code.filter(path => own.test(path))
}

function leadsSomewhere(page: string, link: string): boolean {
  const [path = '', anchor] = decodeURI(link).split('#')
  const file = path === '' ? join(root, page) : join(root, dirname(page), path)
  if (!existsSync(file)) return false
  return (
    anchor === undefined || !file.endsWith('.md') || headings(readFileSync(file, 'utf8')).includes(anchor)
  )
}

function headings(text: string): string[] {
  const titles = Array.from(text.matchAll(/^#{1,6} +(.+)$/gm), match => match[1] ?? '')
  return titles.map(title =>
    title
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  )
}
