import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
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
const schedule = 'Schedule'
const hostObjects = readFileSync(join(import.meta.dirname, '../workbench/objects/workbook.ts'), 'utf8')
/** What `Excel.createWorkbook` calls on Excel for the web. */
const opensWorkbooks = hostObjects.includes('CreateAndOpenWorkbook')

describe.skipIf(!existsSync(chromiumPath))('a workbook in English, where things go wrong', () => {
  let server: JourneyServer
  let browser: Browser
  let book: OpenWorkbook
  let projectId: string
  const codes = async (): Promise<unknown> => {
    const pulled = await server.analytics.pull(projectId, ['activity'], null)
    return [...(pulled.sheets[0]?.columns['code'] ?? [])].map(String).sort()
  }

  beforeAll(async () => {
    ;[server, browser] = await Promise.all([startJourneyServer(), launchBrowser()])
    projectId = await server.addProject(
      'B2',
      {
        activity: [
          { code: 'A10', name: 'Excavation', duration: 10 * day },
          { code: 'A20', name: 'Foundations', duration: 15 * day, predecessors: 'A10' },
          { code: 'A30', name: 'Frame', duration: 20 * day, predecessors: 'A20' },
        ],
        resource: [{ code: 'R1', name: 'Crew', kind: 'labour', price: 3_500_000, unit: 'day' }],
        assignment: [{ activityKey: 'A10', resourceKey: 'R1', plannedQuantity: 60_000 }],
      },
      { dataDate: parseMinute('2026-03-02T08:00') },
    )
    book = await openWorkbook(browser, server.address, 'en-US')
    await book.signIn(await server.pair('owner', 'Zhang'))
    await book.chooseProject(/B2/)
    await book.insertSheets(['activity'])
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  test('custom functions show forecast numbers and follow a refresh by themselves', async () => {
    await book.refresh()
    await book.type('Sheet1', 'A1', '=PLUMB.EAC()')
    await book.type('Sheet1', 'A2', '=PLUMB.FINISH("A30",0.8)')
    await book.type('Sheet1', 'A3', '=PLUMB.FINISH("A99",0.8)')
    const shown = () => book.values('Sheet1', 'A1:A3')
    // 60 days of a crew at 350 yuan; index methods forecast the budget where nothing is spent.
    await expect.poll(shown, { timeout: 10_000 }).toEqual([[21_000], [expect.any(Number)], ['#VALUE!']])
    const [, [before]] = (await shown()) as [[number], [number], [string]]
    const duration = await book.column(schedule, 'Duration (d)')
    await book.type(schedule, `${duration}4`, 60)
    await book.refresh()
    await expect
      .poll(async () => ((await shown())[1]?.[0] as number) - before, { timeout: 10_000 })
      .toBeGreaterThan(30)
  })

  test('a server that goes away in mid-sync loses nothing: the batch is kept and applied once', async () => {
    const name = await book.column(schedule, 'Activity name')
    let answered = 0
    await book.page.route('**/api/projects/*/edits', async route => {
      // The server takes the batch; its answer is lost on the way.
      if (answered++ === 0) await route.fetch()
      await route.abort()
    })
    await book.type(schedule, `${name}2`, 'Excavation, lot 1')
    await book.pane.getByRole('button', { name: 'Sync' }).click()
    await book.pane.locator('[data-sync-state=offline], [data-sync-state=waiting]').waitFor()
    expect(await book.pane.getByRole('alert').innerText()).toContain('kept on this computer')
    await book.page.unroute('**/api/projects/*/edits')
    await book.sync()
    await book.pane.locator('[data-sync-state=inStep]').waitFor()
    const pulled = await server.analytics.pull(projectId, ['activity'], null)
    expect(pulled.sheets[0]?.columns['name']).toContain('Excavation, lot 1')
  })

  test('rows removed from the sheet are deleted for everybody only after the question', async () => {
    const code = await book.column(schedule, 'Activity code')
    const last = await book.column(schedule, 'Sync status')
    await book.type(schedule, `${code}5`, 'A40')
    await book.type(schedule, `${await book.column(schedule, 'Activity name')}5`, 'Roof')
    await book.sync()
    expect(await codes()).toEqual(['A10', 'A20', 'A30', 'A40'])
    expect((await book.values(schedule, `${last}5`))[0]?.[0]).toBe('✓ Synced')
    await book.page
      .frames()
      .find(frame => frame.url().includes('taskpane'))
      ?.evaluate(`Excel.run(async context => {
      context.workbook.worksheets.getItem('${schedule}').tables.getItemAt(0).rows.getItemAt(3).delete()
      await context.sync()
    })`)
    await book.pane.getByRole('button', { name: 'Sync' }).click()
    const question = book.pane.getByRole('alertdialog')
    expect(await question.innerText()).toContain('A40')
    await question.getByRole('button', { name: 'Delete all' }).click()
    await expect.poll(codes, { timeout: 10_000 }).toEqual(['A10', 'A20', 'A30'])
    await book.settled()
  })

  test('a table of the user’s own is bound by its headers; its formats and other columns stay as they are', async () => {
    const other = await openWorkbook(browser, server.address, 'en-US')
    await other.signIn(await server.pair('planner', 'Li'))
    await other.chooseProject(/B2/)
    await other.paste('Sheet1', 'A1', [
      ['Master plan', '', '', ''],
      ['Activity ID', 'Task name', 'My note', 'Original Duration'],
      ['A10', 'Excavation, lot 1', 'mine', 12],
      ['A50', 'Fit-out', 'also mine', 9],
    ])
    await other.pane.getByRole('button', { name: 'Bind a table' }).click()
    await other.pane.getByRole('button', { name: 'Read this worksheet' }).click()
    await other.pane.getByRole('button', { name: 'Bind', exact: true }).click()
    await other.settled()
    expect(await other.sync()).toMatch(/^.*\n.*\n[45] changes = [45] accepted/)
    expect(await codes()).toEqual(['A10', 'A20', 'A30', 'A50'])
    expect(await other.values('Sheet1', 'A1:D4')).toEqual([
      ['Master plan', '', '', ''],
      ['Activity ID', 'Task name', 'My note', 'Original Duration'],
      ['A10', 'Excavation, lot 1', 'mine', 12],
      ['A50', 'Fit-out', 'also mine', 9],
    ])
    const duration = await book.column(schedule, 'Duration (d)')
    await expect.poll(() => book.values(schedule, `${duration}2`), { timeout: 10_000 }).toEqual([[12]])
    expect(other.errors).toEqual([])
  })

  test.skipIf(!opensWorkbooks)(
    `the trend workbook opens as a workbook of its own${opensWorkbooks ? '' : ' (the workbench has no CreateAndOpenWorkbook)'}`,
    async () => {
      const [trend] = await Promise.all([
        book.page.context().waitForEvent('page'),
        book.pane.getByRole('button', { name: 'Trend workbook' }).click(),
      ])
      await expect
        .poll(() => trend.evaluate('window.workbench?.sheetNames().length'), { timeout: 20_000 })
        .toBeGreaterThan(6)
    },
  )

  test('nothing failed silently on the way', () => {
    expect(book.errors.filter(error => !error.includes('net::ERR_FAILED'))).toEqual([])
  })
})
