import { execFileSync } from 'node:child_process'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeTrendWorkbook } from '#report/trend-workbook.ts'
import { colours } from '#report/cell-styles.ts'
import { LibreOffice } from '../../support/libre-office.ts'
import { emptyTrend, runningTrend } from './trend-fixture.ts'

const soffice = process.env['SOFFICE_PATH'] ?? null
const pdftoppm = process.env['PDFTOPPM_PATH'] ?? null
const without = soffice === null ? ' (skipped: no LibreOffice on this machine)' : ''

describe.skipIf(soffice === null)(`in LibreOffice${without}`, () => {
  let office: LibreOffice
  let csv: Record<string, string>
  beforeAll(async () => {
    office = new LibreOffice(soffice as string)
    const zh = (await makeTrendWorkbook([runningTrend], 'zh')).bytes
    csv = await office.toCsv({
      zh,
      en: (await makeTrendWorkbook([runningTrend], 'en')).bytes,
      corrupt: corruptCell(zh, 10, 'B3', 5_000_000, 5_000_100),
    })
  }, 170_000)
  afterAll(() => office.close())

  test('every tie-out formula, worked out anew, differs from the separate query by 0', () => {
    for (const [file, same] of [
      ['zh-勾稽', '共 21 项，21 项一致，0 项有差异。'],
      ['en-Tie-out', '21 items, 21 agree, 0 differ.'],
    ] as const) {
      const lines = (csv[file] as string).split('\n').filter(line => /,OK$/.test(line))
      expect(lines).toHaveLength(21)
      expect(lines.filter(line => !/,"?0(\.00)?"?,OK$/.test(line))).toEqual([])
      expect(csv[file]).toContain(same)
    }
  })

  test('one corrupted data cell turns its line of the tie-out and the count below it', () => {
    const sheet = csv['corrupt-勾稽'] as string
    expect(sheet.split('\n').filter(line => line.endsWith(',差异'))).toEqual([
      '预算材料,5000100,5000000,100,差异',
    ])
    expect(sheet).toContain('共 21 项，20 项一致，1 项有差异。')
  })

  test('no cell of any sheet is an error', () => {
    for (const text of Object.values(csv)) expect(text).not.toMatch(/#(REF|NAME|VALUE|DIV|N\/A)|Err:\d/)
  })
})

const cannotDraw = soffice === null || pdftoppm === null
const undrawn = cannotDraw ? ' (skipped: needs LibreOffice and pdftoppm)' : ''

describe.skipIf(cannotDraw)(`printed${undrawn}`, () => {
  let office: LibreOffice
  let pdf: Record<string, string>
  beforeAll(async () => {
    office = new LibreOffice(soffice as string)
    pdf = await office.toPdf({
      zh: (await makeTrendWorkbook([runningTrend], 'zh')).bytes,
      en: (await makeTrendWorkbook([runningTrend], 'en')).bytes,
      both: (await makeTrendWorkbook([runningTrend, emptyTrend], 'zh')).bytes,
    })
  }, 170_000)
  afterAll(() => office.close())

  test.each([
    ['zh', 11],
    ['en', 11],
    ['both', 23],
  ])('%s takes one page per sheet: %i', (name, pages) => {
    expect(pagesOf(pdf[name] as string)).toBe(pages)
  })

  test.each([
    ['zh', 2, [colours.planned, colours.earned, colours.actual, colours.p50]],
    ['zh', 3, [colours.actual, colours.earned]],
    ['zh', 4, [colours.planned, colours.p50, colours.p80]],
    ['zh', 5, [colours.planned, colours.actual]],
    ['zh', 6, [colours.earned, colours.bad]],
    ['en', 2, [colours.planned, colours.earned, colours.actual, colours.p50]],
  ] as const)('the chart of page %s %i is drawn in the colours of its series', (name, page, expected) => {
    const drawn = coloursOf(pdf[name] as string, page)
    for (const colour of expected) expect([colour, (drawn.get(colour) ?? 0) > 30]).toEqual([colour, true])
  })

  test('a page without data draws nothing', () => {
    const drawn = coloursOf(pdf['both'] as string, 14)
    expect(drawn.get(colours.earned) ?? 0).toBe(0)
  })
})

/** The workbook with one number of a sheet changed and nothing else, formulas' stored results included. */
function corruptCell(bytes: Uint8Array, sheet: number, cell: string, from: number, to: number): Uint8Array {
  const parts = unzipSync(bytes)
  const path = `xl/worksheets/sheet${sheet}.xml`
  const xml = strFromU8(parts[path] as Uint8Array)
  const changed = xml.replace(new RegExp(`(<c r="${cell}"[^>]*><v>)${from}(</v>)`), `$1${to}$2`)
  if (changed === xml) throw new Error(`No ${from} in ${cell} of ${path}`)
  return zipSync({ ...parts, [path]: strToU8(changed) })
}

/** Pages of a PDF: pdftoppm writes one small picture after another. */
function pagesOf(pdf: string): number {
  const pictures = execFileSync(pdftoppm as string, ['-r', '6', pdf], { maxBuffer: 1 << 26 })
  let pages = 0
  for (let at = 0; at < pictures.length; pages++) {
    const [all, width, height] = headOf(pictures.subarray(at, at + 40))
    at += all.length + 3 * Number(width) * Number(height)
  }
  return pages
}

function headOf(picture: Buffer): RegExpExecArray {
  const head = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(picture.toString('latin1'))
  if (!head) throw new Error('pdftoppm wrote no picture')
  return head
}

/** How many pixels of a page have each colour, as hex. */
function coloursOf(pdf: string, page: number): Map<string, number> {
  const ppm = execFileSync(
    pdftoppm as string,
    ['-r', '60', '-aa', 'no', '-aaVector', 'no', '-f', String(page), '-l', String(page), pdf],
    { maxBuffer: 1 << 26 },
  )
  const counts = new Map<string, number>()
  for (let at = headOf(ppm.subarray(0, 40))[0].length; at + 2 < ppm.length; at += 3) {
    const colour = ppm
      .subarray(at, at + 3)
      .toString('hex')
      .toUpperCase()
    counts.set(colour, (counts.get(colour) ?? 0) + 1)
  }
  return counts
}
