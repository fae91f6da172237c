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

describe.skipIf(!existsSync(chromiumPath))('one crane for two lifts', () => {
  let server: JourneyServer
  let browser: Browser
  let workbook: OpenWorkbook
  const starts = async (): Promise<unknown[][]> => {
    const column = await workbook.column(schedule, '开始')
    return workbook.text(schedule, `${column}2:${column}3`)
  }

  beforeAll(async () => {
    ;[server, browser] = await Promise.all([startJourneyServer(), launchBrowser()])
    await server.addProject(
      'L1',
      {
        activity: [
          { code: 'A10', name: '吊装钢柱', duration: 2 * day },
          { code: 'A20', name: '吊装钢梁', duration: 3 * day },
        ],
        resource: [{ code: 'TC-01', name: '塔吊', kind: 'machine', available: 1000 }],
        assignment: [
          { activityKey: 'A10', resourceKey: 'TC-01', rate: 1000 },
          { activityKey: 'A20', resourceKey: 'TC-01', rate: 1000 },
        ],
      },
      { dataDate: parseMinute('2026-03-02T08:00') },
    )
    workbook = await openWorkbook(browser, server.address)
    await workbook.signIn(await server.pair('planner', '张工'))
    await workbook.chooseProject(/L1/)
    await workbook.insertSheets(['activity'])
    await workbook.refresh()
  }, 240_000)
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  test('the proposal is shown first, and accepted it moves one lift behind the other in the sheet', {
    timeout: 120_000,
  }, async () => {
    const before = await starts()
    expect(before).toEqual([['2026-03-02'], ['2026-03-02']])
    await workbook.pane.locator('[data-tool=level]').click()
    await workbook.pane.locator('[data-level-run]').click()
    await workbook.pane.locator('[data-level-accept]').waitFor({ timeout: 60_000 })
    expect(await workbook.pane.locator('[data-level-overloads]').innerText()).toContain('1 → 0')
    expect(await starts()).toEqual(before)
    await workbook.pane.locator('[data-level-accept]').click()
    // Both orders take five days; putting the beams behind the columns moves less: by two days, not three.
    await expect.poll(starts, { timeout: 60_000 }).toEqual([['2026-03-02'], ['2026-03-04']])
    expect(workbook.errors).toEqual([])
  })
})
