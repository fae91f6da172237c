import { AppError } from '#model/problems.ts'
import { decodeText } from './encoding.ts'
import type { NotUsed } from './not-used.ts'

/** One table of a .xer file: its rows as texts by column. */
export interface XerTable {
  name: string
  line: number
  columns: Map<string, number>
  rows: string[][]
  /** Line of each row in the file. */
  lines: number[]
}
export interface XerFile {
  name: string
  encoding: string
  /** The currency of the file's header, three letters; null when it names none. */
  currency: string | null
  tables: Map<string, XerTable>
  notUsed: NotUsed[]
}

/** V8 holds no longer text; a file beyond it is refused rather than read in part. */
const mostBytes = 500_000_000
/** Lines of one kind that are named one by one before they are only counted. */
const mostNamed = 50

/** Splits the bytes of a Primavera P6 .xer file into its tables. A row of the wrong width is taken with blanks or cut, a line of an
 *  unknown kind is left out, a missing end mark is noted: each named with its line. Throws when the bytes are no such file. */
export function scanXer(bytes: Uint8Array, fileName: string): XerFile {
  if (bytes.length > mostBytes)
    throw new AppError('file-unreadable', { file: fileName, reason: `${bytes.length} > ${mostBytes} bytes` })
  const { text, encoding } = decodeText(bytes)
  const content = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
  if (!content.startsWith('ERMHDR'))
    throw new AppError('file-is-not-what-it-says', { file: fileName, kind: 'Primavera P6 XER (ERMHDR)' })
  const scan = new XerScan(fileName)
  let begin = 0
  let line = 0
  while (begin < content.length) {
    let end = content.indexOf('\n', begin)
    if (end < 0) end = content.length
    line++
    const last = content.charCodeAt(end - 1) === 13 && end > begin ? end - 1 : end
    scan.take(content.slice(begin, last), line)
    begin = end + 1
  }
  return { name: fileName, encoding, ...scan.finish(line) }
}

class XerScan {
  readonly #file: string
  readonly #tables = new Map<string, XerTable>()
  readonly #notUsed: NotUsed[] = []
  readonly #counts = new Map<string, number>()
  #currency: string | null = null
  #table: XerTable | null = null
  #columns: string[] = []
  #isFinished = false

  constructor(file: string) {
    this.#file = file
  }

  take(text: string, line: number): void {
    const tab = text.indexOf('\t')
    const kind = tab < 0 ? text : text.slice(0, tab)
    if (kind === '%R') this.#takeRow(text.slice(3).split('\t'), line)
    else if (kind === '%F') this.#takeColumns(text.slice(3).split('\t'))
    else if (kind === '%T') this.#takeTable(tab < 0 ? '' : text.slice(3).trim(), line)
    else if (kind === '%E') this.#isFinished = true
    else if (kind === 'ERMHDR') this.#currency = currencyOf(text)
    else if (text.trim() !== '' && !this.#continues(text))
      this.#name('xer-record-unknown', line, { record: kind.slice(0, 40) })
  }

  finish(line: number) {
    if (!this.#isFinished) {
      const at = { file: this.#file, line }
      this.#add({ code: 'xer-truncated', at, data: at }, `line ${line}`)
    }
    for (const [key, count] of this.#counts) {
      if (count <= mostNamed) continue
      const [code, table] = key.split(' ')
      const reason = {
        code: 'xer-lines-more',
        data: { code: code ?? '', table: table ?? '', count: count - mostNamed },
      } as const
      this.#add(reason, table ?? '')
    }
    return { currency: this.#currency, tables: this.#tables, notUsed: this.#notUsed }
  }

  #takeTable(name: string, line: number): void {
    const known = this.#tables.get(name)
    this.#table = known ?? { name, line, columns: new Map(), rows: [], lines: [] }
    this.#columns = []
    if (!known) this.#tables.set(name, this.#table)
  }

  #takeColumns(names: string[]): void {
    this.#columns = names
    if (!this.#table) return
    // A table given twice may order its columns differently: rows are stored by the first order.
    for (const name of names)
      if (!this.#table.columns.has(name)) this.#table.columns.set(name, this.#table.columns.size)
  }

  #takeRow(values: string[], line: number): void {
    const table = this.#table
    if (!table) return this.#name('xer-row-outside-table', line, {})
    const expected = this.#columns.length
    if (values.length !== expected) {
      // A blank last column may be written without its tab.
      if (values.length !== expected - 1)
        this.#name('xer-row-width', line, { table: table.name, found: values.length, expected })
      while (values.length < expected) values.push('')
      values.length = expected
    }
    const isFirstOrder = table.columns.size === expected
    const row = isFirstOrder ? values : Array.from({ length: table.columns.size }, () => '')
    if (!isFirstOrder)
      for (const [i, name] of this.#columns.entries())
        row[table.columns.get(name) as number] = values[i] as string
    table.rows.push(row)
    table.lines.push(line)
  }

  /** A text column with a raw line break goes on in the next line. */
  #continues(text: string): boolean {
    const row = this.#table?.rows.at(-1)
    if (!row || text.startsWith('%') || text.includes('\t')) return false
    const lastFilled = row.findLastIndex(value => value !== '')
    if (lastFilled < 0) return false
    row[lastFilled] += `\n${text}`
    return true
  }

  #name(
    code: 'xer-record-unknown' | 'xer-row-outside-table' | 'xer-row-width',
    line: number,
    data: NotUsed['reason']['data'],
  ): void {
    const key = `${code} ${this.#table?.name ?? ''}`
    const count = (this.#counts.get(key) ?? 0) + 1
    this.#counts.set(key, count)
    if (count > mostNamed) return
    this.#add({ code, at: { file: this.#file, line }, data: data ?? {} }, `line ${line}`)
  }

  #add(reason: NotUsed['reason'], place: string): void {
    this.#notUsed.push({ file: this.#file, place, reason })
  }
}

function currencyOf(header: string): string | null {
  const last = header.split('\t').at(-1)?.trim() ?? ''
  return /^[A-Z]{3}$/.test(last) ? last : null
}
