import { expect, test } from 'vitest'
import { requestLanguage } from '#api/request-language.ts'

test.each([
  [undefined, 'zh'],
  ['', 'zh'],
  ['*', 'zh'],
  ['fr-FR', 'zh'],
  ['en', 'en'],
  ['EN-gb', 'en'],
  ['zh-Hant-TW', 'zh'],
  ['fr, en;q=0.3', 'en'],
  ['en;q=0.4, zh-CN;q=0.9', 'zh'],
  ['zh;q=0.2, en-US;q=0.8', 'en'],
  ['en;q=0', 'zh'],
])('Accept-Language %j is answered in %s', (header, language) => {
  expect(requestLanguage({ headers: { 'accept-language': header } })).toBe(language)
})
