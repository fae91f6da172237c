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
const pictures = process.env['PLUMBLINE_PICTURES']

describe.skipIf(!existsSync(chromiumPath))('a scenario tried in the pane and taken over', () => {
  let server: JourneyServer
  let browser: Browser
  let book: OpenWorkbook
  let projectId: string
  const change = async (): Promise<number> => (await server.analytics.findProject(projectId)).change
  const shown = async (): Promise<unknown[]> => [
    (await book.values(schedule, `${await book.column(schedule, '工期(天)')}2`))[0]?.[0],
    (await book.values(resources, `${await book.column(resources, '可用量')}2`))[0]?.[0],
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
          { code: 'A10', name: '土方', duration: 10 * day },
          { code: 'A20', name: '基础', duration: 5 * day, predecessors: 'A10' },
        ],
        resource: [{ code: 'R1', name: '挖掘机', kind: 'machine', available: 2000 }],
      },
      // A Monday.
      { dataDate: parseMinute('2026-03-02T08:00') },
    )
    book = await openWorkbook(browser, server.address)
    await book.signIn(await server.pair('planner', '张工'))
    await book.chooseProject(/W1/)
    await book.insertSheets(['activity', 'resource'])
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
    await book.pane.locator('[data-what-if-run]').click()
    const row = book.pane.locator('[data-what-if-row="0"]')
    await row.waitFor()
    expect(await row.innerText()).toContain('推迟 2 天')
    expect(await change()).toBe(before)
    expect(await shown()).toEqual([10, 2])
    if (pictures) await book.page.screenshot({ path: `${pictures}/what-if-journey.png` })
  }, 120_000)

  test('taking it over writes its cells, which sync like typed ones and go back in one undo step', async () => {
    await book.pane.locator('[data-what-if-accept="0"]').click()
    await book.pane.getByText('修改 2 = 接受 2').waitFor()
    expect(await shown()).toEqual([12, 3])
    const { sheets } = await server.analytics.pull(projectId, ['activity', 'resource'], null)
    expect([sheets[0]?.columns['duration']?.[0], sheets[1]?.columns['available']?.[0]]).toEqual([
      12 * day,
      3000,
    ])
    const seen: unknown[][] = []
    for (let i = 0; i < 4 && seen.at(-1)?.[0] !== 10; i++) {
      await book.page.evaluate('window.workbench.undo()')
      seen.push(await shown())
    }
    // Whatever the sync wrote later goes first; the two values go together.
    expect(seen.at(-1)).toEqual([10, 2])
    expect(seen.slice(0, -1).every(([duration, available]) => duration === 12 && available === 3)).toBe(true)
    expect(book.errors).toEqual([])
  }, 120_000)
})
