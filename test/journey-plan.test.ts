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

describe.skipIf(!existsSync(chromiumPath))(
  'a plan worked on in two workbooks, checked, exported, imported',
  () => {
    let server: JourneyServer
    let browser: Browser
    let first: OpenWorkbook
    let second: OpenWorkbook
    let projectId: string
    const home = (): Promise<void> => first.pane.getByRole('button', { name: '返回' }).click()
    const tool = (name: string): Promise<void> => first.pane.locator(`[data-tool=${name}]`).click()
    const column = async (field: string): Promise<unknown[]> =>
      (await server.analytics.pull(projectId, ['activity'], null)).sheets[0]?.columns[field] ?? []

    beforeAll(async () => {
      ;[server, browser] = await Promise.all([startJourneyServer(), launchBrowser()])
      projectId = await server.addProject(
        'C3',
        {
          activity: [
            { code: 'A10', name: '土方', duration: 10 * day },
            { code: 'A20', name: '基础', duration: 5 * day },
            { code: 'A30', name: '结构', duration: 8 * day },
            { code: 'A40', name: '降水', duration: 3 * day },
          ],
        },
        { dataDate: parseMinute('2026-03-02T08:00') },
      )
      ;[first, second] = await Promise.all([
        openWorkbook(browser, server.address),
        openWorkbook(browser, server.address),
      ])
      await first.signIn(await server.pair('owner', '张工'))
      await first.chooseProject(/C3/)
      await first.insertSheets(['activity'])
      await second.signIn(await server.pair('planner', '李工'))
      await second.chooseProject(/C3/)
      await second.insertSheets(['activity'])
    }, 240_000)
    afterAll(async () => {
      await browser?.close()
      await server?.stop()
    })

    test('successors typed in one workbook are predecessors in both, and the other way round', async () => {
      const before = await first.column(schedule, '紧前工序')
      const after = await first.column(schedule, '紧后工序')
      await first.type(schedule, `${after}2`, 'A20;A40SS+1d')
      await first.type(schedule, `${before}4`, 'A20')
      expect(await first.sync()).toContain('修改 2 = 接受 2')
      const links = [
        ['', 'A20FS;A40SS+1d'],
        ['A10FS', 'A30FS'],
        ['A20FS', ''],
        ['A10SS+1d', ''],
      ]
      expect(await first.values(schedule, `${before}2:${after}5`)).toEqual(links)
      await expect
        .poll(() => second.values(schedule, `${before}2:${after}5`), { timeout: 20_000 })
        .toEqual(links)
      await second.type(schedule, `${before}5`, '')
      expect(await second.sync()).toContain('接受 1')
      await expect.poll(() => first.values(schedule, `${after}2`), { timeout: 20_000 }).toEqual([['A20FS']])
    })

    test('two cells that say different things of one link are both refused, each naming the other', async () => {
      const before = await first.column(schedule, '紧前工序')
      const after = await first.column(schedule, '紧后工序')
      await first.type(schedule, `${after}2`, 'A20FS+3d')
      await first.type(schedule, `${before}3`, 'A10SS')
      expect(await first.sync()).toContain('拒绝 2')
      const status = await first.column(schedule, '同步状态')
      const texts = (await first.values(schedule, `${status}2:${status}3`)).map(row => String(row[0]))
      expect(texts[0]).toContain('A20 · 紧前工序')
      expect(texts[1]).toContain('A10 · 紧后工序')
      await first.type(schedule, `${after}2`, 'A20FS')
      await first.type(schedule, `${before}3`, 'A10FS')
      expect(await first.sync()).toContain('没有修改')
    })

    test('hours may be typed; what cannot be read is named at once, without the server, until it is put right', async () => {
      const duration = await first.column(schedule, '工期(天)')
      const links = await first.column(schedule, '紧前工序')
      const status = await first.column(schedule, '同步状态')
      let asked = 0
      await first.page.route('**/api/**', async route => {
        asked++
        await route.continue()
      })
      expect(await first.type(schedule, `${duration}3`, '12h')).toBe(true)
      expect(await first.type(schedule, `${duration}4`, '八天半')).toBe(true)
      await first.type(schedule, `${links}5`, 'A10FS+3x')
      await expect
        .poll(
          async () => (await first.values(schedule, `${status}4:${status}5`)).map(row => String(row[0])),
          { timeout: 15_000 },
        )
        .toEqual([expect.stringContaining('✗ 待改正: 工期(天)'), expect.stringContaining('FS+3x')])
      await first.pane.locator('[data-typed-count="2"]').click()
      await first.pane.locator('[data-typed=predecessors]').getByRole('button').click()
      await expect
        .poll(() => first.page.evaluate('window.workbench.selection()'), { timeout: 15_000 })
        .toBe(`${schedule}!${links}5`)
      await home()
      await first.type(schedule, `${duration}4`, 8)
      await first.type(schedule, `${links}5`, '')
      await expect
        .poll(async () => (await first.values(schedule, `${status}4:${status}5`)).map(row => row[0]), {
          timeout: 15_000,
        })
        .toEqual(['', ''])
      expect(asked).toBe(0)
      await first.page.unroute('**/api/**')
      expect(await first.sync()).toContain('修改 1 = 接受 1')
      expect(await first.values(schedule, `${duration}3`)).toEqual([[1.5]])
      expect(await column('duration')).toContain(12 * 60)
    })

    test('after a refresh float says by a sign what is critical', async () => {
      await first.refresh()
      const float = await first.column(schedule, '总时差(天)')
      const critical = await first.column(schedule, '关键')
      expect((await first.text(schedule, `${float}2:${float}4`)).flat()).toEqual(['● 0', '● 0', '● 0'])
      expect((await first.text(schedule, `${critical}2:${critical}5`)).flat()).toEqual([
        '是',
        '是',
        '是',
        '否',
      ])
    })

    test('a failing row of the check is found in the sheet, also after it was sorted', async () => {
      await first.page
        .frames()
        .find(frame => frame.url().includes('taskpane'))
        ?.evaluate(`Excel.run(async context => {
        const table = context.workbook.worksheets.getItem('${schedule}').tables.getItemAt(0)
        table.sort.apply([{ key: 2, ascending: false }])
        await context.sync()
      })`)
      const code = await first.column(schedule, '工序编码')
      expect((await first.values(schedule, `${code}2:${code}5`)).flat()).toEqual(['A40', 'A30', 'A20', 'A10'])
      await tool('check')
      const logic = first.pane.locator('[data-check="1"]')
      await logic.waitFor()
      expect(await logic.getAttribute('data-result')).toBe('fail')
      await logic.locator('summary').click()
      await logic.getByRole('button', { name: 'A10', exact: true }).click()
      await expect
        .poll(() => first.page.evaluate('window.workbench.selection()'), { timeout: 15_000 })
        .toMatch(new RegExp(`^${schedule}![A-Z]+5$`))
      await home()
    })

    test('what moved the finish since the last calculation is told, and its parts add up', async () => {
      const code = await first.column(schedule, '工序编码')
      const duration = await first.column(schedule, '工期(天)')
      const row = (await first.values(schedule, `${code}2:${code}5`)).flat().indexOf('A30') + 2
      await first.type(schedule, `${duration}${row}`, 10)
      await first.refresh()
      await tool('explanation')
      await first.pane.locator('[data-explanation]').waitFor()
      const parts = first.pane.locator('[data-part=duration]')
      expect(await parts.innerText()).toMatch(/A30[\s\S]*2 天|推迟 2 天/)
      await home()
    })

    test('a plan exported to P6 is previewed and imported again as another project', async () => {
      await tool('export')
      await first.pane.getByLabel('Primavera P6（.xer）').check()
      await first.pane.getByRole('button', { name: '保存文件' }).waitFor()
      const [download] = await Promise.all([
        first.page.waitForEvent('download'),
        first.pane.getByRole('button', { name: '保存文件' }).click(),
      ])
      expect(download.suggestedFilename()).toMatch(/\.xer$/)
      const saved = await download.path()
      await home()
      await tool('import')
      await first.pane.locator('input[type=file]').setInputFiles(saved)
      const preview = first.pane.locator('[data-project=C3]')
      await preview.waitFor()
      expect(await preview.innerText()).toMatch(/进度计划 4/)
      await first.pane.getByLabel('另存为新项目').check()
      await first.pane.getByRole('button', { name: '导入', exact: true }).click()
      await first.pane.locator('[data-imported="1"]').waitFor()
      expect(await server.analytics.projects()).toHaveLength(2)
      await first.pane.getByRole('button', { name: '打开此项目' }).click()
      await first.settled()
    })

    test('nothing failed silently on the way', () => {
      expect([...first.errors, ...second.errors]).toEqual([])
    })
  },
)
