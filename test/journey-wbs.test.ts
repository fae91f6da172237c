import { existsSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CellValue } from '#model/contract.ts'
import { startJourneyServer, type JourneyServer } from './addin/support/journey-server.ts'
import {
  chromiumPath,
  launchBrowser,
  openWorkbook,
  type OpenWorkbook,
} from './addin/support/open-workbook.ts'

const schedule = '进度计划'
const rows = 5_000

describe.skipIf(!existsSync(chromiumPath))('5,000 rows whose hierarchy is in their codes', () => {
  let server: JourneyServer
  let browser: Browser
  let book: OpenWorkbook
  let projectId: string
  /** The WBS code of every activity, by its own code. */
  const hierarchy = async (): Promise<Map<CellValue, CellValue>> => {
    const sheet = (await server.analytics.pull(projectId, ['activity'], null)).sheets[0]
    return new Map(
      (sheet?.columns['code'] ?? []).map((code, i) => [code, sheet?.columns['wbs']?.[i] ?? null]),
    )
  }
  const sort = (field: number): Promise<unknown> | undefined =>
    book.page
      .frames()
      .find(frame => frame.url().includes('taskpane'))
      ?.evaluate(`Excel.run(async context => {
        const table = context.workbook.worksheets.getItem('${schedule}').tables.getItemAt(0)
        table.sort.apply([{ key: ${field}, ascending: false }])
        await context.sync()
      })`)

  beforeAll(async () => {
    ;[server, browser] = await Promise.all([startJourneyServer(), launchBrowser()])
    projectId = await server.addProject('W5', {
      activity: Array.from({ length: rows }, (_, i) => ({
        code: `A${10_000 + i}`,
        // Names in another order than codes, so that sorting by name tears every branch apart.
        name: `工序 ${String((i * 7919) % rows).padStart(4, '0')}`,
        wbs: `1.${1 + (i % 9)}.${1 + (((i / 9) | 0) % 12)}`,
        duration: 480,
      })),
    })
    book = await openWorkbook(browser, server.address)
    book.page.setDefaultTimeout(200_000)
    await book.signIn(await server.pair('owner', '张工'))
    await book.chooseProject(/W5/)
    await book.insertSheets(['activity'])
  }, 400_000)
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  test('sorting the sheet and syncing changes nothing', async () => {
    const before = await hierarchy()
    expect(before.size).toBe(rows)
    await sort(3)
    const name = await book.column(schedule, '工序名称')
    expect(await book.values(schedule, `${name}2`)).toEqual([['工序 4999']])
    expect(await book.sync()).toContain('没有修改')
    expect(await hierarchy()).toEqual(before)
  }, 300_000)

  test('a WBS code typed after the sort moves that row alone', async () => {
    const before = await hierarchy()
    const code = await book.column(schedule, '工序编码')
    const wbs = await book.column(schedule, '分部分项')
    const [[moved]] = (await book.values(schedule, `${code}3`)) as [[string]]
    await book.type(schedule, `${wbs}3`, '2.1')
    expect(await book.sync()).toContain('修改 1 = 接受 1')
    expect(await hierarchy()).toEqual(new Map([...before, [moved, '2.1']]))
  }, 300_000)

  test('nothing failed silently on the way', () => {
    expect(book.errors).toEqual([])
  })
})
