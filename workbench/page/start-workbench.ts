import { type Book, emptyParts } from '../book/book.ts'
import { ChangeLog } from '../grid/change.ts'
import { createGrid } from '../grid/create-grid.ts'
import { watchGrid } from '../grid/watch-grid.ts'
import { type Manifest, type ManifestControl, parseManifest } from '../manifest/parse-manifest.ts'
import { blankSheet } from '../objects/worksheets.ts'
import { EventHub } from '../protocol/event-hub.ts'
import { createSettler } from '../grid/settle.ts'
import { AddinRuntime } from './addin-runtime.ts'
import { element } from './element.ts'
import { Notices } from './notices.ts'
import { Pane } from './pane.ts'
import { Ribbon } from './ribbon.ts'
import { createTestApi } from '../test-api.ts'
import { type Language, textOf } from './texts.ts'

/** Builds the page: ribbon, grid and pane, opens the workbook and starts the add-in of the manifest. */
export async function startWorkbench(root: HTMLElement): Promise<void> {
  const query = new URLSearchParams(location.search)
  const language: Language = (query.get('lang') ?? navigator.language).startsWith('zh') ? 'zh-CN' : 'en'
  document.documentElement.lang = language
  const notices = new Notices(language)
  const container = element('main', 'grid')
  const name = query.get('book') ?? (language === 'zh-CN' ? '工作簿1' : 'Book1')
  let runtime: AddinRuntime | null = null
  const ribbon = new Ribbon(language, {
    run: control => void runtime?.run(control),
    open: () => void openFile(),
    save: () => void saveFile(),
    newBook: () => openTab(query),
    switchLanguage: () => {
      query.set('lang', language === 'zh-CN' ? 'en' : 'zh-CN')
      location.search = query.toString()
    },
  })
  const pane = new Pane(language, () => runtime?.setState('Background'))
  root.append(ribbon.root, container, pane.root, notices.root)
  ribbon.setTitle(name)
  const sheetName = 'Sheet1'
  const grid = createGrid(container, language, {
    id: `book-${crypto.randomUUID()}`,
    name,
    sheetOrder: ['sheet-1'],
    sheets: { 'sheet-1': blankSheet('sheet-1', sheetName) },
  })
  const watch = watchGrid(grid)
  const book: Book = {
    name,
    language,
    grid,
    log: new ChangeLog(grid),
    parts: emptyParts(),
    events: new EventHub(),
    application: { calculationMode: 'Automatic' },
    isEditing: () => watch.isEditing(),
    editingEnded: () => watch.editingEnded(),
    settle: createSettler(grid),
    say: text => notices.say(text),
    openAnother: bytes => openTab(query, bytes),
    settingsChanged: () => runtime?.settingsChanged(),
    setPane: shown => pane.show(shown),
  }
  watch.connect(book, notices)
  runtime = new AddinRuntime(book, pane, ribbon, notices)
  window.workbench = createTestApi(book, { ribbon, pane, notices, runtime })
  const manifest = await loadManifest(query.get('manifest') ?? '/manifest.xml', language, notices)
  if (manifest) {
    ribbon.addManifest(manifest)
    await runtime.load(manifest, query.get('pane') !== 'hidden')
  }
  document.body.dataset['ready'] = 'true'

  async function openFile(): Promise<void> {
    await Promise.resolve()
  }
  async function saveFile(): Promise<void> {
    await Promise.resolve()
  }
}

async function loadManifest(url: string, language: Language, notices: Notices): Promise<Manifest | null> {
  try {
    const response = await fetch(url)
    if (!response.ok) throw new Error(`${url}: HTTP ${response.status}`)
    return parseManifest(await response.text(), language === 'zh-CN' ? 'zh-CN' : 'en-US')
  } catch (error) {
    notices.say(
      `${textOf(language, 'noManifest')}: ${error instanceof Error ? error.message : String(error)}`,
    )
    return null
  }
}

function openTab(query: URLSearchParams, bytes: Uint8Array | null = null): void {
  const next = new URLSearchParams(query)
  next.set('book', `Book${Math.floor(performance.now())}`)
  void bytes
  window.open(`${location.pathname}?${next.toString()}`, '_blank')
}

/** A control of the ribbon, for those who press it. */
export type { ManifestControl }
