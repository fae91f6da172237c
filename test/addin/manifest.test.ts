import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const manifest = read('manifest.xml')

test('the manifest has the version of package.json', () => {
  const { version } = JSON.parse(read('package.json')) as { version: string }
  expect(/<Version>(.*)<\/Version>/.exec(manifest)?.[1]).toBe(`${version}.0`)
})

test('every resource the manifest names exists, and none is left over', () => {
  const used = [...manifest.matchAll(/resid="([^"]+)"/g)].map(found => String(found[1]))
  const made = [...manifest.matchAll(/<bt:(?:Image|Url|String) id="([^"]+)"/g)].map(found => String(found[1]))
  expect([...new Set(used)].sort()).toEqual([...made].sort())
})

test('every text of the manifest is there in Chinese and in English', () => {
  const strings = manifest.match(/<bt:String id="(?!Functions\.Namespace)[\s\S]*?<\/bt:String>/g) ?? []
  expect(strings.length).toBeGreaterThan(10)
  for (const one of strings) {
    expect(one).toMatch(/DefaultValue="[^"]*[\u4e00-\u9fff]/)
    expect(one).toMatch(/<bt:Override Locale="en-US" Value="[^"\u4e00-\u9fff]+"/)
  }
})

test('every icon of the manifest is drawn in its size', () => {
  const icons = [...manifest.matchAll(/assets\/icons\/([\w-]+-(\d+)\.png)/g)]
  expect(icons.length).toBeGreaterThan(10)
  for (const [, name, size] of icons) {
    const path = `addin/assets/icons/${name}`
    expect(existsSync(join(root, path)), path).toBe(true)
    expect(readFileSync(join(root, path)).readUInt32BE(16)).toBe(Number(size))
  }
})

test('every ribbon function is connected in the code, and no other', () => {
  const named = [...manifest.matchAll(/<FunctionName>(\w+)</g)].map(found => String(found[1]))
  const connected = [...read('addin/main.tsx').matchAll(/onRibbon\('(\w+)'/g)].map(found => String(found[1]))
  expect(connected.sort()).toEqual(named.sort())
})

test('functions.json declares the functions that the code registers, with their parameters', () => {
  const { functions } = JSON.parse(read('addin/functions/functions.json')) as {
    functions: { id: string; name: string; parameters: { name: string }[]; options: { stream: boolean } }[]
  }
  const code = read('addin/functions/functions.ts')
  const registered = [...code.matchAll(/associate\(\s*'(\w+)',\s*\(([^)]*)\)/g)].map(
    ([, id, parameters]) => ({
      id,
      parameters: [...(parameters ?? '').matchAll(/(\w+): unknown/g)].map(found => String(found[1])),
    }),
  )
  expect(registered).toEqual(
    functions.map(({ id, parameters }) => ({ id, parameters: parameters.map(({ name }) => name) })),
  )
  for (const { id, name, options } of functions) {
    expect(name).toBe(id)
    expect(options.stream).toBe(true)
  }
})

test('components hold no text of their own', () => {
  const folder = join(root, 'addin/pane')
  const files = readdirSync(folder).filter(name => name.endsWith('.tsx'))
  expect(files.length).toBeGreaterThan(10)
  for (const name of files) {
    const code = readFileSync(join(folder, name), 'utf8').replace(/\/\*\*[\s\S]*?\*\//g, '')
    expect(code.match(/[\u4e00-\u9fff]+/), name).toBeNull()
    // JSX text between tags, or a literal in an attribute that people read.
    expect(code.match(/>\s*[A-Za-z][A-Za-z ,.]{2,}\s*<\//), name).toBeNull()
    expect(code.match(/(aria-label|placeholder|title|label|hint)="[^"]+"/), name).toBeNull()
  }
})
