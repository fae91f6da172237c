/** One button of an add-in's ribbon. */
export interface ManifestControl {
  id: string
  label: string
  tipTitle: string
  tipText: string
  /** Icon addresses by size in pixels. */
  icons: Record<number, string>
  enabled: boolean
  action: { kind: 'showTaskpane'; url: string; title: string } | { kind: 'executeFunction'; name: string }
}

/** A group of buttons. */
export interface ManifestGroup {
  id: string
  label: string
  controls: ManifestControl[]
}

/** A tab of the ribbon; `office` is the name of a tab of Excel's own, null for a tab of the add-in. */
export interface ManifestTab {
  id: string
  label: string
  office: string | null
  groups: ManifestGroup[]
}

/** What the workbench uses of an add-in's XML manifest. */
export interface Manifest {
  id: string
  version: string
  displayName: string
  defaultUrl: string
  /** The page of the long-lived shared runtime; null when there is none. */
  runtimeUrl: string | null
  tabs: ManifestTab[]
  customFunctions: { scriptUrl: string; pageUrl: string; metadataUrl: string; namespace: string } | null
}

/** Reads a classic XML add-in manifest in one language. Throws an `Error` that names what is wrong with it. */
export function parseManifest(xml: string, locale: string): Manifest {
  const document = new DOMParser().parseFromString(xml, 'application/xml')
  const fault = document.getElementsByTagName('parsererror')[0]
  if (fault)
    throw new Error(`The manifest is not well-formed XML: ${fault.textContent?.trim().split('\n')[0] ?? ''}`)
  const root = document.documentElement
  if (root.localName !== 'OfficeApp')
    throw new Error(`The manifest's root is <${root.localName}>, not <OfficeApp>.`)
  const resources = readResources(root, locale)
  const host = elements(root, 'Host').find(each => attribute(each, 'type') === 'Workbook')
  const runtime = host && elements(host, 'Runtime')[0]
  const extensionPoints = host ? elements(host, 'ExtensionPoint') : []
  const commands = extensionPoints.filter(point => attribute(point, 'type') === 'PrimaryCommandSurface')
  const functions = extensionPoints.find(point => attribute(point, 'type') === 'CustomFunctions')
  return {
    id: text(child(root, 'Id')),
    version: text(child(root, 'Version')),
    displayName: localized(child(root, 'DisplayName'), locale),
    defaultUrl: child(child(root, 'DefaultSettings'), 'SourceLocation')?.getAttribute('DefaultValue') ?? '',
    runtimeUrl: runtime ? resources.url(runtime.getAttribute('resid')) : null,
    tabs: commands.flatMap(point => readTabs(point, resources)),
    customFunctions: functions ? readFunctions(functions, resources) : null,
  }
}

class Resources {
  readonly #values = new Map<string, string>()
  set(kind: string, id: string, value: string): void {
    this.#values.set(`${kind} ${id}`, value)
  }
  image(id: string | null): string {
    return this.#get('Image', id)
  }
  url(id: string | null): string {
    return this.#get('Url', id)
  }
  string(id: string | null): string {
    return this.#get('String', id)
  }
  #get(kind: string, id: string | null): string {
    const value = this.#values.get(`${kind} ${id ?? ''}`)
    if (value === undefined) throw new Error(`The manifest has no resource <bt:${kind} id="${id ?? ''}">.`)
    return value
  }
}

function readResources(root: Element, locale: string): Resources {
  const resources = new Resources()
  const blocks = elements(root, 'Resources')
  for (const kind of ['Image', 'Url', 'String']) {
    for (const element of blocks.flatMap(block => elements(block, kind))) {
      resources.set(kind, element.getAttribute('id') ?? '', localized(element, locale))
    }
  }
  return resources
}

function localized(element: Element | null, locale: string): string {
  if (!element) return ''
  const override = elements(element, 'Override').find(each =>
    sameLanguage(each.getAttribute('Locale') ?? '', locale),
  )
  return override?.getAttribute('Value') ?? element.getAttribute('DefaultValue') ?? ''
}

function sameLanguage(a: string, b: string): boolean {
  if (a.toLowerCase() === b.toLowerCase()) return true
  return a.split('-')[0]?.toLowerCase() === b.split('-')[0]?.toLowerCase()
}

