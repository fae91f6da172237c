import { type Book, emptyParts } from '../book/book.ts'
import { ChangeLog } from '../grid/change.ts'
import { createGrid } from '../grid/create-grid.ts'
import { createSettler } from '../grid/settle.ts'
import { watchGrid } from '../grid/watch-grid.ts'
import { type Manifest, parseManifest } from '../manifest/parse-manifest.ts'
import { blankSheet } from '../objects/worksheets.ts'
import { EventHub } from '../protocol/event-hub.ts'
import { createTestApi } from '../test-api.ts'
import { applyParts } from '../xlsx/apply-parts.ts'
import { describeLosses } from '../xlsx/describe-losses.ts'
import { type OpenedFile, readWorkbook } from '../xlsx/read-workbook.ts'
import { writeWorkbook } from '../xlsx/write-workbook.ts'
import { AddinRuntime } from './addin-runtime.ts'
import { element } from './element.ts'
import { leaveBytes, takeBytes } from './handover.ts'
import { Notices } from './notices.ts'
import { Pane } from './pane.ts'
import { Ribbon } from './ribbon.ts'
import { type Language, textOf } from './texts.ts'

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Builds the page and opens the workbook that its address names: an empty one, or one that another tab left. */
export async function startWorkbench(root: HTMLElement): Promise<void> {
  const query = new URLSearchParams(location.search)
  const language: Language = (query.get('lang') ?? navigator.language).startsWith('zh') ? 'zh-CN' : 'en'
  document.documentElement.lang = language
  const name = query.get('book') ?? (language === 'zh-CN' ? '工作簿1' : 'Book1')
  const key = query.get('open')
  const bytes = key === null ? null : await takeBytes(key)
  await showWorkbook(root, query, language, name, bytes ? await readWorkbook(bytes) : null)
}

async function showWorkbook(
  root: HTMLElement,
  query: URLSearchParams,
  language: Language,
  name: string,
  file: OpenedFile | null,
): Promise<void> {
  delete document.body.dataset['ready']
  const notices = new Notices(language)
  const container = element('main', 'grid')
  const ribbon = new Ribbon(language, {
    run: control => void runtime.run(control),
    open: () =>
      chooseFile(chosen =>
        chosen
          .arrayBuffer()
          .then(buffer => open(new Uint8Array(buffer), chosen.name.replace(/\.xlsx$/i, ''))),
      ),
    save: () => void save().then(saved => download(saved, `${name}.xlsx`)),
    newBook: () => void openTab(query, null),
    switchLanguage: () => {
      query.set('lang', language === 'zh-CN' ? 'en' : 'zh-CN')
      location.search = query.toString()
    },
  })
  const pane = new Pane(language, () => runtime.setState('Background'))
  root.replaceChildren(ribbon.root, container, pane.root, notices.root)
  ribbon.setTitle(name)
  const grid = createGrid(container, language, {
    id: `book-${crypto.randomUUID()}`,
    name,
    ...(file?.data ?? { sheetOrder: ['sheet-1'], sheets: { 'sheet-1': blankSheet('sheet-1', 'Sheet1') } }),
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
    openAnother: bytes => void openTab(query, bytes),
    settingsChanged: () => runtime.settingsChanged(),
  }
  const runtime = new AddinRuntime(book, pane, ribbon)
  if (file) applyParts(book, file)
  watch.connect(book, notices)
  window.workbench = createTestApi(book, { ribbon, pane, notices, runtime, open, save })
  const losses = file && describeLosses(file.notShown, language)
  if (losses) notices.say(losses)
  const manifest = await loadManifest(query.get('manifest') ?? '/manifest.xml', language, notices)
  if (manifest) {
    ribbon.addManifest(manifest)
    await runtime.load(manifest, query.get('pane') !== 'hidden')
  }
  document.body.dataset['ready'] = 'true'

  async function open(bytes: Uint8Array, as: string): Promise<void> {
    const opened = await readWorkbook(bytes).catch((error: unknown) => {
      notices.say(
        `${textOf(language, 'cannotOpen')} ${error instanceof Error ? error.message : String(error)}`,
      )
      throw error
    })
    runtime.setState('Inactive')
    grid.univer.dispose()
    await showWorkbook(root, query, language, as, opened)
  }

  async function save(): Promise<Uint8Array> {
    const { bytes, notCarried } = await writeWorkbook(book)
    const lost = describeLosses(notCarried, language)
    if (lost) notices.say(lost)
    return bytes
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

async function openTab(query: URLSearchParams, bytes: Uint8Array | null): Promise<void> {
  const next = new URLSearchParams(query)
  next.delete('open')
  next.set('book', `Book${Date.now() % 100_000}`)
  if (bytes) next.set('open', await leaveBytes(bytes))
  window.open(`${location.pathname}?${next.toString()}`, '_blank')
}

function chooseFile(chosen: (file: File) => Promise<void>): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = `.xlsx,${xlsxType}`
  input.addEventListener('change', () => {
    const file = input.files?.[0]
    if (file) void chosen(file)
  })
  input.click()
}

function download(bytes: Uint8Array, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([bytes.slice()], { type: xlsxType }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
