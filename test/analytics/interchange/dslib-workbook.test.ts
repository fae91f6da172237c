import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { writeXlsx } from 'hucre/xlsx'
import { beforeAll, describe, expect, test } from 'vitest'
import { readDslibFolder } from '#interchange/dslib-folder.ts'
import { readDslibWorkbook } from '#interchange/dslib-workbook.ts'
import type { NotUsed } from '#interchange/not-used.ts'
import type { Plan } from '#model/plan.ts'
import { describeProblem } from '#model/problems.ts'

const folder = '../shared/data/dslib'
const raw = `${folder}/raw_workbooks`
const hasData = existsSync(raw)
const workbooks = hasData ? readdirSync(raw).filter(name => name.endsWith('.xlsx')) : []

describe.skipIf(!hasData)('raw workbooks (skipped without ../shared/data/dslib/raw_workbooks)', () => {
  const tidied = new Map<string, Plan>()
  const read = new Map<string, { plan: Plan; notUsed: NotUsed[] }>()
  beforeAll(async () => {
    const files = readdirSync(folder).filter(name => name.includes('.csv'))
    const tables = new Map(files.map(name => [name, new Uint8Array(readFileSync(`${folder}/${name}`))]))
    for (const plan of readDslibFolder(tables).plans) tidied.set(plan.project.code, plan)
    for (const name of workbooks) {
      const { plans, notUsed } = await readDslibWorkbook(new Uint8Array(readFileSync(`${raw}/${name}`)), name)
      read.set(name, { plan: plans[0] as Plan, notUsed })
    }
  }, 60_000)

  test('there are twelve', () => {
    expect(workbooks).toHaveLength(12)
  })
  test.each(workbooks)('%s gives what the tidied tables of the project give', name => {
    const { plan } = read.get(name) as { plan: Plan }
    const expected = tidied.get(plan.project.code) as Plan
    // The summary sheet of the release names some projects otherwise.
    plan.project.name = expected.project.name
    for (const part of Object.keys(expected) as (keyof Plan)[])
      expect([part, differences(expected[part], plan[part])]).toEqual([part, []])
  })
  test('what is not used is named once, with a text', () => {
    const { notUsed } = read.get('C2025-10 temporary facilities.xlsx') as { notUsed: NotUsed[] }
    const texts = notUsed.map(item => `${item.place}: ${describeProblem(item.reason, 'en')}`)
    expect(texts.filter(text => /\{|undefined/.test(text))).toEqual([])
    expect(new Set(texts).size).toBe(texts.length)
  })
})

describe('a workbook that is not whole', () => {
  const header = [
    'ID',
    'Name',
    'WBS',
    'Predecessors',
    'Baseline Start',
    'Baseline End',
    'Duration',
    'Fixed Cost',
  ]
  const start = new Date('2026-03-02T08:00:00Z')
  const make = (rows: (string | number | Date | null)[][]) =>
    writeXlsx({ sheets: [{ name: 'Baseline Schedule', rows: [['General'], header, ...rows] }] })
  test('missing sheets are named and an eight-hour calendar is assumed', async () => {
    const bytes = await make([
      [0, 'Bridge', '1', null, start, null, '3d', null],
      [1, 'Dig', '1.1', null, start, null, '2d', 100],
    ])
    const { plans, notUsed } = await readDslibWorkbook(bytes, 'My bridge.xlsx')
    expect(plans[0]?.project).toMatchObject({ code: 'My bridge', name: 'Bridge', source: 'dslib' })
    expect(notUsed.filter(item => item.reason.code === 'sheet-missing').map(item => item.place)).toEqual([
      'Resources',
      'Agenda',
      'Risk Analysis',
    ])
    expect(notUsed.map(item => item.reason.code)).toContain('calendar-assumed')
  })
  test('a date in a column of numbers is named by its sheet and left blank', async () => {
    const bytes = await make([
      [0, 'Bridge', '1', null, start, null, '3d', null],
      [1, 'Dig', '1.1', null, start, null, '2d', start],
    ])
    const { plans, notUsed } = await readDslibWorkbook(bytes, 'x.xlsx')
    expect(notUsed.find(item => item.reason.code === 'dates-in-number-cells')).toMatchObject({
      place: 'Baseline Schedule',
      reason: { data: { count: 1, value: '2026-03-02T08:00' } },
    })
    expect(plans[0]?.budgetLines).toEqual([])
  })
  test('a bad cell is named by sheet and address', async () => {
    const bytes = await make([
      [0, 'Bridge', '1', null, start, null, '3d', null],
      [1, 'Dig', '1.1', '9FS', 'soon', null, 'two', 'a lot'],
    ])
    const { notUsed } = await readDslibWorkbook(bytes, 'x.xlsx')
    const places = notUsed
      .filter(item => item.place.includes('!'))
      .map(item => [item.place, item.reason.code])
    expect(places).toEqual([
      ['Baseline Schedule!G4', 'value-unreadable'],
      ['Baseline Schedule!E4', 'value-unreadable'],
      ['Baseline Schedule!D4', 'unknown-predecessor'],
      ['Baseline Schedule!H4', 'value-unreadable'],
    ])
  })
  test('without a baseline schedule it is refused', async () => {
    const bytes = await writeXlsx({ sheets: [{ name: 'Baseline Schedule', rows: [['nothing']] }] })
    await expect(readDslibWorkbook(bytes, 'x.xlsx')).rejects.toMatchObject({ code: 'sheet-missing' })
  })
})

/** Facts that only the summary sheet of the release has. */
const notInWorkbooks = new Set(['sector', 'family'])

/** The tidied tables keep ten digits of an amount, so that the last fen may differ. */
function differences(expected: unknown, found: unknown): string[] {
  if (!Array.isArray(expected) || !Array.isArray(found)) return rowDifferences(expected, found)
  if (expected.length !== found.length) return [`${expected.length} rows, found ${found.length}`]
  return expected.flatMap((row, index) =>
    rowDifferences(row, found[index]).map(text => `row ${index}: ${text}`),
  )
}

function rowDifferences(expected: unknown, found: unknown): string[] {
  const theirs = found as Record<string, unknown>
  return Object.entries(expected as Record<string, unknown>)
    .filter(([field, value]) => {
      const ours = theirs[field]
      if (notInWorkbooks.has(field) || field === 'rowKey') return false
      if (typeof value !== 'number' || typeof ours !== 'number') return value !== ours
      return Math.abs(value - ours) > Math.max(Number.isInteger(value) ? 1 : 1e-6, Math.abs(value) * 1e-8)
    })
    .map(([field, value]) => `${field} ${String(value)}, found ${String(theirs[field])}`)
}