function readTabs(point: Element, resources: Resources): ManifestTab[] {
  return children(point).flatMap(tab => {
    if (tab.localName !== 'CustomTab' && tab.localName !== 'OfficeTab') return []
    const id = tab.getAttribute('id') ?? ''
    const label = child(tab, 'Label')
    return [
      {
        id,
        label: label ? resources.string(label.getAttribute('resid')) : id,
        office: tab.localName === 'OfficeTab' ? id : null,
        groups: children(tab)
          .filter(each => each.localName === 'Group')
          .map(group => readGroup(group, resources)),
      },
    ]
  })
}

function readGroup(group: Element, resources: Resources): ManifestGroup {
  return {
    id: group.getAttribute('id') ?? '',
    label: resources.string(child(group, 'Label')?.getAttribute('resid') ?? null),
    controls: children(group)
      .filter(each => each.localName === 'Control')
      .flatMap(control => readControl(control, resources)),
  }
}

function readControl(control: Element, resources: Resources): ManifestControl[] {
  const items = child(control, 'Items')
  if (attribute(control, 'type') === 'Menu' && items)
    return children(items).flatMap(item => readControl(item, resources))
  const action = child(control, 'Action')
  if (!action) return []
  const tip = child(control, 'Supertip')
  const label = resources.string(child(control, 'Label')?.getAttribute('resid') ?? null)
  const tipTitle = child(tip, 'Title')?.getAttribute('resid')
  const tipText = child(tip, 'Description')?.getAttribute('resid')
  return [
    {
      id: control.getAttribute('id') ?? '',
      label,
      tipTitle: tipTitle ? resources.string(tipTitle) : label,
      tipText: tipText ? resources.string(tipText) : '',
      icons: readIcons(child(control, 'Icon'), resources),
      enabled: text(child(control, 'Enabled')).toLowerCase() !== 'false',
      action: readAction(action, resources),
    },
  ]
}

function readAction(action: Element, resources: Resources): ManifestControl['action'] {
  const type = attribute(action, 'type')
  if (type === 'ExecuteFunction')
    return { kind: 'executeFunction', name: text(child(action, 'FunctionName')) }
  if (type !== 'ShowTaskpane')
    throw new Error(
      `The manifest has an action of type "${type}"; only ShowTaskpane and ExecuteFunction are known.`,
    )
  const title = child(action, 'Title')?.getAttribute('resid')
  return {
    kind: 'showTaskpane',
    url: resources.url(child(action, 'SourceLocation')?.getAttribute('resid') ?? null),
    title: title ? resources.string(title) : '',
  }
}

function readIcons(icon: Element | null, resources: Resources): Record<number, string> {
  if (!icon) return {}
  return Object.fromEntries(
    elements(icon, 'Image').map(image => [
      Number(image.getAttribute('size')),
      resources.image(image.getAttribute('resid')),
    ]),
  )
}

function readFunctions(point: Element, resources: Resources): NonNullable<Manifest['customFunctions']> {
  const source = (name: string) => {
    const resid = child(child(point, name), 'SourceLocation')?.getAttribute('resid') ?? null
    return resid === null ? '' : resources.url(resid)
  }
  const namespace = child(point, 'Namespace')?.getAttribute('resid') ?? null
  return {
    scriptUrl: source('Script'),
    pageUrl: source('Page'),
    metadataUrl: source('Metadata'),
    namespace: namespace === null ? '' : resources.string(namespace),
  }
}

function elements(within: Element, name: string): Element[] {
  return [...within.getElementsByTagNameNS('*', name)]
}

function children(within: Element | null): Element[] {
  return within ? [...within.children] : []
}

function child(within: Element | null, name: string): Element | null {
  return children(within).find(each => each.localName === name) ?? null
}

function attribute(element: Element, name: string): string {
  return (
    element.getAttributeNS('http://www.w3.org/2001/XMLSchema-instance', name) ??
    element.getAttribute(`xsi:${name}`) ??
    ''
  )
}

function text(element: Element | null): string {
  return element?.textContent?.trim() ?? ''
}
