import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import en from '#addin/i18n/en.json' with { type: 'json' }
import zh from '#addin/i18n/zh-CN.json' with { type: 'json' }
import { createTexts } from '#addin/i18n/translate.ts'

type Texts = { [key: string]: string | Texts }
function flatten(texts: Texts, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value] as const] : [...flatten(value, `${prefix}${key}.`)],
    ),
  )
}
const chinese = flatten(zh)
const english = flatten(en)

test('both languages have the same texts with the same blanks to fill', () => {
  expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort())
  const blanks = (text: string | undefined): string[] => (text?.match(/\{\{\w+\}\}/g) ?? []).sort()
  for (const [key, text] of chinese) expect(blanks(english.get(key)), key).toEqual(blanks(text))
})

test('Chinese texts are Chinese and English texts are English', () => {
  const names = new Set([
    'settings.en',
    'settings.zh',
    'common.none',
    'receipt.at',
    'job.progress',
    'forecast.indices',
    'exchange.kind.xer',
    'exchange.kind.pmxml',
    'exchange.kind.mspdi',
  ])
  const said = (texts: Map<string, string>) => [...texts].filter(([key]) => !names.has(key))
  expect(said(chinese).filter(([, text]) => !/[\u4e00-\u9fff]/.test(text))).toEqual([])
  expect(said(english).filter(([, text]) => /[\u4e00-\u9fff]/.test(text))).toEqual([])
})

test('every text that a component asks for exists', () => {
  const folder = join(import.meta.dirname, '../../addin')
  const files = ['pane', 'functions', 'excel', '.'].flatMap(name =>
    readdirSync(join(folder, name))
      .filter(file => /\.tsx?$/.test(file))
      .map(file => join(folder, name, file)),
  )
  const asked = files.flatMap(file =>
    [...readFileSync(file, 'utf8').matchAll(/\bt\(\s*'([\w.]+)'/g)].map(found => found[1] as string),
  )
  expect(asked.length).toBeGreaterThan(60)
  for (const key of asked) expect(chinese.has(key) || chinese.has(`${key}_other`), key).toBe(true)
})

test('a text in a language that was chosen later is shown in it', async () => {
  const texts = createTexts('zh')
  expect(texts.t('home.sync')).toBe('同步')
  await texts.changeLanguage('en')
  expect(texts.t('home.sync')).toBe('Sync')
})
