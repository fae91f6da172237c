import { existsSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseMinute } from '#model/plan-time.ts'
import { startJourneyServer, type JourneyServer } from './addin/support/journey-server.ts'
import {
  chromiumPath,
  launchBrowser,
  openWorkbook,
  type OpenWorkbook,
} from './addin/support/open-workbook.ts'

const day = 480
const schedule = '进度计划'
const resources = '资源'
const crews = '分配'
const risks = '风险登记'
const certain = (days: number) => ({
  optimisticDuration: days * day,
  mostLikelyDuration: days * day,
  pessimisticDuration: days * day,
})
const pictures = process.env['PLUMBLINE_PICTURES']

describe.skipIf(!existsSync(chromiumPath))('a scenario tried in the pane and taken over', () => {
  let server: JourneyServer
  let browser: Browser
  let book: OpenWorkbook
  let projectId: string
  /** What the sheets show of the cells that the scenario changes, before it and after it was taken over. */
  const typed = [10, 2, 2, '未处置', '']
  const tried = [12, 3, 3, '已采取措施', 0]
  const change = async (): Promise<number> => (await server.analytics.findProject(projectId)).change
  const shown = async (): Promise<unknown[]> => [
    (await book.values(schedule, `${await book.column(schedule, '工期(天)')}2`))[0]?.[0],
    (await book.values(resources, `${await book.column(resources, '可用量')}2`))[0]?.[0],
    (await book.values(crews, `${await book.column(crews, '单位时间用量')}2`))[0]?.[0],
    (await book.values(risks, `${await book.column(risks, '状态')}2`))[0]?.[0],
    (await book.values(risks, `${await book.column(risks, '剩余概率')}2`))[0]?.[0],
  ]
  const choose = async (field: string): Promise<void> => {
    await book.pane.getByLabel('改什么').click()
    await book.pane.getByRole('option', { name: field }).click()
  }
  const tryValue = async (text: string): Promise<void> => {
    await book.pane.getByLabel('新值').fill(text)
    await book.pane.locator('[data-what-if-add]').click()
  }

  beforeAll(async () => {
    ;[server, browser] = await Promise.all([startJourneyServer(), launchBrowser()])
    projectId = await server.addProject(
      'W1',
      {
        activity: [
          { code: 'A10', name: '土方', duration: 10 * day, ...certain(12) },
          { code: 'A20', name: '基础', duration: 5 * day, predecessors: 'A10', ...certain(5) },
        ],
        resource: [{ code: 'R1', name: '挖掘机', kind: 'machine', available: 2000 }],
        assignment: [{ activityKey: 'A10', resourceKey: 'R1', rate: 2000 }],
        risk: [
          {
            code: 'K1',
            name: '雨季停工',
            probability: 1,
            activities: 'A20',
            leastDelay: 5 * day,
            likelyDelay: 5 * day,
            mostDelay: 5 * day,
          },
        ],
      },
      // A Monday.
      { dataDate: parseMinute('2026-03-02T08:00') },
    )
    book = await openWorkbook(browser, server.address)
    await book.signIn(await server.pair('planner', '张工'))
    await book.chooseProject(/W1/)
    await book.insertSheets(['activity', 'resource', 'assignment', 'risk'])
  }, 240_000)
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  test('the row selected in the sheet is the one to change, and a scenario is worked out without being stored', async () => {
    const before = await change()
    await book.pane.locator('[data-tool=whatIf]').click()
    await book.pane.locator('[data-what-if-new]').click()
    await book.page.evaluate(`window.workbench.select('${schedule}', 'C2')`)
    await book.pane.locator('[data-what-if-pick]').click()
    await expect.poll(() => book.pane.getByLabel('编码').inputValue()).toBe('A10')
    await tryValue('三天')
    await book.pane.getByText('“三天”').waitFor()
    await tryValue('12')
    await book.pane.locator('[data-what-if-change=A10]').waitFor()
    await choose('资源 · 可用量')
    await book.pane.getByLabel('编码').fill('R1')
    await tryValue('3')
    await book.pane.locator('[data-what-if-change=R1]').waitFor()
    await choose('分配 · 单位时间用量')
    await book.pane.getByLabel('编码').fill('A10/R1')
    await book.pane.getByText('土方 · 挖掘机').first().waitFor()
    await tryValue('3')
    await book.pane.locator('[data-what-if-change="A10/R1"]').waitFor()
    expect(await book.pane.getByLabel(/随机模拟/).isChecked()).toBe(false)
    await choose('风险登记 · 状态')
    await book.pane.getByLabel('编码').fill('K1')
    await book.pane.getByLabel('新值').click()
    await book.pane.getByRole('option', { name: '已采取措施' }).click()
    await book.pane.locator('[data-what-if-add]').click()
    await choose('风险登记 · 剩余概率')
    await tryValue('0%')
    await expect.poll(() => book.pane.locator('[data-what-if-change=K1]').count()).toBe(2)
    await book.pane.getByText('K1 剩余概率：— 改为 0%').waitFor()
    expect(await book.pane.getByLabel(/随机模拟/).isChecked()).toBe(true)
    // Once a capacity is tried, runs keep to it.
    expect(await book.pane.getByLabel(/资源可用量平衡/).isChecked()).toBe(true)
    await book.pane.locator('[data-what-if-run]').click()
    const row = book.pane.locator('[data-what-if-row="0"]')
    await row.waitFor()
    expect(await row.innerText()).toContain('推迟 2 天')
    // Certain durations of 12 and 5 days, and five days more for the risk that the scenario is rid of.
    const simulated = book.pane.locator('[data-what-if-simulated-row="0"]')
    expect(await simulated.innerText()).toContain('提前 5 天')
    expect(await book.pane.locator('[data-what-if-simulated-row=present]').innerText()).toContain(
      '2026-03-31',
    )
    expect(await simulated.innerText()).toContain('2026-03-24')
    await book.pane.locator('[data-what-if-simulated] [data-levelled]').waitFor()
    expect(await change()).toBe(before)
    expect(await shown()).toEqual(typed)
    if (pictures) await book.page.screenshot({ path: `${pictures}/what-if-journey.png` })
  }, 120_000)

  test('taking it over writes its cells, which sync like typed ones and go back in one undo step', async () => {
    await book.pane.locator('[data-what-if-accept="0"]').click()
    await book.pane.getByText('修改 5 = 接受 5').waitFor()
    expect(await shown()).toEqual(tried)
    const { sheets } = await server.analytics.pull(
      projectId,
      ['activity', 'resource', 'assignment', 'risk'],
      null,
    )
    const stored = ['duration', 'available', 'rate', 'status'].map(
      (field, at) => sheets[at]?.columns[field]?.[0],
    )
    expect(stored).toEqual([12 * day, 3000, 3000, 'mitigated'])
    expect(sheets[3]?.columns['residualProbability']?.[0]).toBe(0)
    const seen: unknown[][] = []
    for (let i = 0; i < 4 && seen.at(-1)?.[0] !== 10; i++) {
      await book.page.evaluate('window.workbench.undo()')
      seen.push(await shown())
    }
    // Whatever the sync wrote later goes first; the values of the scenario go together.
    expect(seen.at(-1)).toEqual(typed)
    for (const before of seen.slice(0, -1)) expect(before).toEqual(tried)
    expect(book.errors).toEqual([])
  }, 120_000)

  test('a levelled simulation names what is critical, and its links lead to the row in the sheet', async () => {
    await book.pane.getByRole('button', { name: '返回' }).click()
    await book.pane.locator('[data-tool=simulation]').click()
    await book.pane.getByRole('checkbox', { name: /资源可用量平衡/ }).check()
    // A risk that may stay away and work that may take longer move the finish; A10 is certain.
    await book.type(risks, `${await book.column(risks, '概率')}2`, 0.5)
    await book.type(schedule, `${await book.column(schedule, '悲观工期(天)')}3`, 9)
    await book.pane.locator('[data-simulate]').click()
    await book.pane.locator('[data-simulated-finish] [data-levelled]').waitFor()
    await book.pane.locator('summary', { hasText: '点击查看' }).click()
    const rows: Record<string, string> = { A10: `${schedule} 2`, A20: `${schedule} 3`, K1: `${risks} 2` }
    const selected = async (): Promise<string> =>
      String(await book.page.evaluate('window.workbench.selection()')).replace(/'|![A-Z]+/g, part =>
        part === "'" ? '' : ' ',
      )
    const drivers = await book.pane.locator('[data-tornado] li').allInnerTexts()
    expect(new Set(drivers.map(text => text.split(' ')[0]))).toEqual(new Set(['K1', 'A20']))
    const links = await book.pane.locator('[data-tornado] [data-jump], details [data-jump]').all()
    const named = await Promise.all(links.map(async link => (await link.innerText()).split(' ')[0] as string))
    expect(new Set(named)).toEqual(new Set(Object.keys(rows)))
    for (const [at, link] of links.entries()) {
      await link.click()
      await expect.poll(selected).toBe(rows[named[at] as string])
    }
    expect(book.errors).toEqual([])
  }, 120_000)
})
