import { element } from './element.ts'
import { type Language, textOf } from './texts.ts'

/** Messages to the person in front of the page: a line that goes by itself, and boxes that wait for an answer. */
export class Notices {
  readonly root = element('div', 'notices')
  readonly #language: Language
  /** Texts shown so far, newest last. */
  readonly shown: string[] = []

  constructor(language: Language) {
    this.#language = language
    this.root.setAttribute('role', 'status')
  }

  /** Shows a line until it is closed. */
  say(text: string): void {
    this.shown.push(text)
    const close = element('button', 'notice-close', ['✕'])
    close.type = 'button'
    close.setAttribute('aria-label', textOf(this.#language, 'close'))
    const notice = element('div', 'notice', [element('span', 'notice-text', [text]), close])
    close.addEventListener('click', () => notice.remove())
    while (this.root.children.length >= 4) this.root.firstElementChild?.remove()
    this.root.append(notice)
  }

  /** Shows a box with one or more answers and resolves with the one chosen; Escape is the last. */
  ask(title: string, text: string, answers: string[]): Promise<string> {
    this.shown.push(text)
    const last = answers.at(-1) ?? ''
    return new Promise(resolve => {
      const dialog = element('dialog', 'box', [
        element('h2', 'box-title', [title]),
        element('p', 'box-text', [text]),
      ])
      const buttons = answers.map(answer => {
        const button = element('button', 'box-button', [answer])
        button.type = 'button'
        button.addEventListener('click', () => dialog.close(answer))
        return button
      })
      dialog.append(element('div', 'box-buttons', buttons))
      dialog.addEventListener('cancel', () => {
        dialog.returnValue = last
      })
      dialog.addEventListener('close', () => {
        dialog.remove()
        resolve(dialog.returnValue === '' ? last : dialog.returnValue)
      })
      document.body.append(dialog)
      dialog.showModal()
      buttons[0]?.focus()
    })
  }
}
