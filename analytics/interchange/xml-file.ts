import sax from 'sax'
import { AppError } from '#model/problems.ts'
import { decodeWestern } from './decode-western.ts'
import type { NotUsed } from './not-used.ts'
import { xmlEncoding } from './xml-encoding.ts'

/** One element of an XML file. Namespace prefixes are cut off its name and those of its attributes. */
export interface XmlElement {
  name: string
  line: number
  attributes: Readonly<Record<string, string>>
  /** Its own characters, blanks around them cut off; '' where it only has children. */
  text: string
  children: readonly XmlElement[]
}
export interface XmlFile {
  name: string
  root: XmlElement
  encoding: string
  /** Elements that were not kept, by name: how many, and the line of the first. */
  dropped: Map<string, { count: number; line: number }>
  notUsed: NotUsed[]
}
export interface XmlLimits {
  /** Elements inside each other. */
  depth: number
  /** Elements held at a time. */
  elements: number
  /** Characters of one element. */
  text: number
}

const usualLimits: XmlLimits = { depth: 64, elements: 5_000_000, text: 1_000_000 }
/** Bytes decoded at a time, so that the text of a file is never held as a whole. */
const chunkBytes = 1 << 16

/** Reads an XML file into its elements, byte by byte through a strict parser that declares no entities of its own: a DOCTYPE, and so
 *  every entity bomb, is refused. What `keep` says no to, once it is read, is only counted and takes no room. Throws `xml-malformed`, `xml-doctype`,
 *  `xml-too-deep`, `xml-too-many`, `xml-text-too-long`, `xml-encoding-unknown`, `file-truncated`, each with the line. */
export function readXml(
  bytes: Uint8Array,
  fileName: string,
  options: { keep?: Keep; limits?: Partial<XmlLimits> } = {},
): XmlFile {
  const notUsed: NotUsed[] = []
  const encoding = xmlEncoding(bytes, fileName, notUsed)
  const building = new XmlBuilding(fileName, options.keep ?? null, {
    ...usualLimits,
    ...options.limits,
  })
  const decoder = new TextDecoder(encoding)
  for (let from = 0; from < bytes.length; from += chunkBytes) {
    const chunk = bytes.subarray(from, from + chunkBytes)
    building.write(
      encoding === 'windows-1252' ? decodeWestern(chunk) : decoder.decode(chunk, { stream: true }),
    )
  }
  if (encoding !== 'windows-1252') building.write(decoder.decode())
  return { name: fileName, encoding, notUsed, ...building.finish() }
}

/** Whether an element is worth holding, by what it holds and the name of the element it is in. */
type Keep = (element: XmlElement, parent: string) => boolean
type Open = XmlElement & { text: string; children: XmlElement[] }

const noAttributes: Readonly<Record<string, string>> = Object.freeze({})
const noChildren: XmlElement[] = []

class XmlBuilding {
  readonly #file: string
  readonly #keep: Keep | null
  readonly #limits: XmlLimits
  readonly #parser: sax.SAXParser
  readonly #open: Open[] = []
  readonly #dropped = new Map<string, { count: number; line: number }>()
  #root: XmlElement | null = null
  #elements = 0

  constructor(file: string, keep: Keep | null, limits: XmlLimits) {
    this.#file = file
    this.#keep = keep
    this.#limits = limits
    const parser = sax.parser(true, { strictEntities: true } as sax.SAXOptions)
    parser.onopentag = tag => this.#begin(tag)
    parser.onclosetag = () => this.#end()
    parser.ontext = text => this.#take(text)
    parser.oncdata = text => this.#take(text)
    parser.ondoctype = () => this.#refuse('xml-doctype', {})
    parser.onerror = error => this.#fail(error)
    this.#parser = parser
  }

  write(text: string): void {
    this.#parser.write(text)
  }

  finish(): { root: XmlElement; dropped: Map<string, { count: number; line: number }> } {
    this.#parser.close()
    if (!this.#root) throw this.#truncated()
    return { root: this.#root, dropped: this.#dropped }
  }

  #begin(tag: sax.Tag | sax.QualifiedTag): void {
    if (++this.#elements > this.#limits.elements)
      this.#refuse('xml-too-many', { limit: this.#limits.elements })
    if (this.#open.length >= this.#limits.depth) this.#refuse('xml-too-deep', { limit: this.#limits.depth })
    const name = localName(tag.name)
    const attributes = attributesOf((tag as sax.Tag).attributes)
    const element: Open = { name, line: this.#line, attributes, text: '', children: noChildren }
    const parent = this.#open.at(-1)
    if (!parent && this.#root) this.#fail(new Error(`a second root element, <${name}>`))
    if (parent) {
      if (parent.children === noChildren) parent.children = []
      parent.children.push(element)
    }
    this.#open.push(element)
    this.#root ??= element
  }

  #end(): void {
    const element = this.#open.pop()
    const parent = this.#open.at(-1)
    if (!element) return
    element.text = element.text.trim()
    if (!parent || !this.#keep || this.#keep(element, parent.name)) return
    parent.children.pop()
    this.#elements -= sizeOf(element)
    const seen = this.#dropped.get(element.name)
    if (seen) seen.count++
    else this.#dropped.set(element.name, { count: 1, line: element.line })
  }

  #take(text: string): void {
    const element = this.#open.at(-1)
    if (!element) return
    if (element.children !== noChildren && text.trim() === '') return
    if (element.text.length + text.length > this.#limits.text)
      this.#refuse('xml-text-too-long', { limit: this.#limits.text })
    element.text += text
  }

  get #line(): number {
    return this.#parser.line + 1
  }

  #refuse(
    code: 'xml-doctype' | 'xml-too-many' | 'xml-too-deep' | 'xml-text-too-long',
    data: Record<string, number>,
  ): never {
    const line = this.#line
    throw new AppError(code, { file: this.#file, line, ...data }, { at: { file: this.#file, line } })
  }

  #fail(error: Error): never {
    const reason = (error.message.split('\n')[0] ?? '').slice(0, 120)
    if (/^(unclosed root tag|unexpected end)/i.test(reason)) throw this.#truncated(error)
    if (/^max buffer length exceeded: doctype/i.test(reason)) this.#refuse('xml-doctype', {})
    const line = this.#line
    const data = { file: this.#file, line, reason }
    throw new AppError('xml-malformed', data, { cause: error, at: { file: this.#file, line } })
  }

  #truncated(cause?: Error): AppError {
    const line = this.#line
    const place = { zh: `第 ${line} 行`, en: `line ${line}` }
    const at = { file: this.#file, line }
    return new AppError('file-truncated', { file: this.#file, place }, cause ? { cause, at } : { at })
  }
}

function sizeOf({ children }: XmlElement): number {
  return children.reduce((sum, child) => sum + sizeOf(child), 1)
}

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

function attributesOf(given: Record<string, string>): Readonly<Record<string, string>> {
  const names = Object.keys(given)
  if (names.length === 0) return noAttributes
  return Object.fromEntries(names.map(name => [localName(name), given[name] as string]))
}
