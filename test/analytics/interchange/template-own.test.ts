import fc from 'fast-check'
import { writeXlsx, type CellValue } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import { readTemplate } from '#interchange/template.ts'
import { parseMinute } from '#model/plan-time.ts'
import { describeProblem } from '#model/problems.ts'

const sheet = (name: string, rows: CellValue[][]) => writeXlsx({ sheets: [{ name, rows }] })
const day = (text: string) => new Date(`${text}T00:00:00Z`)
const minute = (text: string) => parseMinute(text)
const problemsOf = (notUsed: Awaited<ReturnType<typeof readTemplate>>['notUsed']) =>
  notUsed.map(item => `${item.place} ${item.reason.code}`)

describe("a planner's own workbook", () => {
  test('is understood by its headers, wherever they stand, with 万元 above them and a total below', async () => {
    const bytes = await sheet('总进度计划表', [
      ['某工程总进度计划'],
      ['编制：张工', null, null, null, null, '单位：万元'],
      [],
      ['序号', '任务名称', '工期（天）', '开始时间', '完成时间', '预算', '前置任务', '责任人'],
      ['1', '土方', 10, day('2026-03-02'), day('2026-03-13'), 12.5, null, '李工'],
      ['2', '基础', null, day('2026-03-16'), day('2026-03-20'), '8', '1', '王工'],
      ['合计', null, null, null, null, 20.5],
    ])
    const { plans, notUsed } = await readTemplate(bytes, '某工程.xlsx')
    const [plan] = plans
    expect(plan?.project).toMatchObject({
      code: '某工程',
      name: '某工程',
      plannedStart: minute('2026-03-02T08:00'),
    })
    // Two rows; the second takes its duration from its dates.
    expect(plan?.activities.map(row => [row.code, row.duration])).toEqual([
      ['1', 4800],
      ['2', 2400],
    ])
    expect(plan?.baselineActivities.map(row => [row.start, row.finish])).toEqual([
      [minute('2026-03-02T08:00'), minute('2026-03-13T17:00')],
      [minute('2026-03-16T08:00'), minute('2026-03-20T17:00')],
    ])
    expect(plan?.budgetLines.map(row => row.amount)).toEqual([12_500_000, 8_000_000])
    expect(plan?.links).toHaveLength(1)
    expect(problemsOf(notUsed)).toEqual(['总进度计划表!H4 column-not-used', '总进度计划表!A7 row-not-used'])
  })
  test('in English, with shares as whole percentages and hours, is understood too', async () => {
    const bytes = await sheet('Tasks', [
      ['ID', 'Task Name', 'Duration (hours)', '% Complete', 'Predecessors', 'Total float (d)'],
      [10, 'Dig', 40, 50, null, 3],
      [20, 'Pour', 12, 100, '10FS+2h', 0],
    ])
    const { plans, notUsed } = await readTemplate(bytes, 'bridge.xlsx')
    expect(plans[0]?.activities.map(row => [row.code, row.duration, row.completeRatio])).toEqual([
      ['10', 2400, 0.5],
      ['20', 720, 1],
    ])
    expect(plans[0]?.links[0]?.lag).toBe(120)
    expect(problemsOf(notUsed)).toEqual(['Tasks: Total float (d) column-computed'])
  })
  test('without any known header is refused, and sheets nobody knows are named beside known ones', async () => {
    await expect(
      readTemplate(
        await sheet('Sheet1', [
          ['心情', '天气'],
          ['好', '晴'],
        ]),
        'x.xlsx',
      ),
    ).rejects.toMatchObject({
      code: 'no-sheet-known',
    })
    const bytes = await writeXlsx({
      sheets: [
        {
          name: '进度计划',
          rows: [
            ['工序编码', '工序名称'],
            ['A', 'B'],
          ],
        },
        {
          name: '天气',
          rows: [
            ['日期', '天气'],
            ['x', '晴'],
          ],
        },
      ],
    })
    const { notUsed } = await readTemplate(bytes, 'x.xlsx')
    expect(problemsOf(notUsed)).toEqual(['天气 sheet-not-used'])
  })
})

