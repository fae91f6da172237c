import { unzipSync } from 'fflate'
import { AppError } from '#model/problems.ts'
import { xmlRoot } from './xml-root.ts'
import { isZip, zipEntries } from './zip-entries.ts'

export type FileKind = 'xer' | 'pmxml' | 'mspdi' | 'dslibWorkbook' | 'template' | 'csv'

/** What a file holds, by its bytes; the name only says what it should be. Throws `file-empty`, `file-kind-unknown`, `file-truncated`,
 *  `file-too-large`, `file-old-excel`, and `file-is-not-what-it-says` where name and content differ. */
export function detectKind(fileName: string, bytes: Uint8Array): FileKind {
  const file = fileName.replace(/^.*[\\/]/, '')
  const ending = /\.([^.]+)$/.exec(file.toLowerCase())?.[1] ?? ''
  if (bytes.length === 0) throw new AppError('file-empty', { file })
  const kind = kindOfBytes(file, bytes) ?? (ending === 'csv' ? 'csv' : null)
  const said = endings[ending]
  if (said && said !== (kind && formatOf[kind]))
    throw new AppError('file-is-not-what-it-says', { file, kind: said === 'xml' ? xmlKinds : `.${said}` })
  if (!kind) throw new AppError('file-kind-unknown', { file })
  return kind
}

type Format = 'xer' | 'xlsx' | 'xml' | 'csv'
const endings: Record<string, Format> = { xer: 'xer', xlsx: 'xlsx', xlsm: 'xlsx', xml: 'xml' }
const formatOf: Record<FileKind, Format> = {
  xer: 'xer',
  mspdi: 'xml',
  pmxml: 'xml',
  dslibWorkbook: 'xlsx',
  template: 'xlsx',
  csv: 'csv',
}
/** Kinds of XML by the name of the root element; Microsoft's has its namespace besides, where it has one. */
const roots: Record<string, FileKind> = { Project: 'mspdi', APIBusinessObjects: 'pmxml' }
const xmlKinds = 'MS Project XML, Primavera P6 XML'

function kindOfBytes(file: string, bytes: Uint8Array): FileKind | null {
  if (isZip(bytes)) return kindOfZip(file, bytes)
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0)
    throw new AppError('file-old-excel', { file })
  if (startsWithHeader(bytes)) return 'xer'
  const root = xmlRoot(bytes)
  if (root?.name === '!DOCTYPE' && /\.xml$/i.test(file))
    throw new AppError('xml-doctype', { file, line: 1 }, { at: { file, line: 1 } })
  return root && Object.hasOwn(roots, root.name) ? (roots[root.name] as FileKind) : null
}

/** P6 writes `ERMHDR` first, in whatever encoding. */
function startsWithHeader(bytes: Uint8Array): boolean {
  const letters = [...bytes.subarray(0, 24)].filter(byte => byte > 31 && byte < 127)
  return String.fromCharCode(...letters).startsWith('ERMHDR')
}

function kindOfZip(file: string, bytes: Uint8Array): FileKind | null {
  const names = new Set(zipEntries(file, bytes).map(entry => entry.name))
  if (!names.has('xl/workbook.xml')) return [...names].some(name => /\.csv$/i.test(name)) ? 'csv' : null
  return sheetNames(file, bytes).some(name => /^baseline schedule\s*$/i.test(name))
    ? 'dslibWorkbook'
    : 'template'
}

function sheetNames(file: string, bytes: Uint8Array): string[] {
  try {
    const parts = unzipSync(bytes, { filter: entry => entry.name === 'xl/workbook.xml' })
    const xml = new TextDecoder().decode(parts['xl/workbook.xml'])
    return [...xml.matchAll(/<(?:\w+:)?sheet\b[^>]*?\sname="([^"]*)"/g)].map(match => match[1] as string)
  } catch (cause) {
    throw new AppError('file-unreadable', { file, reason: reasonOf(cause) }, { cause })
  }
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
