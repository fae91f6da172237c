import { strFromU8, unzipSync } from 'fflate'
import { parseCellRef, readXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import { excelSerial, parseDay, type PlanDay } from '#model/plan-time.ts'
import { makeTrendWorkbook } from '#report/trend-workbook.ts'
import { at, emptyTrend, runningTrend, yuan } from './trend-fixture.ts'

const languages = ['zh', 'en'] as const
const serial = (date: string) => excelSerial(parseDay(date) as PlanDay)

test('one project makes a cover, five pages, a tie-out and four data sheets, in both languages', async () => {
  const zh = await makeTrendWorkbook([runningTrend], 'zh')
  const en = await makeTrendWorkbook([runningTrend], 'en')
  expect(zh.sheets).toEqual([
    '封面',
    'S曲线',
    '绩效趋势',
    '完工预测',
    '成本构成',
    '资源负荷',
    '勾稽',
    '数据_曲线',
    '数据_趋势',
    '数据_成本',
    '数据_资源',
  ])
  expect(en.sheets).toHaveLength(11)
  expect([zh.charts, en.charts]).toEqual([5, 5])
  expect(chartsOf(zh.bytes)).toHaveLength(5)
})

test('the same data make the same parts, but for the time in the document properties', async () => {
  const partsOf = async () => {
    const parts = unzipSync((await makeTrendWorkbook([runningTrend], 'zh')).bytes)
    return Object.keys(parts)
      .filter(path => path !== 'docProps/core.xml')
      .map(path => [path, partText(parts, path)])
  }
  expect(await partsOf()).toEqual(await partsOf())
})

test.each(languages)(
  'every series of every chart points at the cells that hold its figures (%s)',
  async language => {
    const { bytes } = await makeTrendWorkbook([runningTrend], language)
    const read = await cellReader(bytes)
    const series = chartsOf(bytes).map(xml =>
      seriesOf(xml).map(({ dates, values }) => [read(dates), read(values)]),
    )
    const scale = language === 'zh' ? 10_000 : 1_000_000
    const days = ['2026-01-05', '2026-01-20', '2026-02-20', '2026-03-20', '2026-05-20', '2026-06-30'].map(
      serial,
    )
    const status = days.slice(0, 4)
    const scaled = (...amounts: (number | null)[]) =>
      amounts.map(amount => (amount === null ? null : amount / scale))
    const ray = (date: string, cost: number) => [
      [serial('2026-03-20'), serial(date)],
      scaled(4_200_000, cost),
    ]
    expect(series[0]).toEqual([
      [days, scaled(0, 1_000_000, 2_500_000, 4_500_000, 8_200_000, 10_000_000)],
      [status, scaled(null, 900_000, 2_000_000, 4_000_000)],
      [status, scaled(null, 1_000_000, 2_200_000, 4_200_000)],
      ray('2026-06-25', 10_200_000),
      ray('2026-07-20', 10_500_000),
      ray('2026-09-10', 11_400_000),
    ])
    const dates = status.slice(1)
    expect(series[1]).toEqual([
      [dates, [0.9, 2_000_000 / 2_200_000, 4_000_000 / 4_200_000]],
      [dates, [0.9, 0.85, 0.92]],
      [dates, [1, 1, 1]],
    ])
    expect(series[2]).toEqual([
      [dates, Array.from({ length: 3 }, () => serial('2026-06-30'))],
      [dates, [null, null, serial('2026-07-20')]],
      [dates, [null, null, serial('2026-08-20')]],
    ])
    const kinds =
      language === 'zh'
        ? ['人工', '材料', '机械', '分包', '其他']
        : ['Labour', 'Material', 'Machine', 'Subcontract', 'Other']
    expect(series[3]).toEqual([
      [kinds, scaled(2_000_000, 5_000_000, 1_000_000, 1_500_000, 500_000)],
      [kinds, scaled(1_100_000, 2_000_000.01, 500_000, 399_999.99, 200_000)],
    ])
    expect(series[4]?.map(([, values]) => values)).toEqual([
      [24, 36, 28, 0, 33],
      [30, 30, 30, 30, 30],
    ])
  },
)

test('every series has a colour of its own, lines run straight, and availability is a line over the columns', async () => {
  const { bytes } = await makeTrendWorkbook([runningTrend], 'zh')
  const charts = chartsOf(bytes)
  for (const xml of charts) {
    const series = xml.match(/<c:ser>.*?<\/c:ser>/gs) ?? []
    expect(series.every(one => one.includes('<a:srgbClr val='))).toBe(true)
  }
  for (const xml of charts.slice(0, 3)) expect(xml).not.toContain('</c:yVal></c:ser>')
  expect(charts[4]).toMatch(
    /<c:barChart>.*同时用量峰值.*<\/c:barChart><c:lineChart>.*可用量.*<\/c:lineChart>/s,
  )
})

test.each(languages)(
  'a project without history or plan says what is missing instead of drawing nothing (%s)',
  async language => {
    const { bytes, charts } = await makeTrendWorkbook([emptyTrend], language)
    expect(charts).toBe(0)
    const texts = await textsOf(bytes)
    const expected =
      language === 'zh'
        ? [
            '还没有状态快照',
            '还没有可计算绩效指数的检查日期',
            '还没有完工预测',
            '没有预算，也没有已记账的成本',
            '没有带单位时间用量的资源负荷',
            '没有可勾稽的数据',
          ]
        : [
            'no status snapshot',
            'No data date has a performance index',
            'no forecast of the finish',
            'neither a budget nor booked cost',
            'No resource has a load',
            'nothing to tie out',
          ]
    for (const part of expected) expect(texts.some(text => text.includes(part))).toBe(true)
  },
)

test.each([
  ['zh', '晚 20 天', '晚 5 天', '早 5 天'],
  ['en', '20 days late', '5 days late', '5 days early'],
] as const)('the sentences change when the numbers change (%s)', async (language, now, later, earlier) => {
  const withP50 = (date: string) => ({
    ...runningTrend,
    points: runningTrend.points.map(point =>
      point.finishP50 === null ? point : { ...point, finishP50: at(date) },
    ),
  })
  const said = async (date: string) =>
    (await textsOf((await makeTrendWorkbook([withP50(date)], language)).bytes)).join()
  expect(await said('2026-07-20')).toContain(now)
  expect(await said('2026-07-05')).toContain(later)
  expect(await said('2026-06-25')).toContain(earlier)
})

test('a sentence states figures and no cause', async () => {
  const texts = (await textsOf((await makeTrendWorkbook([runningTrend], 'zh')).bytes)).join('\n')
  expect(texts).toContain(
    '截至 2026-03-20，挣值 400.0 万元，完成总预算的 40.0%，比计划值少 50.00 万元(SPI 0.889)。',
  )
  expect(texts).toContain('实际成本 420.0 万元，超出挣值 20.00 万元(CPI 0.952)。')
  expect(texts).toContain('执行率高出完成比例 40.0% 五个百分点以上的有：人工 55.0%、机械 50.0%。')
  expect(texts).toContain('瓦工：2 周超出可用量 30，始于 2026-03-09 当周，峰值 36，在 2026-03-09 当周')
  expect(texts).not.toMatch(/因为|由于|原因|导致/)
})

test('a light says its colour in words and by a shape', async () => {
  const texts = await textsOf((await makeTrendWorkbook([runningTrend], 'zh')).bytes)
  expect(texts).toContain('▲ 进度：关注')
  expect(texts).toContain('● 成本：正常')
  expect(texts).toContain('■ 按期完工：预警')
})

test('a finished project is judged by its actual finish and forecasts nothing', async () => {
  const finished = { ...runningTrend, isFinished: true, actualFinish: at('2026-07-10') }
  const texts = (await textsOf((await makeTrendWorkbook([finished], 'en')).bytes)).join('\n')
  expect(texts).toContain('finished on 2026-07-10, 10 days late')
})

test('several projects begin with an overview and have sheet names that Excel accepts', async () => {
  const codes = ['A/1', 'a/1', `${'长编码'.repeat(12)}甲`, `${'长编码'.repeat(12)}乙`, "it's [2026]:*?"]
  const { sheets, bytes } = await makeTrendWorkbook(
    codes.map(code => ({ ...runningTrend, code })),
    'zh',
  )
  expect(sheets[0]).toBe('项目总览')
  expect(sheets).toHaveLength(1 + codes.length * 11)
  expect(new Set(sheets.map(name => name.toLowerCase())).size).toBe(sheets.length)
  expect(sheets.filter(name => name.length > 31 || /[[\]:*?/\\']/.test(name))).toEqual([])
  expect(chartsOf(bytes)).toHaveLength(codes.length * 5)
  const read = await cellReader(bytes)
  for (const xml of chartsOf(bytes))
    for (const { values } of seriesOf(xml)) expect(read(values).some(value => value !== null)).toBe(true)
})

test('pages are A4 landscape one page wide, data sheets repeat their heads and freeze them', async () => {
  const parts = unzipSync((await makeTrendWorkbook([runningTrend], 'zh')).bytes)
  const sheets = Array.from({ length: 11 }, (_, index) =>
    partText(parts, `xl/worksheets/sheet${index + 1}.xml`),
  )
  for (const xml of sheets) {
    expect(xml).toMatch(/<pageSetup [^>]*paperSize="9"/)
    expect(xml).toMatch(/<pageSetup [^>]*orientation="landscape"/)
    expect(xml).toContain('fitToWidth="1"')
    expect(xml).toContain('第 &amp;P 页 共 &amp;N 页')
  }
  for (const xml of sheets.slice(7)) expect(xml).toContain('state="frozen"')
  const workbook = partText(parts, 'xl/workbook.xml')
  expect(workbook.match(/_xlnm\.Print_Area/g)).toHaveLength(11)
  expect(workbook.match(/_xlnm\.Print_Titles/g)).toHaveLength(5)
})

test('money is exact to the fen in the data, and shown in 万元 or millions beside it', async () => {
  const zh = await cellReader((await makeTrendWorkbook([runningTrend], 'zh')).bytes)
  expect(zh("'数据_成本'!$B$2:$C$4")).toEqual([
    2_000_000, 1_100_000, 5_000_000, 2_000_000.01, 1_000_000, 500_000,
  ])
  expect(zh("'数据_成本'!$D$3:$D$3")).toEqual([500])
  const en = await cellReader((await makeTrendWorkbook([runningTrend], 'en')).bytes)
  expect(en("'Data_cost'!$D$3:$D$3")).toEqual([5])
})

test('a figure that differs from the separate query is marked in text and stays marked', async () => {
  const wrong = { ...runningTrend, tieOut: { ...runningTrend.tieOut, actualMaterial: yuan(2_000_000) } }
  const texts = await textsOf((await makeTrendWorkbook([wrong], 'zh')).bytes)
  expect(texts.filter(text => text === '差异')).toHaveLength(2)
  expect(texts).toContain('共 21 项，20 项一致，1 项有差异。')
})

function partText(parts: Record<string, Uint8Array>, path: string): string {
  return strFromU8(parts[path] as Uint8Array)
}

/** Chart parts in order of their numbers. */
function chartsOf(bytes: Uint8Array): string[] {
  const parts = unzipSync(bytes)
  const number = (path: string) => Number(/(\d+)\.xml$/.exec(path)?.[1])
  return Object.keys(parts)
    .filter(path => /^xl\/charts\/chart\d+\.xml$/.test(path))
    .sort((a, b) => number(a) - number(b))
    .map(path => partText(parts, path))
}

function seriesOf(xml: string): { dates: string; values: string }[] {
  return (xml.match(/<c:ser>.*?<\/c:ser>/gs) ?? []).map(series => {
    const formula = (pattern: RegExp) => (pattern.exec(series)?.[1] ?? '').replaceAll('&apos;', "'")
    return {
      dates: formula(/<c:(?:xVal|cat)>.*?<c:f>(.*?)<\/c:f>/s),
      values: formula(/<c:(?:yVal|val)>.*?<c:f>(.*?)<\/c:f>/s),
    }
  })
}

type Read = (reference: string) => (string | number | null)[]

/** Reads the cells of an absolute reference, row by row; dates as serials. */
async function cellReader(bytes: Uint8Array): Promise<Read> {
  const book = await readXlsx(bytes)
  return reference => {
    const [, name, from, to] = /^'(.+)'!(\$[A-Z]+\$\d+):(\$[A-Z]+\$\d+)$/.exec(reference) ?? []
    const sheet = book.sheets.find(one => one.name === name)
    if (!sheet || !from || !to) throw new Error(`${reference} points nowhere`)
    const first = parseCellRef(from.replaceAll('$', ''))
    const last = parseCellRef(to.replaceAll('$', ''))
    const found: (string | number | null)[] = []
    for (let row = first.row; row <= last.row; row++)
      for (let column = first.col; column <= last.col; column++) {
        const value = sheet.rows[row]?.[column] ?? null
        found.push(
          value instanceof Date ? value.getTime() / 86_400_000 + 25569 : (value as string | number | null),
        )
      }
    return found
  }
}

async function textsOf(bytes: Uint8Array): Promise<string[]> {
  const book = await readXlsx(bytes)
  return book.sheets.flatMap(sheet => sheet.rows.flat()).filter(value => typeof value === 'string')
}
