/** A message of the client library, either way. */
export interface WireMessage {
  _messageType: number
  _actionName: string
  _actionType?: number
  _conversationId: string
  _correlationId: number | string
  _origin?: string
  _data: unknown
  _errorCode?: number
  _responseType?: number
  _serializerVersion?: number
}

/** What an add-in's frame is told at its creation, in its `name`. */
export interface FrameIdentity {
  conversationId: string
  appId: string
  locale: string
  /** 1 shared runtime + 2 custom functions. */
  flags: number
}

/** Answers one request; the promise's value becomes the answer's data. */
export type RequestHandler = (message: WireMessage) => Promise<unknown>

/** The text that a frame's `name` must hold for the client library to find its host. */
export function frameName(identity: FrameIdentity, origin: string): string {
  return JSON.stringify({
    hostInfo: `Excel$Web$16.01$${identity.locale}$${identity.conversationId}$$$${identity.flags}`,
    xdmInfo: `${identity.conversationId}|${identity.appId}|${origin}`,
    serializerVersion: 1,
    baseFrameName: 'workbench-pane',
  })
}

/** The line between the host page and one add-in frame. */
export class Connection {
  readonly #frame: HTMLIFrameElement
  readonly #conversationId: string
  readonly #handle: RequestHandler
  readonly #listener: (event: MessageEvent) => void

  constructor(frame: HTMLIFrameElement, conversationId: string, handle: RequestHandler) {
    this.#frame = frame
    this.#conversationId = conversationId
    this.#handle = handle
    this.#listener = event => this.#receive(event)
    window.addEventListener('message', this.#listener)
  }

  /** Stops listening. */
  close(): void {
    window.removeEventListener('message', this.#listener)
  }

  /** Sends an event that the add-in registered under `name`. */
  sendEvent(name: string, data: unknown): void {
    this.#post({
      _messageType: 1,
      _actionName: name,
      _conversationId: this.#conversationId,
      _correlationId: -1,
      _data: data,
      _errorCode: 0,
      _responseType: 1,
      _serializerVersion: 1,
    })
  }

  #receive(event: MessageEvent): void {
    if (
      event.source !== this.#frame.contentWindow ||
      event.origin !== location.origin ||
      typeof event.data !== 'string'
    )
      return
    const message = parseMessage(event.data)
    if (!message || message._messageType !== 0) return
    void this.#handle(message).then(data => {
      this.#post({ ...answerTo(message), _data: data })
    })
  }

  #post(message: WireMessage): void {
    this.#frame.contentWindow?.postMessage(
      JSON.stringify({ ...message, _origin: location.origin }),
      location.origin,
    )
  }
}

function answerTo(message: WireMessage): Omit<WireMessage, '_data'> {
  return {
    _messageType: 1,
    _actionName: message._actionName,
    _conversationId: message._conversationId,
    _correlationId: message._correlationId,
    _errorCode: 0,
    _responseType: 0,
    _serializerVersion: 1,
  }
}

function parseMessage(text: string): WireMessage | null {
  if (!text.startsWith('{')) return null
  const parsed: unknown = JSON.parse(text)
  return typeof parsed === 'object' && parsed !== null && '_actionName' in parsed
    ? (parsed as WireMessage)
    : null
}
