import type { Book } from '../book/book.ts'
import { CustomFunctions, type FunctionMetadata } from '../grid/custom-functions.ts'
import type { Manifest, ManifestControl } from '../manifest/parse-manifest.ts'
import type { Services } from '../objects/services.ts'
import { frameName } from '../protocol/connection.ts'
import { eventType, messageCategory } from '../protocol/event-hub.ts'
import { Host } from '../protocol/host.ts'
import type { Pane } from './pane.ts'
import { localUrl, type Ribbon } from './ribbon.ts'

/** Shared runtime (1) and custom functions (2), as the client library's host flags. */
const sharedRuntimeFlags = 3
/** The client library's number of the event that calls a ribbon function. */
const appCommandInvoked = 39
/** An action that has not told its end after so long no longer counts as running. */
const busyAtMostMs = 120_000

type RuntimeState = 'Inactive' | 'Background' | 'Visible'

/** The add-in's one long-lived page: started by a ribbon button or with the document, shown and hidden as the pane. */
export class AddinRuntime {
  readonly #book: Book
  readonly #pane: Pane
  readonly #ribbon: Ribbon
  readonly #functions: CustomFunctions
  #manifest: Manifest | null = null
  #host: Host | null = null
  #state: RuntimeState = 'Inactive'
  #actionsReady: Promise<void> = Promise.resolve()
  #markActionsReady: () => void = () => undefined

  constructor(book: Book, pane: Pane, ribbon: Ribbon) {
    this.#book = book
    this.#pane = pane
    this.#ribbon = ribbon
    this.#functions = new CustomFunctions(book)
  }

  /** The line to the add-in; null while it is not running. */
  get host(): Host | null {
    return this.#host
  }

  /** Takes the manifest; starts the page at once where the document or the address asks for it. */
  async load(manifest: Manifest, show: boolean): Promise<void> {
    this.#manifest = manifest
    const { customFunctions } = manifest
    if (customFunctions && customFunctions.metadataUrl !== '') {
      const metadata = (await fetchJson(localUrl(customFunctions.metadataUrl))) as {
        functions?: FunctionMetadata[]
      }
      this.#functions.register(customFunctions.namespace, metadata.functions ?? [])
    }
    if (show) this.setState('Visible')
    else if (this.#book.parts.startState !== 'Inactive') this.setState('Background')
  }

  /** The add-in's functions in cells. */
  get functions(): CustomFunctions {
    return this.#functions
  }

  /** Presses a button's action. */
  async run(control: ManifestControl): Promise<void> {
    if (control.action.kind === 'showTaskpane') {
      this.setState('Visible')
      return
    }
    const wasRunning = this.#host !== null
    if (!wasRunning) this.setState('Background')
    this.#ribbon.setBusy(control.id, true)
    const limit = setTimeout(() => this.#ribbon.setBusy(control.id, false), busyAtMostMs)
    this.#running.set(control.id, () => {
      clearTimeout(limit)
      this.#ribbon.setBusy(control.id, false)
    })
    await this.#actionsReady
    const argument = JSON.stringify({ source: { id: control.id } })
    if (this.#host?.listensTo(appCommandInvoked)) {
      this.#host.sendPlainEvent(appCommandInvoked, [control.id, control.action.name, argument])
      return
    }
    this.#book.events.post(messageCategory.action, 1_000, '', [control.action.name, argument])
  }

  readonly #running = new Map<string, () => void>()

  /** Hides, shows or ends the page. */
  setState(state: RuntimeState): void {
    if (state === 'Inactive') {
      this.#functions.stop()
      this.#host?.close()
      this.#host = null
      this.#pane.stop()
    } else if (!this.#host) this.#start()
    const before = this.#state
    this.#state = state
    this.#pane.show(state === 'Visible')
    if (this.#host && before !== state && before !== 'Inactive') {
      this.#book.events.post(messageCategory.event, eventType.appRuntimeStateChanged, '', {
        visibility: state === 'Visible' ? 'Visible' : 'Hidden',
      })
    }
    window.dispatchEvent(new Event('resize'))
  }

  /** Tells the add-in that settings were changed. */
  settingsChanged(): void {
    this.#host?.sendPlainEvent(1, {})
  }

  #start(): void {
    if (!this.#manifest) return
    const identity = {
      appId: this.#manifest.id,
      conversationId: crypto.randomUUID(),
      locale: this.#book.language === 'zh-CN' ? 'zh-CN' : 'en-US',
      flags: sharedRuntimeFlags,
    }
    this.#actionsReady = new Promise(resolve => {
      this.#markActionsReady = resolve
    })
    const url = localUrl(this.#manifest.runtimeUrl ?? this.#manifest.defaultUrl)
    const frame = this.#pane.start(url, frameName(identity, location.origin), this.#manifest.displayName)
    this.#host = new Host(this.#book, this.#services(), frame, identity)
  }

  #services(): Services {
    return {
      setPaneState: state => this.setState(state),
      paneState: () => this.#state,
      setControlEnabled: (id, enabled) => this.#ribbon.setEnabled(id, enabled),
      isControlEnabled: id => this.#ribbon.isEnabled(id),
      setTabVisible: (id, visible) => this.#ribbon.setTabVisible(id, visible),
      functionsReady: () => {
        this.#functions.start()
        this.#markActionsReady()
      },
      actionsReady: () => this.#markActionsReady(),
      actionCompleted: id => this.#running.get(id)?.(),
      setInvocationResults: results => this.#functions.take(results),
    }
  }
}

async function fetchJson(url: string): Promise<unknown> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url}: HTTP ${response.status}`)
  return response.json()
}
