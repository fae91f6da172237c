import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { strToU8, zipSync } from 'fflate'
import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import { detectKind } from '#interchange/detect-kind.ts'
import { readSheets } from '#interchange/xlsx-sheets.ts'
import { zipEntries } from '#interchange/zip-entries.ts'
import { AppError } from '#model/problems.ts'

const workbook = (name: string) => writeXlsx({ sheets: [{ name, rows: [['ID']] }] })
const xer = strToU8('ERMHDR\t19.12\t2026-03-27\tProject\n%E\n')
const codeOf = (act: () => unknown): string => {
  try {
    return `none: ${JSON.stringify(act())}`
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
}

test('the bytes say what a file is, with or without an ending', async () => {
  expect(detectKind('plan.xer', xer)).toBe('xer')
  expect(detectKind('plan', xer)).toBe('xer')
  expect(detectKind('plan.xlsx', await workbook('Baseline Schedule'))).toBe('dslibWorkbook')
  expect(detectKind('计划.xlsx', await workbook('进度计划'))).toBe('template')
})
test('a .xer in UTF-16 or with a byte order mark is one', () => {
  const wide = new Uint8Array([0xff, 0xfe, ...[...xer].flatMap(byte => [byte, 0])])
  expect(detectKind('plan.xer', wide)).toBe('xer')
  expect(detectKind('plan.xer', new Uint8Array([0xef, 0xbb, 0xbf, ...xer]))).toBe('xer')
})

describe('a file that is not what it says is refused by its code', () => {
  test.each([
    ['a zip named .xer', 'plan.xer', zipSync({ 'a.txt': strToU8('a') }), 'file-is-not-what-it-says'],
    ['a text named .xlsx', 'plan.xlsx', strToU8('code,name\n'), 'file-is-not-what-it-says'],
    ['a .xer named .xlsx', 'plan.xlsx', xer, 'file-is-not-what-it-says'],
    ['a zip without a workbook', 'plan.xlsx', zipSync({ 'a.txt': strToU8('a') }), 'file-is-not-what-it-says'],
    ['a text named .xer', 'plan.xer', strToU8('hello'), 'file-is-not-what-it-says'],
    ['an empty file', 'plan.xlsx', new Uint8Array(), 'file-empty'],
    ['an old .xls', 'plan.xls', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), 'file-old-excel'],
    ['a picture', 'plan.png', new Uint8Array([0x89, 0x50, 0x4e, 0x47]), 'file-kind-unknown'],
  ])('%s', (_, name, bytes, code) => {
    expect(codeOf(() => detectKind(name, bytes))).toBe(code)
  })
  test('a workbook named .xer', async () => {
    const bytes = await workbook('进度计划')
    expect(codeOf(() => detectKind('plan.xer', bytes))).toBe('file-is-not-what-it-says')
  })
})

describe('a damaged workbook', () => {
  test('cut off anywhere it is refused as truncated, or as no workbook where not even its head is left', async () => {
    const bytes = await workbook('进度计划')
    for (let length = 1; length < bytes.length; length += 37)
      expect(['file-truncated', 'file-is-not-what-it-says']).toContain(
        codeOf(() => detectKind('plan.xlsx', bytes.slice(0, length))),
      )
  })
  test('any bytes changed in it give a coded refusal or a reading, never another failure', async () => {
    const bytes = await workbook('进度计划')
    for (let place = 0; place < bytes.length; place += 53) {
      const damaged = bytes.slice()
      damaged[place] = 255 - (damaged[place] as number)
      const outcome = await readSheets(damaged, 'plan.xlsx').then(
        () => 'read',
        (error: unknown) => (error instanceof AppError ? 'refused' : String(error)),
      )
      expect(['read', 'refused']).toContain(outcome)
    }
  })
  test('one that says it unpacks to more than 500 MB is refused', () => {
    const bytes = zipSync({ 'xl/workbook.xml': strToU8('<workbook/>') })
    const view = new DataView(bytes.buffer)
    const directory = view.getUint32(bytes.length - 6, true)
    view.setUint32(directory + 24, 600_000_000, true)
    expect(codeOf(() => zipEntries('plan.xlsx', bytes))).toBe('file-too-large')
  })
  test('one that unpacks to far more than it says is refused', () => {
    const bytes = zipSync({ 'xl/workbook.xml': new Uint8Array(4_000_000) })
    const view = new DataView(bytes.buffer)
    const directory = view.getUint32(bytes.length - 6, true)
    view.setUint32(directory + 24, 1000, true)
    expect(codeOf(() => zipEntries('plan.xlsx', bytes, 3))).toBe('file-too-large')
    expect(zipEntries('plan.xlsx', bytes, 5)).toHaveLength(1)
  })
})

const raw = '../shared/data/dslib/raw_workbooks'
test.skipIf(!existsSync(raw))(
  'raw DSLIB workbooks are known as such (skipped without ../shared/data)',
  () => {
    for (const name of readdirSync(raw))
      expect(detectKind(name, new Uint8Array(readFileSync(`${raw}/${name}`)))).toBe('dslibWorkbook')
  },
)
