import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readXlsx, writeXlsx, type CellValue } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import { readTemplate } from '#interchange/template.ts'
import { makeTemplate } from '#interchange/template-workbook.ts'
import { entityNames, entityOf, type EntityName } from '#model/entities.ts'
import { fieldsOf } from '#model/entity.ts'
import { parseMinute } from '#model/plan-time.ts'
import { AppError, describeProblem } from '#model/problems.ts'

type Cells = Record<string, CellValue>
type Filled = Partial<Record<EntityName, Cells[]>>
const languages = ['zh', 'en'] as const

/** The template of a language with rows typed into it, by field name. */
async function fillTemplate(language: 'zh' | 'en', filled: Filled): Promise<Uint8Array> {
  const workbook = await readXlsx(await makeTemplate(language))
  return writeXlsx({
    sheets: workbook.sheets.map(({ name, rows }) => {
      const entity = entityNames.find(candidate => entityOf(candidate).sheet[language] === name)
      const fields = entity ? fieldsOf(entityOf(entity)) : []
      const order = (rows[0] ?? []).map(
        header =>
          fields.find(([, field]) => field.label[language] === String(header).replace(' *', ''))?.[0] ?? '',
      )
      const typed = (entity && filled[entity]) ?? []
      return { name, rows: [...rows, ...typed.map(cells => order.map(field => cells[field] ?? null))] }
    }),
  })
}
const day = (text: string) => new Date(`${text}T00:00:00Z`)
const minute = (text: string) => parseMinute(text)

/** A small plan as somebody types it; words differ by language, everything else does not. */
const typed = (language: 'zh' | 'en'): Filled => {
  const word = (zh: string, en: string) => (language === 'zh' ? zh : en)
  return {
    project: [
      {
        code: 'HZ-01',
        name: '幼儿园改造',
        currency: 'CNY',
        plannedStart: day('2026-03-02'),
        calendarKey: 'six',
      },
    ],
    calendar: [
      {
        code: 'six',
        name: '六天十小时',
        minutesPerDay: 10,
        ...Object.fromEntries(
          ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'].map(name => [
            name,
            '07:00-12:00,13:00-18:00',
          ]),
        ),
      },
    ],
    calendarException: [
      { calendarKey: 'six', fromDay: day('2026-05-01'), toDay: day('2026-05-05'), name: '劳动节' },
    ],
    wbs: [{ code: '1', name: '主体' }],
    activity: [
      {
        code: 'A1010',
        name: '拆除',
        wbs: '1',
        duration: 3,
        actualStart: day('2026-03-02'),
        completeRatio: 0.5,
      },
      { code: 'A1020', name: '砌筑', wbs: '1', duration: '2.5', predecessors: 'A1010FS+1d' },
      { code: 'A1030', name: '抹灰', duration: '12h', predecessors: 'A1020SS；A1010' },
      {
        code: 'A1040',
        name: '移交',
        kind: word('完成里程碑', 'Finish milestone'),
        predecessors: 'A1030FF-50%',
      },
    ],
    resource: [
      { code: 'R1', name: '瓦工', kind: word('人工', 'Labour'), unit: '工日', price: 385.1234, available: 6 },
    ],
    assignment: [
      { activityKey: 'A1020', resourceKey: 'R1', rate: 4, plannedQuantity: 10, plannedCost: 3851.23 },
    ],
    costAccount: [{ code: 'C1', name: '主体工程' }],
    budgetLine: [
      { costAccountKey: 'C1', kind: word('材料', 'Material'), description: '砖', amount: '1,200.50' },
    ],
    costEntry: [
      { bookedOn: day('2026-03-05'), costAccountKey: 'C1', kind: word('机械', 'Machine'), amount: 99.9 },
    ],
    progressRecord: [{ activityKey: 'A1010', statusAt: day('2026-03-04'), completeRatio: 0.5 }],
  }
}

