import '../objects/kinds.ts'
import type { Book } from '../book/book.ts'
import { workbookRemote } from '../objects/workbook.ts'
import { serviceObject, type Services } from '../objects/services.ts'
import { appContext, settingPairs } from './app-context.ts'
import { Connection, type WireMessage } from './connection.ts'
import { type BatchRequest, type BatchScope, executeBatch } from './execute-batch.ts'
import { notImplemented } from './office-error.ts'
import type { Remote } from './remote.ts'
import { plainText } from './plain-text.ts'

/** Numbers of methods and events of the client library. */
const dispatch = {
  executeRichApi: 93,
  loadSettings: 75,
  saveSettings: 76,
  commandCompleted: 94,
  richApiMessage: 33,
  settingsChanged: 1,
  selectionChanged: 2,
  appCommandInvoked: 39,
} as const
/** Error numbers of the client library. */
const officeError = {
  unsupported: 5000,
  cellEditMode: 5004,
  requestTooLarge: 5103,
  responseTooLarge: 5104,
} as const
/** Excel on the web takes and gives at most so much in one batch. */
const payloadLimitBytes = 5 * 1024 * 1024
/** The request flag of `delayForCellEdit`. */
const delayForCellEdit = 64

interface RequestData {
  ArrayData?: unknown[]
  DdaMethod?: { DispatchId?: number }
  eventDispId?: number
  [key: string]: unknown
}

/** Serves one add-in frame: answers its requests with the book's objects and sends it the events it asked for. */
export class Host {
  readonly #book: Book
  readonly #services: Services
  readonly #identity: { appId: string; conversationId: string; locale: string }
  readonly #connection: Connection
  readonly #references = new Map<string, Remote>()
  readonly #eventNames = new Map<number, string>()
  /** Settings the add-in's own copy was last known to hold; those it saves without were removed. */
  #settingsGiven = new Set<string>()
  #nextReference = 1
  #queue: Promise<unknown> = Promise.resolve()
  /** Batches served so far and the time spent in them. */
  readonly statistics = { batches: 0, milliseconds: 0 }

  constructor(
    book: Book,
    services: Services,
    frame: HTMLIFrameElement,
    identity: { appId: string; conversationId: string; locale: string },
  ) {
    this.#book = book
    this.#services = services
    this.#identity = identity
    this.#connection = new Connection(frame, identity.conversationId, message => this.#answer(message))
  }

  /** The frame is about to go. */
  close(): void {
    this.#book.events.disconnect()
    this.#connection.close()
  }

  /** Sends an event of the older, non-batch kind if it was registered. */
  sendPlainEvent(id: number, data: unknown): void {
    const name = this.#eventNames.get(id)
    if (name !== undefined) this.#connection.sendEvent(name, data)
  }

  /** Whether the add-in asked for events of the older kind. */
  listensTo(id: number): boolean {
    return this.#eventNames.has(id)
  }

  async #answer(message: WireMessage): Promise<unknown> {
    const data = (message._data ?? {}) as RequestData
    if (message._actionName === 'ContextActivationManager_getAppContextAsync') {
      const { appId, locale } = this.#identity
      this.#settingsGiven = new Set(this.#book.parts.settings.keys())
      return appContext({
        appId,
        locale,
        url: `${location.origin}/${encodeURIComponent(this.#book.name)}.xlsx`,
        settings: this.#book.parts.settings,
      })
    }
    if (message._actionName.startsWith('ContextActivationManager_')) return null
    if (message._actionType === 1) return this.#register(message, data)
    if (message._actionType === 2) return { Version: 1, Error: 0 }
    const method = data.DdaMethod?.DispatchId
    if (method === dispatch.executeRichApi) return this.#inTurn(() => this.#batch(data))
    if (method === dispatch.loadSettings) {
      this.#settingsGiven = new Set(this.#book.parts.settings.keys())
      return {
        Version: 1,
        Error: 0,
        Properties: {
          Settings: settingPairs(this.#book.parts.settings).map(([Name, Value]) => ({ Name, Value })),
        },
      }
    }
    if (method === dispatch.saveSettings) return this.#saveSettings(data)
    if (method === dispatch.commandCompleted) {
      this.#services.actionCompleted(plainText(data['0']))
      return { Version: 1, Error: 0 }
    }
    const name = `${message._actionName}${method === undefined ? '' : ` (method ${method})`}`
    this.#book.say(notImplemented(name).message)
    return { Version: 1, Error: officeError.unsupported }
  }

