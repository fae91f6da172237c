import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readSettings } from '#api/config.ts'
import { AppError } from '#model/problems.ts'

test('the database lies in the data folder, and a file that was asked for lies where it was asked', () => {
  expect(readSettings({ PLUMBLINE_DATA: '/data/plumbline' }).database).toBe(
    join('/data/plumbline', 'plumbline.duckdb'),
  )
  expect(readSettings({ PLUMBLINE_DATA: '/data', PLUMBLINE_DB: '/else/where.duckdb' }).database).toBe(
    '/else/where.duckdb',
  )
})

test.runIf(process.platform === 'linux')(
  'on Linux the data folder is that of the XDG base directory specification (elsewhere skipped: other folders)',
  () => {
    expect(readSettings({ XDG_DATA_HOME: '/home/x/data' }).dataFolder).toBe('/home/x/data/plumbline')
    expect(readSettings({}).dataFolder).toMatch(/\/\.local\/share\/plumbline$/)
  },
)

test.each([
  [{}, 'zh'],
  [{ LANG: 'C.UTF-8' }, 'zh'],
  [{ LANG: 'en_US.UTF-8' }, 'en'],
  [{ LANG: 'en_US.UTF-8', LC_ALL: 'zh_CN.UTF-8' }, 'zh'],
  [{ LANG: 'zh_CN.UTF-8', PLUMBLINE_LANGUAGE: 'en' }, 'en'],
])('in the environment %j the program speaks %s', (environment, language) => {
  expect(readSettings(environment).language).toBe(language)
})

test.each([
  ['PLUMBLINE_PORT', '70000'],
  ['PLUMBLINE_PORT', 'eighty'],
  ['PLUMBLINE_PORT', ''],
  ['PLUMBLINE_LOG', 'loud'],
  ['PLUMBLINE_LANGUAGE', 'fr'],
  ['PLUMBLINE_USER', ' '],
])('%s=%j is refused by name', (variable, value) => {
  expect(() => readSettings({ [variable]: value })).toThrow(AppError)
  expect(() => readSettings({ [variable]: value })).toThrow(variable)
})

test('without settings the server listens on this machine alone', () => {
  expect(readSettings({})).toMatchObject({ port: null, host: 'localhost' })
})