describe('bad cells', () => {
  const header = [
    '工序编码',
    '工序名称',
    '工期(天)',
    '紧前工序',
    '实际开始',
    '实际完成',
    '完成比例',
    '日历',
    '类型',
  ]
  test('are named by sheet, address and code, and the rest is kept', async () => {
    const bytes = await sheet('进度计划', [
      header,
      ['A1', '挖土', -3, null, '三月初', null, null, null, null],
      ['A2', '垫层', '很久', 'A9;A1', day('2026-03-10'), day('2026-03-05'), 45, null, null],
      ['A1', '再挖', 2, null, null, null, null, null, null],
      [null, '无编码', 2, null, null, null, null, null, null],
      ['A3', null, day('2026-03-05'), 'A3', null, null, null, 'night', '里程'],
      ['A4', '浇筑', 1, '>>', null, null, null, null, null],
      ['A5', '#REF!', 1, null, null, null, null, null, null],
      [day('2026-01-02'), '日期当编码', 1, null, null, null, null, null, null],
    ])
    const { plans, notUsed } = await readTemplate(bytes, 'x.xlsx')
    expect(problemsOf(notUsed).sort()).toEqual([
      '进度计划!A4 code-taken',
      '进度计划!A5 row-without-code',
      '进度计划!A9 not-a-text',
      '进度计划!B6 value-missing',
      '进度计划!B8 value-unreadable',
      '进度计划!C2 negative-value',
      '进度计划!C3 not-a-number',
      '进度计划!C6 not-a-number',
      '进度计划!D3 unknown-predecessor',
      '进度计划!D6 link-to-itself',
      '进度计划!D7 unknown-predecessor',
      '进度计划!E2 not-a-date',
      '进度计划!F3 finish-before-start',
      '进度计划!G3 ratio-out-of-range',
      '进度计划!H6 reference-unknown',
      '进度计划!I6 not-a-choice',
    ])
    expect(plans[0]?.activities.map(row => [row.code, row.name, row.duration])).toEqual([
      ['A1', '挖土', 0],
      ['A2', '垫层', 0],
      ['A3', 'A3', 0],
      ['A4', '浇筑', 480],
      ['A5', 'A5', 480],
    ])
    expect(plans[0]?.activities[1]).toMatchObject({
      actualStart: minute('2026-03-10T08:00'),
      actualFinish: null,
    })
    expect(plans[0]?.links).toHaveLength(1)
  })
  test('of rows that cannot stand without them cost the row, with the reason', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: '项目',
          rows: [
            ['项目编码', '项目名称', '币种'],
            ['P1', '一', '金币'],
            ['P2', '二', 'CNY'],
          ],
        },
        {
          name: '进度计划',
          rows: [
            ['工序编码', '工序名称'],
            ['A', '甲'],
          ],
        },
        {
          name: '资源',
          rows: [
            ['资源编码', '资源名称', '单价'],
            ['R', '瓦工', '面议'],
          ],
        },
        {
          name: '分配',
          rows: [
            ['工序编码', '资源编码', '计划用量'],
            ['A', '瓦工', 1],
            ['B', 'R', 1],
            ['A', 'R', 1.23456],
          ],
        },
        {
          name: '预算明细',
          rows: [
            ['费用类别', '金额(万元)'],
            ['材料', 0.001],
            ['材料', 0.0000001],
            [null, 12],
            ['人工', '约 3'],
          ],
        },
      ],
    })
    const { plans, notUsed } = await readTemplate(bytes, 'x.xlsx')
    expect(problemsOf(notUsed)).toEqual([
      '项目!A3 project-repeated',
      '项目!C2 currency-unknown',
      '资源!C2 not-a-number',
      '分配!A3 reference-unknown',
      '分配!C4 too-many-decimals',
      '预算明细!B3 too-many-decimals',
      '预算明细!A4 value-missing',
      '预算明细!B5 not-a-number',
    ])
    // A resource may be named by its code or by its name.
    expect(plans[0]?.assignments.map(row => row.plannedQuantity)).toEqual([1000, null])
    expect(plans[0]?.budgetLines.map(row => row.amount)).toEqual([1000])
  })
  test('have a text in both languages that names the value', async () => {
    const bytes = await sheet('进度计划', [
      header,
      ['A1', '挖土', '十天', null, null, null, null, null, null],
    ])
    const { notUsed } = await readTemplate(bytes, 'x.xlsx')
    expect(describeProblem(notUsed[0]?.reason as never, 'zh')).toBe(
      '“十天”不是数字。请在“工期(天)”中填写数字。',
    )
    expect(notUsed[0]?.reason.at).toEqual({
      sheet: 'activity',
      field: 'duration',
      file: 'x.xlsx',
      part: '进度计划!C2',
    })
  })
  test('of any content are read or noted, never a failure', async () => {
    const cell = fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.date({ noInvalidDate: true, min: new Date('1900-03-01'), max: new Date('9999-12-30') }),
      fc.constantFrom('A1', 'A1FS+1d', '合计', '=', '#N/A', '1,2', '万元'),
    )
    const table = fc.array(fc.array(cell, { minLength: header.length, maxLength: header.length }), {
      maxLength: 6,
    })
    await fc.assert(
      fc.asyncProperty(table, async rows => {
        const bytes = await sheet('进度计划', [header, ['A1', '甲', 1], ...(rows as CellValue[][])])
        const { plans, notUsed } = await readTemplate(bytes, 'x.xlsx')
        const texts = notUsed.map(item => describeProblem(item.reason, 'en'))
        expect(plans).toHaveLength(1)
        expect(texts.every(text => text.length > 0)).toBe(true)
      }),
      { numRuns: 40 },
    )
  })
})
