import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import type { Language } from '#model/contract.ts'
import { describeFailure } from './excel/describe-failure.ts'
import {
  contentLanguage,
  displayLanguage,
  onRibbon,
  onUserChange,
  showPane,
  waitForExcel,
} from './excel/host.ts'
import { openWorkbookPort } from './excel/workbook.ts'
import { connectFunctions } from './functions/connect-functions.ts'
import { registerFunctions } from './functions/functions.ts'
import { createTexts } from './i18n/translate.ts'
import { ConnectedApp } from './pane/ConnectedApp.tsx'
import { followProject } from './session/follow-project.ts'
import { noteChange } from './session/note-change.ts'
import { openSession, type Session } from './session/session.ts'
import { startSession } from './session/sign-in-commands.ts'
import { initialState } from './session/state.ts'
import { createStateStore } from './session/state-store.ts'
import { openTrendWorkbook, refresh, sync } from './session/sync-commands.ts'
import { createClient } from './sync/client.ts'
import { openBrowserStore } from './sync/key-value-store.ts'

const languageKey = 'language'
const tokenKey = 'token'

/** Starts the add-in's one long-lived page: pane, ribbon buttons, custom functions. */
async function start(root: HTMLElement): Promise<void> {
  const isInExcel = await waitForExcel()
  const storage = await openBrowserStore()
  const chosen = (await storage.get(languageKey)) as Language | undefined
  const language = chosen ?? (isInExcel ? displayLanguage() : 'zh')
  const texts = createTexts(language)
  if (!isInExcel) {
    root.textContent = texts.t('app.outside')
    return
  }
  let token = ((await storage.get(tokenKey)) as string | undefined) ?? null
  const state = createStateStore(initialState(language))
  const makeKey = (): string => crypto.randomUUID()
  const session = openSession({
    workbook: openWorkbookPort(makeKey),
    client: createClient({
      origin: location.origin,
      token: () => token,
      language: () => state.get().language,
    }),
    storage,
    state,
    makeKey,
    now: () => new Date().toISOString(),
    contentLanguage,
    setLanguage: wanted => {
      void storage.put(languageKey, wanted)
      void texts.changeLanguage(wanted)
      state.set({ language: wanted })
    },
    token: {
      get: () => token,
      set: async next => {
        token = next
        await (next === null ? storage.delete(tokenKey) : storage.put(tokenKey, next))
      },
    },
    describe: (error, wanted) => describeFailure(error, texts, wanted),
    saveFile,
  })
  registerFunctions(connectFunctions(session, texts))
  connectRibbon(session)
  createRoot(root).render(
    <StrictMode>
      <ConnectedApp session={session} texts={texts} />
    </StrictMode>,
  )
  await startSession(session)
  followProject(session)
  await onUserChange(change => void noteChange(session, change))
}

/** Offers a file as a download of the page. */
function saveFile(name: string, bytes: ArrayBuffer): void {
  const address = URL.createObjectURL(new Blob([bytes]))
  const link = Object.assign(document.createElement('a'), { href: address, download: name })
  link.click()
  // The download has its own hold on the content once it has begun.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

/** Buttons work without the pane; what needs an answer or has failed brings it up. */
function connectRibbon(session: Session): void {
  const run = (act: (session: Session) => Promise<void>) => async (): Promise<void> => {
    if (!session.state.get().project) return showPane()
    await act(session)
    if (session.state.get().failure) await showPane()
  }
  onRibbon('refreshForecast', run(refresh))
  onRibbon('sync', run(sync))
  onRibbon('trendWorkbook', run(openTrendWorkbook))
  onRibbon('levelResources', async () => {
    if (session.state.get().project) session.state.set({ screen: 'levelling', failure: null })
    await showPane()
  })
  onRibbon('insertSheet', async () => {
    if (session.state.get().project) session.state.set({ screen: 'insert' })
    await showPane()
  })
  session.state.subscribe(() => {
    if (session.state.get().question) void showPane()
  })
}

const root = document.getElementById('pane')
if (root) void start(root)
