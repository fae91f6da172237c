import { type Browser, type BrowserContext, chromium, type FrameLocator, type Page } from 'playwright-core'

/** Chromium as the tests run it; null where the machine has none. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}
export const chromiumPath = '/usr/bin/chromium'

type Cell = string | number | boolean

/** A workbook open in the workbench with the add-in beside it, and what a person does there. */
export interface OpenWorkbook {
  page: Page
  pane: FrameLocator
  /** Errors that pages threw or logged, but for answers of the server that a test provokes. */
  errors: string[]
  signIn(pairingCode: string): Promise<void>
  chooseProject(name: string | RegExp): Promise<void>
  /** Inserts the sheets the pane offers first, or only those named. */
  insertSheets(only?: readonly string[]): Promise<void>
  type(sheet: string, address: string, value: Cell): Promise<boolean>
  paste(sheet: string, address: string, values: Cell[][]): Promise<void>
  values(sheet: string, address: string): Promise<Cell[][]>
  text(sheet: string, address: string): Promise<string[][]>
  /** Column letter of a header in row 1. */
  column(sheet: string, header: string): Promise<string>
  sync(): Promise<string>
  refresh(): Promise<void>
  settled(): Promise<void>
}

/** Opens the workbench in a context of its own, as another person on another machine would. */
export async function openWorkbook(
  browser: Browser,
  address: string,
  locale = 'zh-CN',
): Promise<OpenWorkbook> {
  const context: BrowserContext = await browser.newContext({
    ignoreHTTPSErrors: true,
    viewport: { width: 1500, height: 900 },
    locale,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const errors: string[] = []
  page.on('pageerror', error => errors.push(error.stack ?? error.message))
  page.on('console', message => {
    if (message.type() === 'error' && !message.text().includes('status of 4')) errors.push(message.text())
  })
  await page.goto(`${address}/workbench/index.html`)
  const pane = page.frameLocator('.pane iframe')
  const ask = <T>(code: string): Promise<T> =>
    page.evaluate(`(async () => { const w = window.workbench; ${code} })()`)
  const given = (...values: unknown[]): string => values.map(value => JSON.stringify(value)).join(', ')
  const button = (zh: string, en: string) => pane.getByRole('button', { name: new RegExp(`^(${zh}|${en})$`) })
  const settled = async (): Promise<void> => pane.locator('[data-sync-state]').waitFor()
  return {
    page,
    pane,
    errors,
    settled,
    async signIn(pairingCode) {
      await pane.locator('input[name=pairingCode]').fill(pairingCode)
      await pane.locator('button[type=submit]').click()
      await pane.locator('input[name=pairingCode]').waitFor({ state: 'detached' })
    },
    async chooseProject(name) {
      await pane.getByText(name).first().click()
      await settled()
    },
    async insertSheets(only) {
      await button('插入表格', 'Insert sheet').click()
      if (only)
        for (const box of await pane.locator('input[type=checkbox]:enabled').all())
          await box.setChecked(only.includes((await box.getAttribute('data-sheet')) ?? ''))
      await pane.getByRole('button', { name: /插入 \d+ 张表|Insert \d+ sheets/ }).click()
      await settled()
    },
    type: (sheet, cell, value) => ask(`return w.setCell(${given(sheet, cell, value)})`),
    paste: (sheet, cell, values) => ask(`return w.paste(${given(sheet, cell, values)})`),
    values: (sheet, area) => ask(`return w.getValues(${given(sheet, area)})`),
    text: (sheet, area) => ask(`return w.getText(${given(sheet, area)})`),
    async column(sheet, header) {
      const [headers] = await ask<string[][]>(`return w.getText(${given(sheet, 'A1:BZ1')})`)
      const at = (headers ?? []).indexOf(header)
      if (at < 0) throw new Error(`no column ${header} in ${sheet}: ${headers?.join(' | ')}`)
      return columnLetters(at)
    },
    async sync() {
      const before = await receiptTime(pane)
      await button('同步', 'Sync').click()
      await pane.locator(`[data-receipt]:not([data-receipt-at="${before}"])`).waitFor()
      await settled()
      return pane.locator('[data-receipt]').innerText()
    },
    async refresh() {
      await button('刷新预测', 'Refresh forecast').click()
      await pane.locator('[data-sync-state]').waitFor({ state: 'detached' })
      await settled()
    },
  }
}

async function receiptTime(pane: FrameLocator): Promise<string> {
  const card = pane.locator('[data-receipt]')
  return (await card.count()) > 0 ? ((await card.getAttribute('data-receipt-at')) ?? '') : ''
}

function columnLetters(at: number): string {
  return at < 26
    ? String.fromCharCode(65 + at)
    : columnLetters(Math.floor(at / 26) - 1) + columnLetters(at % 26)
}
