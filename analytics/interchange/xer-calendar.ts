import { formatShifts, joinShifts, type Shift } from '#calc/shifts.ts'

/** What a calendar text says: shifts of Sunday to Saturday and of days that differ. Null shifts are a day without work. */
export interface XerCalendarData {
  week: (string | null)[]
  /** Days since 1970-01-01 in order, with the shifts that replace the week's. */
  exceptions: { day: number; shifts: string | null }[]
  /** Where the text stops to make sense; null when all of it was read. */
  unreadable: string | null
}

interface Node {
  name: string
  props: string
  children: Node[]
}

/** P6 counts exception days from 1899-12-30. */
const serialOf1970 = 25569
/** Deeper than any calendar; a text nested further is not one. */
const deepest = 12

/** Reads `CALENDAR.clndr_data`: nested `(0||name(props)(children))`. A text that is cut off gives what stands before the cut. */
export function readCalendarData(text: string): XerCalendarData {
  const parser = new NodeParser(text)
  const root = parser.parse()
  const week: (string | null)[] = Array.from({ length: 7 }, () => null)
  const exceptions = new Map<number, string | null>()
  let unreadable = parser.stopped
  for (const day of find(root, 'DaysOfWeek')?.children ?? []) {
    const index = Number(day.name) - 1
    if (Number.isInteger(index) && index >= 0 && index < 7) week[index] = shiftsOf(day)
    else unreadable ??= day.name
  }
  for (const exception of find(root, 'Exceptions')?.children ?? []) {
    const serial = Number(propsOf(exception.props).get('d'))
    if (Number.isInteger(serial) && serial > 0 && serial < 3_000_000)
      exceptions.set(serial - serialOf1970, shiftsOf(exception))
    else unreadable ??= exception.props || exception.name
  }
  if (!find(root, 'DaysOfWeek')) unreadable ??= text.slice(0, 40)
  return {
    week,
    exceptions: [...exceptions].map(([day, shifts]) => ({ day, shifts })).sort((a, b) => a.day - b.day),
    unreadable,
  }
}

/** The root may be unnamed, so parts are found by their own name. */
function find(node: Node | null, name: string): Node | undefined {
  return node?.name === name ? node : node?.children.find(child => child.name === name)
}

function shiftsOf(day: Node): string | null {
  const shifts: Shift[] = []
  for (const child of day.children) {
    const props = propsOf(child.props)
    const from = minuteOf(props.get('s'))
    const to = minuteOf(props.get('f'))
    if (from === null || to === null || (from === to && from !== 0)) continue
    shifts.push([from, to <= from ? to + 1440 : to])
  }
  return formatShifts(joinShifts(shifts))
}

function propsOf(props: string): Map<string, string> {
  const parts = props.split('|')
  const map = new Map<string, string>()
  for (let i = 0; i + 1 < parts.length; i += 2)
    map.set((parts[i] as string).trim(), (parts[i + 1] as string).trim())
  return map
}

function minuteOf(clock: string | undefined): number | null {
  const match = /^(\d{1,2}):(\d{2})/.exec(clock ?? '')
  if (!match) return null
  const minute = Number(match[1]) * 60 + Number(match[2])
  return minute <= 1440 ? minute : null
}

class NodeParser {
  readonly #text: string
  #place = 0
  stopped: string | null = null

  constructor(text: string) {
    this.#text = text
  }

  parse(): Node | null {
    return this.#node(0)
  }

  #node(depth: number): Node | null {
    if (!this.#take('(')) return this.#stop()
    const bars = this.#text.indexOf('||', this.#place)
    const open = this.#text.indexOf('(', this.#place)
    if (bars < 0 || open < bars || depth > deepest) return this.#stop()
    const node: Node = { name: this.#text.slice(bars + 2, open).trim(), props: '', children: [] }
    this.#place = open + 1
    const close = this.#text.indexOf(')', this.#place)
    if (close < 0) {
      this.#stop()
      return node
    }
    node.props = this.#text.slice(this.#place, close).trim()
    this.#place = close + 1
    if (!this.#take('(')) {
      this.#stop()
      return node
    }
    while (this.#peek() === '(') {
      const child = this.#node(depth + 1)
      if (child) node.children.push(child)
      if (this.stopped !== null) return node
    }
    if (!this.#take(')') || !this.#take(')')) this.#stop()
    return node
  }

  #peek(): string {
    while (this.#place < this.#text.length && isBlank(this.#text.charCodeAt(this.#place))) this.#place++
    return this.#text[this.#place] ?? ''
  }

  #take(sign: string): boolean {
    if (this.#peek() !== sign) return false
    this.#place++
    return true
  }

  #stop(): null {
    this.stopped ??= this.#text.slice(this.#place, this.#place + 40) || this.#text.slice(-40)
    return null
  }
}

/** P6 writes a line break inside a text as two bytes 0x7F. */
function isBlank(code: number): boolean {
  return code <= 32 || code === 127
}
