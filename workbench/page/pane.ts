import { element } from './element.ts'
import { type Language, textOf } from './texts.ts'

/** The task pane: a frame at the right that lives on while hidden. */
export class Pane {
  readonly root: HTMLElement
  readonly #title = element('span', 'pane-title')
  readonly #body = element('div', 'pane-body')
  #frame: HTMLIFrameElement | null = null

  constructor(language: Language, hidden: () => void) {
    const close = element('button', 'pane-close', ['✕'])
    close.type = 'button'
    close.title = textOf(language, 'hidePane')
    close.setAttribute('aria-label', textOf(language, 'hidePane'))
    close.addEventListener('click', hidden)
    this.root = element('aside', 'pane', [element('div', 'pane-head', [this.#title, close]), this.#body])
    this.root.hidden = true
  }

  /** The frame; null before it was started. */
  get frame(): HTMLIFrameElement | null {
    return this.#frame
  }

  /** Whether the pane can be seen. */
  get isShown(): boolean {
    return !this.root.hidden
  }

  /** Starts the add-in's page, hidden or not. `name` carries what the client library must know. */
  start(url: string, name: string, title: string): HTMLIFrameElement {
    this.#frame?.remove()
    const frame = document.createElement('iframe')
    frame.name = name
    frame.src = url
    frame.title = title
    frame.allow = 'clipboard-read; clipboard-write'
    this.#title.textContent = title
    this.#body.append(frame)
    this.#frame = frame
    return frame
  }

  /** Ends the add-in's page. */
  stop(): void {
    this.#frame?.remove()
    this.#frame = null
    this.show(false)
  }

  /** Shows or hides the pane. */
  show(shown: boolean): void {
    this.root.hidden = !shown
  }
}
