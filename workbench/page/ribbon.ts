import type { Manifest, ManifestControl, ManifestTab } from '../manifest/parse-manifest.ts'
import { element } from './element.ts'
import { type Language, textOf } from './texts.ts'

/** What the ribbon asks the page to do. */
export interface RibbonActions {
  run(control: ManifestControl): void
  open(): void
  save(): void
  newBook(): void
  switchLanguage(): void
}

/** The ribbon: title bar, tabs and the add-in's buttons. */
export class Ribbon {
  readonly root: HTMLElement
  readonly #language: Language
  readonly #actions: RibbonActions
  readonly #controls = new Map<string, { control: ManifestControl; button: HTMLButtonElement }>()
  readonly #tabs = new Map<string, { button: HTMLButtonElement; panel: HTMLElement | null }>()
  readonly #title = element('span', 'title-name')
  readonly #strip = element('div', 'tab-strip')
  readonly #panels = element('div', 'ribbon-panels')

  constructor(language: Language, actions: RibbonActions) {
    this.#language = language
    this.#actions = actions
    const bar = element('header', 'title-bar', [
      element('span', 'title-mark', ['X']),
      this.#title,
      element('span', 'title-space'),
      this.#menuButton('language', () => actions.switchLanguage()),
    ])
    this.#strip.setAttribute('role', 'tablist')
    this.root = element('div', 'ribbon', [bar, this.#strip, this.#panels])
    this.#addTab('file', textOf(language, 'file'), this.#filePanel())
    this.#addTab('home', textOf(language, 'home'), null)
    this.select('home')
  }

  /** Shows the workbook's name. */
  setTitle(name: string): void {
    this.#title.textContent = name
    document.title = name
  }

  /** Adds the tabs and buttons of an add-in and shows its first tab. */
  addManifest(manifest: Manifest): void {
    for (const tab of manifest.tabs) {
      const id = tab.office === null ? tab.id : 'addins'
      this.#addTab(id, tab.office === null ? tab.label : manifest.displayName, this.#tabPanel(tab))
    }
    const first = manifest.tabs[0]
    if (first) this.select(first.office === null ? first.id : 'addins')
  }

  /** Shows a tab. The home tab shows the grid's own tools. */
  select(id: string): void {
    for (const [each, { button, panel }] of this.#tabs) {
      const chosen = each === id
      button.setAttribute('aria-selected', String(chosen))
      if (panel) panel.hidden = !chosen
    }
    this.#panels.hidden = id === 'home'
    document.body.classList.toggle('home-tab', id === 'home')
  }

  /** Presses a button as a person would; false when there is none or it is disabled. */
  press(id: string): boolean {
    const entry = this.#controls.get(id)
    if (!entry || entry.button.disabled) return false
    entry.button.click()
    return true
  }

  /** Shows that a button's action is running. */
  setBusy(id: string, busy: boolean): void {
    const entry = this.#controls.get(id)
    entry?.button.classList.toggle('busy', busy)
    entry?.button.setAttribute('aria-busy', String(busy))
  }

  /** Enables or disables a button; false when there is none. */
  setEnabled(id: string, enabled: boolean): boolean {
    const entry = this.#controls.get(id)
    if (entry) entry.button.disabled = !enabled
    return entry !== undefined
  }

  /** Whether a button is enabled; null when there is none. */
  isEnabled(id: string): boolean | null {
    const entry = this.#controls.get(id)
    return entry ? !entry.button.disabled : null
  }

  /** Whether a button's action is running. */
  isBusy(id: string): boolean {
    return this.#controls.get(id)?.button.classList.contains('busy') ?? false
  }

  /** Shows or hides a tab; false when there is none. */
  setTabVisible(id: string, visible: boolean): boolean {
    const tab = this.#tabs.get(id)
    if (tab) tab.button.hidden = !visible
    return tab !== undefined
  }

  /** The ids of the add-in's buttons. */
  controlIds(): string[] {
    return [...this.#controls.keys()]
  }

  #menuButton(key: 'language' | 'open' | 'save' | 'newBook', act: () => void): HTMLButtonElement {
    const button = element('button', 'menu-button', [textOf(this.#language, key)])
    button.type = 'button'
    button.addEventListener('click', act)
    return button
  }

  #filePanel(): HTMLElement {
    return element('div', 'ribbon-panel file-panel', [
      this.#menuButton('newBook', () => this.#actions.newBook()),
      this.#menuButton('open', () => this.#actions.open()),
      this.#menuButton('save', () => this.#actions.save()),
    ])
  }

  #addTab(id: string, label: string, panel: HTMLElement | null): void {
    const known = this.#tabs.get(id)
    if (known?.panel && panel) {
      known.panel.append(...panel.children)
      return
    }
    const button = element('button', 'tab', [label])
    button.type = 'button'
    button.setAttribute('role', 'tab')
    button.dataset['tab'] = id
    button.addEventListener('click', () => this.select(id))
    this.#strip.append(button)
    if (panel) this.#panels.append(panel)
    this.#tabs.set(id, { button, panel })
  }

  #tabPanel(tab: ManifestTab): HTMLElement {
    return element(
      'div',
      'ribbon-panel',
      tab.groups.map(group =>
        element('div', 'ribbon-group', [
          element(
            'div',
            'ribbon-controls',
            group.controls.map(control => this.#button(control)),
          ),
          element('div', 'ribbon-label', [group.label]),
        ]),
      ),
    )
  }

  #button(control: ManifestControl): HTMLButtonElement {
    const button = element('button', 'ribbon-button', [
      iconOf(control),
      element('span', 'ribbon-text', [control.label]),
    ])
    button.type = 'button'
    button.dataset['control'] = control.id
    button.title = control.tipText === '' ? control.tipTitle : `${control.tipTitle}\n${control.tipText}`
    button.disabled = !control.enabled
    button.addEventListener('click', () => this.#actions.run(control))
    this.#controls.set(control.id, { control, button })
    return button
  }
}

function iconOf(control: ManifestControl): HTMLElement {
  const sizes = Object.keys(control.icons)
    .map(Number)
    .sort((a, b) => a - b)
  const size = sizes.find(each => each >= 32) ?? sizes.at(-1)
  const letter = element('span', 'ribbon-icon letter', [control.label.slice(0, 1)])
  const url = size === undefined ? undefined : control.icons[size]
  if (url === undefined) return letter
  const image = element('img', 'ribbon-icon')
  image.alt = ''
  image.src = new URL(url).pathname.startsWith('/') ? localUrl(url) : url
  image.addEventListener('error', () => image.replaceWith(letter))
  return image
}

/** An address of the manifest as reached from this page: add-ins are served by the page's own server. */
export function localUrl(url: string): string {
  const parsed = new URL(url, location.href)
  return parsed.hostname === 'localhost' || parsed.hostname === location.hostname
    ? location.origin + parsed.pathname + parsed.search + parsed.hash
    : url
}
