import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Frame, type Page } from 'playwright-core'
import { build } from 'vite'
import { serveFolders, type StaticServer } from './serve.ts'

const require = createRequire(import.meta.url)
const root = join(import.meta.dirname, '../..')

/** Where Chromium is; null when there is none. */
export const chromiumPath =
  [process.env['CHROMIUM_PATH'], '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
    path => path && existsSync(path),
  ) ?? null

/** A workbench with its add-in running in a page. */
export interface OpenWorkbench {
  page: Page
  addin: Frame
}

/** The built workbench on a server, with a browser to open it in. */
export interface Stage {
  browser: Browser
  origin: string
  open(query?: string): Promise<OpenWorkbench>
  close(): Promise<void>
}

/** Builds the workbench, serves it with the sample add-in over HTTPS and starts Chromium. */
export async function setStage(): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'workbench-'))
  const web = join(folder, 'web')
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: {
      outDir: web,
      target: 'es2022',
      reportCompressedSize: false,
      chunkSizeWarningLimit: 100_000,
      rolldownOptions: { input: join(root, 'workbench/index.html') },
    },
  })
  const server = await serve(folder, web)
  const browser = await chromium.launch({
    ...(chromiumPath ? { executablePath: chromiumPath } : {}),
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
  const context = await browser.newContext({
    ignoreHTTPSErrors: true,
    viewport: { width: 1366, height: 768 },
  })
  return {
    browser,
    origin: server.origin,
    open: async (query = 'lang=en') => {
      const page = await context.newPage()
      await page.goto(`${server.origin}/workbench/index.html?${query}`)
      return { page, addin: await addinOf(page) }
    },
    close: async () => {
      await browser.close()
      await server.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The add-in's frame, once it has said that it is ready. */
export async function addinOf(page: Page): Promise<Frame> {
  await page.waitForSelector('body[data-ready]', { state: 'attached' })
  const handle = await page.waitForSelector('.pane-body iframe', { state: 'attached' })
  const frame = await handle.contentFrame()
  if (!frame) throw new Error('The pane has no page.')
  await frame.waitForFunction('window.isReady === true')
  return frame
}

async function serve(folder: string, web: string): Promise<StaticServer> {
  const { generateCertificates } = require('office-addin-dev-certs/lib/generate.js') as {
    generateCertificates: (
      ca: string,
      cert: string,
      key: string,
      days: number,
      domains: string[],
    ) => Promise<void>
  }
  const certs = join(folder, 'certs')
  await mkdir(certs)
  const [ca, cert, key] = ['ca.crt', 'localhost.crt', 'localhost.key'].map(name => join(certs, name))
  await generateCertificates(ca ?? '', cert ?? '', key ?? '', 2, ['localhost'])
  const addin = join(import.meta.dirname, 'fixtures/addin')
  return serveFolders(
    [
      ['/office/', join(root, 'node_modules/@microsoft/office-js/dist')],
      ['/addin/', addin],
      ['/manifest.xml', join(addin, 'manifest.xml')],
      ['/', web],
    ],
    { cert: await readFile(cert ?? '', 'utf8'), key: await readFile(key ?? '', 'utf8') },
  )
}