  #register(message: WireMessage, data: RequestData): unknown {
    const id = data.eventDispId ?? 0
    this.#eventNames.set(id, message._actionName)
    if (id === dispatch.richApiMessage) {
      queueMicrotask(() => {
        setTimeout(() =>
          this.#book.events.connect(messages =>
            this.sendPlainEvent(dispatch.richApiMessage, { ArrayData: messages }),
          ),
        )
      })
    }
    return { Version: 1, Error: 0 }
  }

  #saveSettings(data: RequestData): unknown {
    const { Properties: pairs = [] } = (data['DdaSettingsMethod'] ?? {}) as {
      Properties?: [string, string][]
    }
    const given = new Set(pairs.map(([key]) => key))
    for (const key of this.#settingsGiven) if (!given.has(key)) this.#book.parts.settings.delete(key)
    for (const [key, value] of pairs) this.#book.parts.settings.set(key, JSON.parse(value))
    this.#settingsGiven = given
    this.#book.settingsChanged()
    return { Version: 1, Error: 0 }
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work)
    this.#queue = turn.catch((error: unknown) => reportError(error))
    return turn
  }

  async #batch(data: RequestData): Promise<unknown> {
    const [, , , , body, , flags] = data.ArrayData ?? []
    if (typeof body !== 'string') return { Version: 1, Error: officeError.unsupported }
    if (byteLength(body) > payloadLimitBytes) return { Version: 1, Error: officeError.requestTooLarge }
    const request = JSON.parse(body) as BatchRequest
    if (this.#book.isEditing() && touchesWorkbook(request)) {
      if ((Number(flags) & delayForCellEdit) === 0) return { Version: 1, Error: officeError.cellEditMode }
      await this.#book.editingEnded()
    }
    const started = performance.now()
    this.#book.events.hold()
    const response = await this.#book.log.step(true, () => executeBatch(request, this.#scope()))
    this.#book.grid.batchEnded()
    const text = JSON.stringify(response)
    this.statistics.batches += 1
    this.statistics.milliseconds += performance.now() - started
    setTimeout(() => this.#book.events.release())
    if (byteLength(text) > payloadLimitBytes) return { Version: 1, Error: officeError.responseTooLarge }
    return { Version: 1, Error: 0, Data: [200, ['Content-Type', 'application/json'], text] }
  }

  #scope(): BatchScope {
    return {
      globalObject: () =>
        workbookRemote({
          book: this.#book,
          services: this.#services,
          release: id => this.#references.delete(id),
        }),
      newObject: name => serviceObject(name, this.#book, this.#services),
      reference: id => this.#references.get(id) ?? null,
      keep: object => {
        if (object.kind !== 'Range' && object.kind !== 'RangeAreas') return null
        const id = `ref${this.#nextReference}`
        this.#nextReference += 1
        this.#references.set(id, object)
        return id
      },
    }
  }
}

function touchesWorkbook(request: BatchRequest): boolean {
  return (
    Object.values(request.ObjectPaths).some(path => path.ObjectPathType !== 2 && path.ObjectPathType !== 1) ||
    !Object.values(request.ObjectPaths).some(path => path.ObjectPathType === 2)
  )
}

function byteLength(text: string): number {
  // Counting is only worth its time near the limit: no UTF-16 unit takes more than three bytes.
  return text.length * 3 < payloadLimitBytes ? text.length : new TextEncoder().encode(text).length
}
