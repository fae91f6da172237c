import { parseMinute, type PlanMinute } from '#model/plan-time.ts'
import type { Problem } from '#model/problems.ts'
import type { NotUsed } from './not-used.ts'
import type { XmlElement, XmlFile } from './xml-file.ts'

/** One element with typed access to its children by name; what cannot be read is named and counts as absent. */
export interface XmlRecord {
  readonly element: XmlElement
  readonly line: number
  has(field: string): boolean
  /** The characters of a child, '' where there is none or it is nil. */
  text(field: string): string
  number(field: string): number | null
  /** `1`, `true` and `Y` are true. */
  flag(field: string): boolean | null
  date(field: string): PlanMinute | null
  /** Children of this name as records of that kind. */
  records(field: string): XmlRecord[]
  /** The records inside a child that only holds a list: `<Tasks><Task/></Tasks>`. */
  list(field: string, name: string): XmlRecord[]
}

/** Problems of one kind named one by one before they are only counted. */
const mostNamed = 50

/** Reads elements as records and remembers which of their children were asked for, so that the rest can be named. */
export class XmlReader {
  readonly file: XmlFile
  readonly #notUsed: NotUsed[]
  readonly #asked = new Map<string, Set<string>>()
  readonly #given = new Map<string, Map<string, { count: number; line: number }>>()
  readonly #choices = new Map<string, { problem: Problem; count: number }>()
  readonly #counts = new Map<Problem['code'], number>()

  constructor(file: XmlFile) {
    this.file = file
    this.#notUsed = [...file.notUsed]
  }

  /** An element as a record; `kind` names its sort where its own name does not tell. */
  record(element: XmlElement, kind = element.name): XmlRecord {
    let asked = this.#asked.get(kind)
    if (!asked) this.#asked.set(kind, (asked = new Set()))
    this.#count(element, kind)
    return new ElementRecord(this, element, kind, asked)
  }

  /** Takes note of something left out, at a line of the file. */
  leaveOut(problem: Problem, line: number): void {
    const count = (this.#counts.get(problem.code) ?? 0) + 1
    this.#counts.set(problem.code, count)
    if (count > mostNamed) return
    const reason = { ...problem, at: { file: this.file.name, line, ...problem.at } }
    this.#notUsed.push({ file: this.file.name, place: `line ${line}`, reason })
  }

  /** The meaning of a coded value; an unknown code gives the fallback and is counted by element, field and value. */
  choice<T extends string, F extends T | null>(
    record: XmlRecord,
    field: string,
    choices: Readonly<Record<string, T>>,
    fallback: F,
  ): T | F {
    const value = record.text(field)
    if (value === '') return fallback
    const known = Object.hasOwn(choices, value) ? choices[value] : undefined
    if (known !== undefined) return known
    const element = record.element.name
    const key = `${element}/${field}=${value}`
    const seen = this.#choices.get(key)
    if (seen) seen.count++
    else {
      const problem: Problem = {
        code: 'xml-choice-unknown',
        at: { file: this.file.name, line: record.line },
        data: { element, field, value: value.slice(0, 60), used: fallback },
      }
      this.#choices.set(key, { problem, count: 1 })
    }
    return fallback
  }

  /** Everything met and not taken over: places, unknown choices, and children of records nobody asked for. */
  allNotUsed(): NotUsed[] {
    const file = this.file.name
    const found = [...this.#notUsed]
    for (const [code, count] of this.#counts)
      if (count > mostNamed)
        found.push({
          file,
          place: '',
          reason: { code: 'xml-more', data: { code, count: count - mostNamed } },
        })
    for (const { problem, count } of this.#choices.values())
      found.push({
        file,
        place: `line ${problem.at?.line}`,
        reason: { ...problem, data: { ...problem.data, count } },
      })
    for (const [kind, given] of this.#given) {
      const fields: string[] = []
      let line = 0
      for (const [field, seen] of given) {
        if (this.#asked.get(kind)?.has(field)) continue
        fields.push(`${field} (${seen.count})`)
        line ||= seen.line
      }
      if (fields.length > 0) found.push(this.#fields(kind, fields, line))
    }
    for (const [name, seen] of this.file.dropped)
      found.push(this.#fields(this.file.root.name, [`${name} (${seen.count})`], seen.line))
    return found
  }

  #fields(element: string, fields: string[], line: number): NotUsed {
    const file = this.file.name
    const reason = {
      code: 'xml-fields-not-used',
      at: { file, line, part: element },
      data: { element, fields },
    } as const
    return { file, place: element, reason }
  }

  #count(element: XmlElement, kind: string): void {
    let given = this.#given.get(kind)
    if (!given) this.#given.set(kind, (given = new Map()))
    for (const child of element.children) {
      // Nothing is lost with a zero that nobody asked for.
      if (child.children.length === 0 && /^(0*(\.0+)?|PT0H0M0S)$/.test(child.text)) continue
      const seen = given.get(child.name)
      if (seen) seen.count++
      else given.set(child.name, { count: 1, line: child.line })
    }
  }
}

class ElementRecord implements XmlRecord {
  readonly element: XmlElement
  readonly #reader: XmlReader
  readonly #kind: string
  readonly #asked: Set<string>
  readonly #children = new Map<string, XmlElement>()

  constructor(reader: XmlReader, element: XmlElement, kind: string, asked: Set<string>) {
    this.#reader = reader
    this.element = element
    this.#kind = kind
    this.#asked = asked
    for (const child of element.children)
      if (!this.#children.has(child.name)) this.#children.set(child.name, child)
  }

  get line(): number {
    return this.element.line
  }

  has(field: string): boolean {
    this.#asked.add(field)
    return this.#children.has(field)
  }

  text(field: string): string {
    this.#asked.add(field)
    return this.#children.get(field)?.text ?? ''
  }

  number(field: string): number | null {
    const value = this.text(field)
    if (value === '') return null
    const parsed = numberPattern.test(value) ? Number(value) : Number.NaN
    return Number.isFinite(parsed) ? parsed + 0 : this.#unreadable(field, value)
  }

  flag(field: string): boolean | null {
    const value = this.text(field)
    if (value === '') return null
    if (/^(1|-1|true|y|yes)$/i.test(value)) return true
    return /^(0|false|n|no)$/i.test(value) ? false : this.#unreadable(field, value)
  }

  date(field: string): PlanMinute | null {
    const value = this.text(field)
    if (value === '') return null
    // Plan time has no zone: what a zone says is cut off.
    const bare = value.replace(/(?:Z|[+-]\d{2}:\d{2})$/, '')
    const minute = parseMinute(bare) ?? parseMinute(`${bare}T00:00`)
    return minute ?? this.#unreadable(field, value)
  }

  records(field: string): XmlRecord[] {
    this.#asked.add(field)
    return this.element.children
      .filter(child => child.name === field)
      .map(child => this.#reader.record(child, `${this.#kind}/${field}`))
  }

  list(field: string, name: string): XmlRecord[] {
    this.#asked.add(field)
    return this.element.children
      .filter(child => child.name === field)
      .flatMap(list => list.children.filter(child => child.name === name))
      .map(child => this.#reader.record(child))
  }

  #unreadable(field: string, value: string): null {
    const data = { element: this.element.name, field, value: value.slice(0, 60) }
    const line = this.#children.get(field)?.line ?? this.line
    this.#reader.leaveOut({ code: 'xml-value-unreadable', data }, line)
    return null
  }
}

const numberPattern = /^[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?$/i
