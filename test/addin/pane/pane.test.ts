import { existsSync, mkdirSync } from 'node:fs'
import type { AddressInfo, Server } from 'node:net'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { createServer, type ViteDevServer } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseMinute } from '#model/plan-time.ts'
import { chromiumPath, launchBrowser } from '../support/open-workbook.ts'
import { paneStates } from './pane-states.ts'

const root = join(import.meta.dirname, '../../..')
/** Set to keep a picture of every state. */
const pictures = process.env['PLUMBLINE_PICTURES']
const names = Object.keys(paneStates('zh'))

describe.skipIf(!existsSync(chromiumPath))('the pane at 320 pixels', () => {
  let server: ViteDevServer
  let browser: Browser
  let page: Page
  const errors: string[] = []
  const show = async (state: string, language: string): Promise<void> => {
    errors.length = 0
    const port = (server.httpServer as unknown as Server).address() as AddressInfo
    await page.goto(
      `http://localhost:${port.port}/test/addin/pane/gallery.html?state=${state}&language=${language}`,
    )
    await page.locator('#pane > *').waitFor()
  }
  const done = (): Promise<unknown[][]> => page.evaluate('window.done')

  beforeAll(async () => {
    server = await createServer({
      root,
      configFile: join(root, 'vite.config.ts'),
      logLevel: 'error',
      cacheDir: join(root, 'node_modules/.vite-pane-test'),
      server: { port: 0, hmr: false, ws: false, watch: null },
      optimizeDeps: { entries: ['test/addin/pane/gallery.html'] },
    })
    await server.listen()
    browser = await launchBrowser()
    page = await browser.newPage({ viewport: { width: 320, height: 900 }, reducedMotion: 'reduce' })
    page.setDefaultTimeout(60_000)
    page.on('pageerror', error => errors.push(error.message))
    page.on('console', message => {
      // The dev server's own reload line is off on purpose.
      if (message.type() === 'error' && !/WebSocket|\[vite\]|status of 404/.test(message.text()))
        errors.push(message.text())
    })
    if (pictures) mkdirSync(pictures, { recursive: true })
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  test.each(names.flatMap(name => [[name, 'zh'] as const, [name, 'en'] as const]))(
    '%s in %s fits the width, names every control, and shows no raw key',
    async (name, language) => {
      await show(name, language)
      await page.evaluate("document.querySelectorAll('details').forEach(e => { e.open = true })")
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320)
      const unnamed = await page.evaluate(`[...document.querySelectorAll('button, input, select')]
        .filter(e => !e.disabled && !(e.innerText || e.getAttribute('aria-label') || e.labels?.length || e.getAttribute('aria-labelledby')))
        .map(e => e.outerHTML.slice(0, 120))`)
      expect(unnamed).toEqual([])
      const text = await page.locator('body').innerText()
      expect(text).not.toMatch(
        /\b(home|state|receipt|problems|forecast|bind|insert|settings|job|check|tools|exchange|explanation|level|simulation|whatIf)\.\w+/,
      )
      expect(errors).toEqual([])
      if (pictures) await page.screenshot({ path: join(pictures, `${name}-${language}.png`), fullPage: true })
    },
  )

  test('every button of the home screen is reached by the keyboard and does what it says', async () => {
    await show('home', 'zh')
    const reached: string[] = []
    for (let i = 0; i < 14; i++) {
      await page.keyboard.press('Tab')
      reached.push(
        await page.evaluate(
          'document.activeElement?.innerText || document.activeElement?.getAttribute("aria-label") || ""',
        ),
      )
    }
    for (const name of ['同步', '刷新预测', '插入表格', '绑定现有表', '趋势工作簿', '设置'])
      expect(reached).toContain(name)
    await page.getByRole('button', { name: '同步', exact: true }).press('Enter')
    await page.getByRole('button', { name: '刷新预测' }).click()
    expect(await done()).toEqual([['sync'], ['refresh']])
  })

  test('the data date is changed in place by the keyboard, and a refused one stays to be corrected', async () => {
    await show('home', 'zh')
    const edit = page.getByRole('button', { name: '修改检查日期' })
    await edit.press('Enter')
    const input = page.getByLabel('新的检查日期')
    expect(await input.evaluate('document.activeElement?.name')).toBe('dataDate')
    expect(await input.inputValue()).toBe('2026-03-29')
    await input.press('Escape')
    await input.waitFor({ state: 'detached' })
    expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('修改检查日期')
    await edit.click()
    await input.fill('')
    expect(await page.getByRole('button', { name: '保存' }).isDisabled()).toBe(true)
    await input.fill('2026-04-05')
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320)
    if (pictures) await page.screenshot({ path: join(pictures, 'editDate-zh.png'), fullPage: true })
    await input.press('Enter')
    expect(await done()).toEqual([['setDataDate', parseMinute('2026-04-05T00:00')]])
    expect(await input.inputValue()).toBe('2026-04-05')
    await show('newDate', 'zh')
    expect(await page.locator('header').innerText()).toContain('检查日期 2026-04-05')
    expect(await page.locator('main').innerText()).toContain('点击“刷新预测”')
  })

  test('results older than the plan, or than a plan it is linked with, say so; current ones do not', async () => {
    const bar = page.locator('[data-stale]')
    await show('home', 'zh')
    expect(await bar.count()).toBe(0)
    await show('edited', 'zh')
    expect(await bar.innerText()).toContain('计划在计算之后有改动')
    await show('linkedEdited', 'en')
    expect(await bar.innerText()).toContain('QL-07, H-2021')
  })

  test.each(['zh', 'en'])(
    'no amount or date of compared scenarios is broken inside, in %s',
    async language => {
      await show('whatIfDone', language)
      const heights = await page.evaluate(
        `[...document.querySelectorAll('[data-what-if-results] td span')].map(e => e.offsetHeight / parseFloat(getComputedStyle(e).lineHeight))`,
      )
      expect((heights as number[]).length).toBeGreaterThan(10)
      expect((heights as number[]).filter(lines => lines > 1.5)).toEqual([])
    },
  )

  test('a planner takes a baseline and is told which; the site moves the date only, a viewer neither', async () => {
    const baseline = page.getByRole('button', { name: '建立基线' })
    const edit = page.getByRole('button', { name: '修改检查日期' })
    await show('baselineTaken', 'zh')
    expect(await page.locator('[data-baseline]').innerText()).toContain('已建立基线 B2，1,305 道工序')
    await baseline.press('Enter')
    await page.locator('[data-baseline]').getByRole('button', { name: '关闭' }).click()
    expect(await done()).toEqual([['takeBaseline'], ['dismissBaseline']])
    await show('homeSite', 'zh')
    expect([await edit.count(), await baseline.count()]).toEqual([1, 0])
    await show('homeViewer', 'zh')
    expect([await edit.count(), await baseline.count()]).toEqual([0, 0])
  })

  test('a running calculation can be cancelled and nothing else started', async () => {
    await show('refreshing', 'zh')
    expect(await page.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('0.62')
    expect(await page.getByRole('button', { name: '同步', exact: true }).isDisabled()).toBe(true)
    await page.getByRole('button', { name: '取消计算' }).click()
    expect(await done()).toEqual([['cancelRefresh']])
  })

  test('a conflict shows all three values and asks which to keep', async () => {
    await show('receipt', 'zh')
    const conflict = page.locator('li[data-outcome=conflict]')
    expect(await conflict.innerText()).toMatch(/修改前：10[\s\S]*您的值：12[\s\S]*服务器的值：14/)
    await conflict.getByRole('button', { name: '采用服务器的' }).click()
    expect(await done()).toMatchObject([['settleConflict', { rowKey: 'A1020', field: 'duration' }, 'theirs']])
  })

  test('a problem leads to its cell; one whose sheet is not here says so', async () => {
    await show('problems', 'zh')
    await page.locator('li[data-problem=link-loop]').getByRole('button').click()
    expect(await done()).toMatchObject([['jumpTo', { rowKey: 'k', field: 'predecessors' }]])
    expect(await page.locator('li[data-problem=no-data-date]').innerText()).toContain('没有插入“项目”表')
  })

  test('rows that are gone are deleted for everybody only when the user says so', async () => {
    await show('deletes', 'zh')
    expect(await page.getByRole('alertdialog').innerText()).toContain('A1050')
    await page.getByRole('button', { name: '放回表中' }).click()
    expect(await done()).toEqual([['answerDeletes', 'restore']])
  })

  test('a table is not bound while a required field has no column', async () => {
    await show('bindProposal', 'zh')
    expect(await page.getByRole('button', { name: '绑定', exact: true }).isDisabled()).toBe(true)
    expect(await page.locator('main').innerText()).toContain('还缺少必填字段：工序名称')
  })

  test('a failing row of the check is the way to its cell; points not run say why', async () => {
    await show('check', 'zh')
    expect(await page.locator('[data-check-sum]').innerText()).toBe('通过 2 · 未通过 2 · 未运行 1')
    const first = page.locator('[data-check="1"]')
    expect(await first.innerText()).toContain('10.1%（限值 ≤ 5%）')
    await first.locator('summary').click()
    await expect.poll(() => first.locator('[data-jump]').count()).toBe(100)
    expect(await first.innerText()).toContain('另有 30 项')
    await first.getByRole('button', { name: 'A1010', exact: true }).click()
    await page.locator('[data-finding="redundant-link"] summary').click()
    await page.locator('[data-finding="redundant-link"]').getByRole('button').press('Enter')
    expect(await done()).toMatchObject([
      ['jumpTo', { sheet: 'activity', rowKey: 'A1010' }],
      ['jumpTo', { sheet: 'activity', rowKey: 'A1050', field: 'predecessors' }],
    ])
    expect(await page.locator('[data-check="11"]').innerText()).toContain('没有当前基线')
  })

  test('tools are listed by role, and each opens its screen', async () => {
    await show('home', 'zh')
    const names = (): Promise<string[]> =>
      page.locator('[data-tool]').evaluateAll(all => all.map(one => one.getAttribute('data-tool') ?? ''))
    expect(await names()).toEqual([
      'check',
      'explanation',
      'simulation',
      'whatIf',
      'level',
      'import',
      'export',
    ])
    for (const name of await names()) await page.locator(`[data-tool=${name}]`).press('Enter')
    expect(await done()).toEqual([
      ['checkPlan'],
      ['explainFinish'],
      ['showSimulation'],
      ['showWhatIf'],
      ['show', 'levelling'],
      ['show', 'import'],
      ['show', 'export'],
    ])
    await show('homeViewer', 'zh')
    expect(await names()).toEqual(['check', 'explanation', 'simulation', 'export'])
  })

  test('a simulation keeps to the limited resources when ticked, says so, and does so again', async () => {
    await show('simulation', 'zh')
    const box = page.getByRole('checkbox', { name: '每次推演都按资源可用量平衡' })
    expect(await box.isChecked()).toBe(false)
    await page.locator('[data-simulate]').click()
    await box.press('Space')
    await page.locator('[data-simulate]').click()
    const asked = { runs: 10_000, distribution: 'betaPert' }
    expect(await done()).toEqual([
      ['simulate', { ...asked, levelled: false }],
      ['simulate', { ...asked, levelled: true }],
    ])
    await show('simulationDone', 'zh')
    expect(await page.locator('[data-levelled]').count()).toBe(0)
    await show('simulationLevelled', 'zh')
    expect(await page.locator('[data-levelled]').innerText()).toContain('已按资源可用量平衡')
    expect(await box.isChecked()).toBe(true)
    await page.locator('[data-simulate]').click()
    expect(await done()).toMatchObject([['simulate', { ...asked, levelled: true }]])
  })

  test('prices and shares by time of a simulation are changed by kind, kept for the next, and given up again', async () => {
    await show('simulationDone', 'en')
    const asked = { runs: 10_000, distribution: 'betaPert', levelled: false }
    const material = { material: { price: { least: 0.9, most: 1.2 } } }
    const summary = page.getByText('Change cost assumptions (1 given)')
    await summary.waitFor()
    expect(await page.getByLabel('Material Least').isVisible()).toBe(false)
    await page.locator('[data-simulate]').click()
    await summary.click()
    expect(await page.getByLabel('Labour Most').getAttribute('placeholder')).toBe('1.21')
    await page.getByLabel('Other By time %').fill('30')
    await page.getByLabel('Labour Least').fill('1.05')
    await page.getByLabel('Labour Most').fill('1.3')
    await page.locator('[data-simulate]').click()
    const refused = page.locator('[data-cost-problem=price-range-out-of-order]')
    expect(await refused.innerText()).toContain('Labour, 1.05 to 1.3')
    expect(await page.getByLabel('Labour Least').getAttribute('aria-invalid')).toBe('true')
    if (pictures) await page.screenshot({ path: join(pictures, 'costsRefused-en.png'), fullPage: true })
    await page.getByLabel('Labour Least').fill('0.95')
    await refused.waitFor({ state: 'detached' })
    await page.locator('[data-simulate]').click()
    await page.locator('[data-cost-reset]').click()
    await page.locator('[data-simulate]').click()
    expect(await done()).toEqual([
      ['simulate', { ...asked, costAssumptions: material }],
      [
        'simulate',
        {
          ...asked,
          costAssumptions: {
            ...material,
            labour: { price: { least: 0.95, most: 1.3 } },
            other: { timeShare: 0.3 },
          },
        },
      ],
      ['simulate', asked],
    ])
    await show('simulationPlain', 'zh')
    await page.getByText('更改成本假设', { exact: true }).waitFor()
  })

  test('what scenarios were simulated with is said in a line that opens to the prices by kind', async () => {
    await show('whatIfSimulated', 'en')
    const costs = page.locator('[data-what-if-simulated] [data-cost-assumptions]')
    expect(await costs.innerText()).toBe('Prices assumed: 1 given, 2 from history, 2 default')
    await costs.locator('summary').click()
    expect(await costs.innerText()).toMatch(/Labour\s+100%\s+0\.93–1\.21\s+14 projects/)
  })

  test('values are tried without touching the sheets; a scenario is taken over when the user says so', async () => {
    await show('whatIf', 'zh')
    await page.getByRole('button', { name: '新建方案' }).click()
    expect(await done()).toEqual([['addScenario', '方案 1']])
    await show('whatIfEdit', 'zh')
    // The row selected in the sheet is filled in and says what it holds now.
    expect(await page.getByLabel('编码').inputValue()).toBe('A1020')
    expect(await page.locator('[data-what-if-form]').innerText()).toContain('现值：12')
    await page.getByLabel('新值').fill('7')
    await page.getByLabel('新值').press('Enter')
    await page.getByRole('button', { name: '去掉 A1030 的改动' }).click()
    await page.locator('[data-what-if-run]').click()
    expect(await done()).toEqual([
      ['tryChange', 0, { sheet: 'activity', field: 'duration', code: 'A1020', text: '7' }],
      ['dropChange', 0, 1],
      ['calculateWhatIf'],
    ])
    await page.getByLabel('编码').fill('Z9')
    expect(await page.locator('[data-what-if-add]').isDisabled()).toBe(true)
    await show('whatIfDone', 'zh')
    expect(await page.locator('[data-what-if-row="0"]').innerText()).toMatch(/2026-09-23[\s\S]*提前 5 天/)
    expect(await page.locator('[data-what-if-scenario="0"]').innerText()).toContain('A1015')
    await page.locator('[data-what-if-accept="1"]').press('Enter')
    expect(await done()).toEqual([['acceptScenario', 1]])
    await show('whatIfNoSheet', 'zh')
    expect(await page.locator('[data-what-if-accept="1"]').isDisabled()).toBe(true)
    expect(await page.locator('[data-what-if-scenario="1"]').innerText()).toContain('请先插入')
  })

  test('scenarios are simulated within the limited resources when that is switched on, and the answer says so', async () => {
    await show('whatIfDone', 'en')
    expect(await page.locator('[data-what-if-levelled]').count()).toBe(0)
    await show('whatIfSimulated', 'en')
    expect(await page.locator('[data-what-if-simulated] [data-levelled]').count()).toBe(0)
    await page.getByLabel(/Keep to limited resources/).click()
    expect(await done()).toEqual([['setLevelled', true]])
    await show('whatIfLevelled', 'en')
    expect(await page.getByLabel(/Keep to limited resources/).isChecked()).toBe(true)
    expect(await page.locator('[data-what-if-simulated] [data-levelled]').innerText()).toContain(
      'limited resources',
    )
  })

  test('a file is read before it is stored; where its project is there already the user says which it becomes', async () => {
    await show('import', 'zh')
    await page.locator('input[type=file]').setInputFiles({
      name: '总进度.xer',
      mimeType: 'application/octet-stream',
      buffer: Buffer.from('ERMHDR'),
    })
    await expect.poll(done).toMatchObject([['previewImport', { name: '总进度.xer' }]])
    await show('importPreview', 'zh')
    await page.getByLabel('另存为新项目').check()
    await page.getByRole('button', { name: '导入', exact: true }).click()
    expect(await done()).toEqual([['importFile', 'new']])
    await show('importClean', 'zh')
    expect(await page.getByRole('radio').count()).toBe(0)
    await show('importing', 'zh')
    await page.getByRole('button', { name: '取消' }).click()
    expect(await done()).toEqual([['cancelRefresh']])
    await show('imported', 'zh')
    await page.getByRole('button', { name: '打开此项目' }).click()
    expect(await done()).toEqual([['openImported', 'KH10']])
  })

  test('what a format cannot carry is shown before the file is saved', async () => {
    await show('export', 'zh')
    expect(await page.getByRole('button', { name: '保存文件' }).count()).toBe(0)
    await page.getByLabel('Microsoft Project').check()
    expect(await done()).toEqual([['previewExport', 'mspdi']])
    await show('exportLosses', 'zh')
    expect(await page.locator('[data-losses="1"]').innerText()).toContain('214 处')
    await page.getByRole('button', { name: '保存文件' }).click()
    expect(await done()).toEqual([['exportFile']])
  })

  test('a typed cell to correct names place and remedy, in the pane’s language, and leads there', async () => {
    await show('homeTyped', 'en')
    await page.locator('[data-typed-count="3"]').click()
    expect(await done()).toEqual([['show', 'problems']])
    await show('problemsTyped', 'en')
    const lag = page.locator('[data-typed=successors]')
    expect(await lag.innerText()).toContain('for example FS+3d')
    await lag.getByRole('button').click()
    expect(await done()).toMatchObject([['jumpToTyped', { row: 9, rowKey: '' }]])
  })
})