describe('a filled-in template', () => {
  test.each(languages)(
    'in %s takes the day of a constraint on the finish as the end of its work',
    async language => {
      const word = (zh: string, en: string) => (language === 'zh' ? zh : en)
      const filled = typed(language)
      const constrained = (filled.activity ?? []).map((row, i) =>
        i === 1
          ? {
              ...row,
              constraintKind: word('开始不早于', 'Start on or after'),
              constraintAt: day('2026-03-06'),
              secondConstraintKind: word('完成不晚于', 'Finish on or before'),
              secondConstraintAt: day('2026-03-13'),
            }
          : row,
      )
      const { plans, notUsed } = await readTemplate(
        await fillTemplate(language, { ...filled, activity: constrained }),
        '甲.xlsx',
      )
      expect(notUsed).toEqual([])
      expect(plans[0]?.activities[1]).toMatchObject({
        constraintAt: minute('2026-03-06T07:00'),
        secondConstraintAt: minute('2026-03-13T18:00'),
      })
    },
  )

  test.each(languages)(
    'in %s is read without a remark, dates and durations by its calendar',
    async language => {
      const { plans, notUsed } = await readTemplate(await fillTemplate(language, typed(language)), '甲.xlsx')
      expect(notUsed).toEqual([])
      const [plan] = plans
      expect(plan?.project).toMatchObject({
        code: 'HZ-01',
        name: '幼儿园改造',
        currency: 'CNY',
        plannedStart: minute('2026-03-02T07:00'),
        calendarKey: plan?.calendars[0]?.rowKey,
      })
      expect(plan?.calendars[0]).toMatchObject({ minutesPerDay: 600, sunday: null })
      expect(plan?.activities.map(row => [row.code, row.kind, row.duration])).toEqual([
        ['A1010', 'task', 1800],
        ['A1020', 'task', 1500],
        ['A1030', 'task', 720],
        ['A1040', 'finishMilestone', 0],
      ])
      expect(plan?.activities[0]).toMatchObject({
        actualStart: minute('2026-03-02T07:00'),
        completeRatio: 0.5,
      })
      const codes = new Map(plan?.activities.map(row => [row.rowKey, row.code]))
      expect(
        plan?.links.map(row => [
          codes.get(row.predecessorKey),
          codes.get(row.successorKey),
          row.kind,
          row.lag,
          row.lagKind,
        ]),
      ).toEqual([
        ['A1010', 'A1020', 'finishToStart', 600, 'working'],
        ['A1020', 'A1030', 'startToStart', 0, 'working'],
        ['A1010', 'A1030', 'finishToStart', 0, 'working'],
        ['A1030', 'A1040', 'finishToFinish', -50_000, 'percent'],
      ])
      expect(plan?.resources[0]).toMatchObject({ kind: 'labour', price: 3_851_234, available: 6000 })
      expect(plan?.assignments[0]).toMatchObject({
        rate: 4000,
        plannedQuantity: 10_000,
        plannedCost: 385_123,
      })
      expect(plan?.budgetLines[0]).toMatchObject({ kind: 'material', amount: 120_050 })
      expect(plan?.costEntries[0]).toMatchObject({ kind: 'machine', amount: 9990 })
      expect(plan?.calendarExceptions[0]).toMatchObject({ shifts: null, standing: 'company' })
      expect(plan?.progressRecords[0]?.statusAt).toBe(minute('2026-03-04T07:00'))
    },
  )
  test('in either language gives the same plan, with the same row keys', async () => {
    const [zh, en] = await Promise.all(
      languages.map(
        async language => (await readTemplate(await fillTemplate(language, typed(language)), 'x.xlsx')).plans,
      ),
    )
    expect(zh).toEqual(en)
  })
  test('that is still empty is refused', async () => {
    await expect(readTemplate(await makeTemplate('zh'), 'x.xlsx')).rejects.toMatchObject({ code: 'no-rows' })
  })
  test('of a newer version is refused, and says so', async () => {
    const bytes = await writeXlsx({
      sheets: [
        { name: '填写说明', rows: [['plumbline-template 2']] },
        {
          name: '进度计划',
          rows: [
            ['工序编码', '工序名称'],
            ['A', 'B'],
          ],
        },
      ],
    })
    const refusal = await readTemplate(bytes, '新.xlsx').catch((error: unknown) => error)
    expect(refusal).toMatchObject({
      code: 'file-from-newer-version',
      data: { file: '新.xlsx', version: 2, known: 1 },
    })
    expect(describeProblem(refusal as AppError, 'zh')).toContain('请先升级')
  })
})

describe('the template itself', () => {
  test.each(languages)(
    'in %s has a sheet for all that people type, with every column they may fill',
    async language => {
      const workbook = await readXlsx(await makeTemplate(language))
      const names = entityNames.filter(name => entityOf(name).typed && name !== 'link')
      expect(workbook.sheets.slice(1).map(({ name }) => name)).toEqual(
        names.map(name => entityOf(name).sheet[language]),
      )
      workbook.sheets.slice(1).forEach((made, index) => {
        const fields = fieldsOf(entityOf(names[index] as EntityName)).filter(
          ([, field]) => field.origin !== 'computed' && field.editors.length > 0,
        )
        expect(made.rows[0]?.map(header => String(header).replace(' *', ''))).toEqual(
          fields.map(([, field]) => field.label[language]),
        )
        expect(made.freezePane?.rows).toBe(1)
      })
    },
  )
  const office = process.env['SOFFICE_PATH']
  test.skipIf(!office)(
    'opens in LibreOffice (skipped without soffice)',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'template-'))
      const file = join(folder, 'template.xlsx')
      writeFileSync(file, await makeTemplate('zh'))
      const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
      execFileSync(
        office as string,
        [profile, '--headless', '--convert-to', 'ods', '--outdir', folder, file],
        { stdio: 'ignore' },
      )
      expect(readFileSync(join(folder, 'template.ods')).length).toBeGreaterThan(5000)
      rmSync(folder, { recursive: true })
    },
    120_000,
  )
})
