import { existsSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { excelSerial, parseDay, parseMinute, type PlanDay } from '#model/plan-time.ts'
import { startJourneyServer, type JourneyServer } from './addin/support/journey-server.ts'
import {
  chromiumPath,
  launchBrowser,
  openWorkbook,
  type OpenWorkbook,
} from './addin/support/open-workbook.ts'

/** Monday to Friday, eight hours: 480 minutes are one day in a cell. */
const day = 480
const serial = (text: string): number => excelSerial(parseDay(text) as PlanDay)
const schedule = '进度计划'

describe.skipIf(!existsSync(chromiumPath))('a planner’s workbook, on the real server and office.js', () => {
  let server: JourneyServer
  let browser: Browser
  let first: OpenWorkbook
  let second: OpenWorkbook
  let projectId: string

  beforeAll(async () => {
    ;[server, browser] = await Promise.all([startJourneyServer(), launchBrowser()])
    projectId = await server.addProject(
      'A1',
      {
        activity: [
          { code: 'A1000', name: '开工', kind: 'startMilestone' },
          { code: 'A1010', name: '土方开挖', duration: 10 * day },
          { code: 'A1020', name: '垫层与基础', duration: 15 * day },
          { code: 'A1030', name: '主体结构', duration: 30 * day },
        ],
        resource: [{ code: 'R1', name: '钢筋工', kind: 'labour', price: 3_500_000, unit: '工日' }],
      },
      { dataDate: parseMinute('2026-03-02T08:00') },
    )
    ;[first, second] = await Promise.all([
      openWorkbook(browser, server.address),
      openWorkbook(browser, server.address),
    ])
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  test('a pairing code signs in, a project is chosen, its sheets are inserted', async () => {
    await first.signIn(await server.pair('owner', '张工'))
    await first.chooseProject(/滨江一标段/)
    await first.insertSheets()
    expect(await first.values(schedule, 'C2:D5')).toEqual([
      ['A1000', '开工'],
      ['A1010', '土方开挖'],
      ['A1020', '垫层与基础'],
      ['A1030', '主体结构'],
    ])
  })

  test('a duration and links typed in cells reach DuckDB with one sync, counted on the receipt', async () => {
    const duration = await first.column(schedule, '工期(天)')
    const links = await first.column(schedule, '紧前工序')
    expect(await first.type(schedule, `${duration}3`, 12)).toBe(true)
    await first.type(schedule, `${links}3`, 'A1000')
    await first.type(schedule, `${links}4`, 'A1010FS+2d')
    await first.type(schedule, `${links}5`, 'A1020')
    expect(await first.sync()).toContain('修改 4 = 接受 4')
    const pulled = await server.analytics.pull(projectId, ['activity'], null)
    const rows = pulled.sheets[0]
    const at = rows?.columns['code']?.indexOf('A1010') ?? -1
    expect(rows?.columns['duration']?.[at]).toBe(12 * day)
    expect(rows?.columns['predecessors']?.[at]).toMatch(/^A1000/)
  })

  test('refresh writes calculated dates and P50 and P80 into the cells', async () => {
    await first.refresh()
    const start = await first.column(schedule, '开始')
    const finish = await first.column(schedule, '完成')
    // 2026-03-02 is a Monday. 12 working days end on Tuesday 17 March; two days' lag, 15 days, then 30 days.
    expect(await first.values(schedule, `${start}3:${finish}5`)).toEqual([
      [serial('2026-03-02'), serial('2026-03-17')],
      [serial('2026-03-20'), serial('2026-04-09')],
      [serial('2026-04-10'), serial('2026-05-21')],
    ])
    const p50 = await first.column(schedule, '预测完成 P50')
    const p80 = await first.column(schedule, '预测完成 P80')
    const [[[shownP50]], [[shownP80]]] = (await Promise.all([
      first.values(schedule, `${p50}5`),
      first.values(schedule, `${p80}5`),
    ])) as [[[number]], [[number]]]
    expect(shownP50).toBeGreaterThan(serial('2026-03-02'))
    expect(shownP80).toBeGreaterThanOrEqual(shownP50)
    expect(await first.pane.locator('[data-percentile=p80]').innerText()).toMatch(/\d{4}-\d{2}-\d{2}/)
  })

  test('the calculated plan becomes baseline B1; once the data date moves, a refresh comes first', async () => {
    const take = first.pane.getByRole('button', { name: '建立基线' })
    await take.click()
    expect(await first.pane.locator('[data-baseline]').innerText()).toContain('已建立基线 B1，4 道工序')
    await first.settled()
    await first.pane.getByRole('button', { name: '修改检查日期' }).click()
    await first.pane.getByLabel('新的检查日期').fill('2026-03-09')
    await first.pane.getByRole('button', { name: '保存' }).click()
    await first.pane.getByText('检查日期 2026-03-09').waitFor()
    await first.settled()
    const pulled = await server.analytics.pull(projectId, ['project'], null)
    expect(pulled.sheets[0]?.columns['dataDate']).toEqual([parseMinute('2026-03-09T00:00')])
    await take.click()
    expect(await first.pane.getByRole('alert').innerText()).toContain('刷新')
    await first.settled()
    const hint = first.pane.getByText('检查日期已修改')
    expect(await hint.count()).toBe(1)
    await first.refresh()
    expect(await hint.count()).toBe(0)
    await take.click()
    await first.pane.locator('[data-baseline=B2]').waitFor()
    await first.settled()
  })

  test('a second open workbook follows by itself and keeps what its user has typed and not synced', async () => {
    await second.signIn(await server.pair('planner', '李工'))
    await second.chooseProject(/滨江一标段/)
    await second.insertSheets(['activity'])
    const name = await second.column(schedule, '工序名称')
    const duration = await second.column(schedule, '工期(天)')
    await second.type(schedule, `${name}2`, '正式开工')
    await first.type(schedule, `${duration}5`, 20)
    expect(await first.sync()).toContain('接受 1')
    await expect.poll(() => second.values(schedule, `${duration}5`), { timeout: 10_000 }).toEqual([[20]])
    expect(await second.values(schedule, `${name}2`)).toEqual([['正式开工']])
    expect(await second.sync()).toContain('接受 1')
    await expect.poll(() => first.values(schedule, `${name}2`), { timeout: 10_000 }).toEqual([['正式开工']])
  })

  test('a computed cell refuses typing; what is pasted over it is put back and named', async () => {
    const start = await first.column(schedule, '开始')
    const before = await first.values(schedule, `${start}3:${start}4`)
    const typed = await first.type(schedule, `${start}3`, 46_000)
    expect(typed).toBe(false)
    await first.page.getByRole('button', { name: '确定' }).click()
    await first.paste(schedule, `${start}3`, [[46_000], ['x']])
    expect(await first.sync()).toContain('恢复 2')
    expect(await first.values(schedule, `${start}3:${start}4`)).toEqual(before)
    await first.pane.getByRole('button', { name: '查看明细' }).click()
    expect(await first.pane.locator('li[data-outcome=readOnly]').allInnerTexts()).toEqual([
      expect.stringContaining('进度计划 · A1010 · 开始'),
      expect.stringContaining('进度计划 · A1020 · 开始'),
    ])
    await first.pane.getByRole('button', { name: '返回' }).click()
  })

  test('an unknown predecessor and a loop are refused with their reason and the way to the cell', async () => {
    const links = await first.column(schedule, '紧前工序')
    const [before] = await first.values(schedule, `${links}3`)
    await first.type(schedule, `${links}4`, 'A1010FS+2d;X99')
    await first.type(schedule, `${links}3`, 'A1030')
    expect(await first.sync()).toContain('拒绝 2')
    await first.pane.getByRole('button', { name: '查看明细' }).click()
    const items = first.pane.locator('li[data-outcome=refused]')
    const texts = (await items.allInnerTexts()).join('\n')
    expect(texts).toContain('X99')
    expect(texts).toMatch(/循环.*A10\d0.*A10\d0/)
    await items.filter({ hasText: 'X99' }).getByRole('button').click()
    await expect.poll(() => first.page.evaluate('window.workbench.selection()')).toBe(`${schedule}!${links}4`)
    await first.pane.getByRole('button', { name: '返回' }).click()
    await first.type(schedule, `${links}3`, before?.[0] ?? '')
    await first.type(schedule, `${links}4`, 'A1010FS+2d')
    expect(await first.sync()).toContain('没有修改')
  })

  test('nothing failed silently on the way', () => {
    expect([...first.errors, ...second.errors]).toEqual([])
  })
})
