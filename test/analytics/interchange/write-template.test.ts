import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync, strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readCsvPlan } from '#interchange/csv-plan.ts'
import { readCsvCell, safeCsvCell } from '#interchange/csv-plan-cell.ts'
import { writeCsvPlan } from '#interchange/csv-plan-writer.ts'
import type { NotUsed } from '#interchange/not-used.ts'
import { readTemplate } from '#interchange/template.ts'
import { writeTemplate } from '#interchange/write-template.ts'
import { encodeText } from '#interchange/xer-writer-text.ts'
import { readXer } from '#interchange/xer.ts'
import type { Plan } from '#model/plan.ts'
import { parseMinute } from '#model/plan-time.ts'
import { sampleDataDate, samplePortfolio, sampleSeed } from '#samples/portfolio.ts'

const folder = fileURLToPath(new URL('../../../../shared/data/planner_files/', import.meta.url))
const given = existsSync(folder) ? readdirSync(folder).filter(name => /\.xer$/.test(name)) : []
const placesOf = (losses: readonly NotUsed[]) => losses.map(({ place, reason }) => `${reason.code} ${place}`)
/** Sheets that only the program fills have no place in a workbook that people fill in. */
const untyped = [
  'export-rows-lost baseline',
  'export-rows-lost baselineActivity',
  'export-rows-lost statusSnapshot',
]
const beyond = (losses: readonly NotUsed[]) => placesOf(losses).filter(place => !untyped.includes(place))

const samples = samplePortfolio(sampleSeed, sampleDataDate).map(({ plan }) => plan)
const running = samples.find(plan => plan.project.status === 'running') as Plan

test.each(['zh', 'en'] as const)(
  'a sample project comes back from its filled template (%s)',
  async language => {
    const { bytes, losses } = await writeTemplate(running, language)
    expect(beyond(losses)).toEqual([])
    const { plans, notUsed } = await readTemplate(bytes, 'back.xlsx')
    expect(notUsed).toEqual([])
    expect(plans[0]?.activities.map(row => row.code)).toEqual(running.activities.map(row => row.code))
    expect(plans[0]?.links).toHaveLength(running.links.length)
    expect(plans[0]?.costEntries).toHaveLength(running.costEntries.length)
  },
)

test.each(['zh', 'en'] as const)('every sample project comes back from its .csv files (%s)', language => {
  for (const plan of samples) expect(beyond(writeCsvPlan(plan, language).losses)).toEqual([])
})

describe.skipIf(given.length === 0)('P6 files of ../shared/data/planner_files', () => {
  test.each(given)('the plans of %s come back from our workbook and from .csv', async name => {
    const bytes = readFileSync(`${folder}${name}`)
    for (const plan of readXer(name.endsWith('.gz') ? gunzipSync(bytes) : bytes, name).plans) {
      expect(beyond((await writeTemplate(plan, 'zh')).losses)).toEqual([])
      expect(beyond(writeCsvPlan(plan, 'zh').losses)).toEqual([])
    }
  })
})

test('the date of a constraint comes back with its time, whatever it limits', async () => {
  const [first, ...rest] = running.activities
  for (const constraintKind of ['startOnOrAfter', 'finishOnOrBefore'] as const)
    for (const clock of ['08:00', '10:30', '17:00']) {
      const constraintAt = parseMinute(`2026-03-06T${clock}`)
      const plan = { ...running, activities: [{ ...first, constraintKind, constraintAt }, ...rest] } as Plan
      const { plans } = await readTemplate((await writeTemplate(plan, 'zh')).bytes, 'back.xlsx')
      expect(plans[0]?.activities[0]).toMatchObject({ constraintKind, constraintAt })
      expect(beyond(writeCsvPlan(plan, 'zh').losses)).toEqual([])
    }
})

test('a text that Excel would run as a formula is neither run nor changed', () => {
  const plan: Plan = {
    ...running,
    activities: running.activities.map((row, i) => (i === 0 ? { ...row, name: '=cmd|" /C calc"!A0' } : row)),
  }
  const { bytes, losses } = writeCsvPlan(plan, 'zh')
  expect(beyond(losses)).toEqual([])
  expect(strFromU8(unzipSync(bytes)['进度计划.csv'] as Uint8Array)).toContain(`"'=cmd|"" /C calc""!A0"`)
})

test('no text makes a cell that begins a formula, and every text is read back', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', "'", 'a', '1') }), text => {
      const cell = safeCsvCell(text)
      expect(cell).not.toMatch(/^[=+\-@\t\r]/)
      expect(readCsvCell(cell)).toBe(text)
    }),
  )
})

test('every .csv begins with a byte order mark, which Chinese Excel needs to show it', () => {
  const files = Object.values(unzipSync(writeCsvPlan(running, 'zh').bytes))
  expect(files.length).toBeGreaterThan(5)
  for (const file of files) expect([...file.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
})

const schedule = '工序编码,工序名称,工期(天)\r\nA1,土方开挖,3\r\nA2,基础浇筑,5\r\n'
test.each([
  ['utf-8', strToU8(schedule)],
  ['utf-8', strToU8(`\ufeff${schedule}`)],
  ['gbk', encodeText(schedule, ['gbk']).bytes],
])('a planner’s own .csv in %s is read, zipped or not', (encoding, bytes) => {
  for (const file of [bytes, zipSync({ '进度计划.csv': bytes })]) {
    const { plans, encoding: found } = readCsvPlan(file, '项目.csv')
    expect(plans[0]?.activities.map(row => [row.name, row.duration])).toEqual([
      ['土方开挖', 1440],
      ['基础浇筑', 2400],
    ])
    expect(found).toBe(encoding)
  }
})

test.each([
  ['windows-1252', 'Activity code,Activity name,Duration (d)\nA1,Bâtiment “A” – 1ère étape,3\n'],
  ['windows-1256', 'Activity code,Activity name,Duration (d)\nA1,أعمال الحفر والردم,3\n'],
] as const)('a .csv in %s is read', (encoding, text) => {
  const { bytes } = encodeText(text, [encoding])
  const { plans, encoding: found } = readCsvPlan(bytes, 'plan.csv')
  expect(found).toBe(encoding)
  expect(plans[0]?.activities[0]?.name).toBe(text.split('\n')[1]?.split(',')[1])
})

test('a .csv whose last quotation mark is open is read and named', () => {
  const { plans, notUsed } = readCsvPlan(strToU8(`${schedule}A3,"装修`), '项目.csv')
  expect(plans[0]?.activities).toHaveLength(3)
  expect(notUsed.map(one => one.reason.code)).toContain('quote-open')
})
