/** Numbers of events as the client library knows them. */
export const eventType = {
  tableSelectionChanged: 100,
  tableChanged: 101,
  tableAdded: 102,
  tableDeleted: 103,
  worksheetChanged: 10,
  worksheetActivated: 11,
  worksheetDeactivated: 12,
  worksheetAdded: 13,
  worksheetSelectionChanged: 14,
  worksheetDeleted: 15,
  worksheetCalculated: 16,
  worksheetFormatChanged: 18,
  protectionChanged: 24,
  worksheetNameChanged: 25,
  workbookActivated: 2203,
  appRuntimeStateChanged: 65539,
} as const

/** Message categories of the `richApiMessage` event. */
export const messageCategory = { customFunction: 1, action: 2, event: 65_536 } as const

/** Target id of events of the whole workbook. */
export const workbookTarget = 'Workbook'

/** One entry of a `richApiMessage`: category, type, target, text, sequence, from afar. */
export type RichApiMessage = [number, number, string, string, number, boolean]

/** Remembers which events an add-in asked for and sends those, in order, as soon as the current batch has been answered. */
export class EventHub {
  #send: ((messages: RichApiMessage[]) => void) | null = null
  #sequence = 0
  #queue: RichApiMessage[] = []
  #held = 0
  readonly #registered = new Set<string>()
  readonly #early: RichApiMessage[] = []

  /** The add-in listens; `send` posts to it. Messages kept until now follow. */
  connect(send: (messages: RichApiMessage[]) => void): void {
    this.#send = send
    this.#queue.unshift(...this.#early.splice(0))
    this.#flush()
  }

  /** The add-in is gone. */
  disconnect(): void {
    this.#send = null
    this.#registered.clear()
    this.#queue = []
  }

  /** False while the add-in wants no events of the workbook, as for its own writes. */
  enabled = true

  /** The add-in wants events of this type from this target. */
  register(type: number, target: string): void {
    this.#registered.add(`${type} ${target}`)
  }

  /** The add-in no longer wants them. */
  unregister(type: number, target: string): void {
    this.#registered.delete(`${type} ${target}`)
  }

  /** Whether anyone wants them. */
  isRegistered(type: number, target: string): boolean {
    return this.#registered.has(`${type} ${target}`)
  }

  /** Sends an event if it was asked for and the add-in has not switched events off. */
  fire(type: number, target: string, args: object): void {
    if (this.enabled && this.isRegistered(type, target)) this.post(messageCategory.event, type, target, args)
  }

  /** Sends a message of any category; before the add-in listens it is kept. */
  post(category: number, type: number, target: string, payload: unknown): void {
    this.postAll([{ category, type, target, payload }])
  }

  /** Sends several messages in one event. */
  postAll(messages: { category: number; type: number; target: string; payload: unknown }[]): void {
    for (const { category, type, target, payload } of messages) this.#enqueue(category, type, target, payload)
    this.#flush()
  }

  #enqueue(category: number, type: number, target: string, payload: unknown): void {
    this.#sequence += 1
    const message: RichApiMessage = [category, type, target, JSON.stringify(payload), this.#sequence, false]
    if (this.#send) this.#queue.push(message)
    else this.#early.push(message)
  }

  /** Holds events back while a batch runs. */
  hold(): void {
    this.#held += 1
  }

  /** The batch has been answered. */
  release(): void {
    this.#held -= 1
    this.#flush()
  }

  #flush(): void {
    if (this.#held > 0 || !this.#send || this.#queue.length === 0) return
    this.#send(this.#queue.splice(0))
  }
}
