import { decodeWestern } from './decode-western.ts'
import { decodeText } from './encoding.ts'

export type XerEncoding = 'windows-1252' | 'gbk' | 'windows-1256' | 'utf-8'

/** Bytes of a text in the first encoding that holds all of it and that is recognised when the bytes are read again; UTF-8 where none does. */
export function encodeText(
  text: string,
  preferred: readonly XerEncoding[],
): { bytes: Uint8Array; encoding: XerEncoding } {
  for (const encoding of preferred) {
    const bytes = encoding === 'utf-8' ? new TextEncoder().encode(text) : encodeByTable(text, encoding)
    if (bytes && decodeText(bytes).text === text) return { bytes, encoding }
  }
  const marked = new TextEncoder().encode(`\ufeff${text}`)
  return { bytes: marked, encoding: 'utf-8' }
}

function encodeByTable(text: string, encoding: TableEncoding): Uint8Array | null {
  const table = codesOf(encoding)
  const bytes = new Uint8Array(text.length * 2)
  let length = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    const code = unit < 0x80 ? unit : table[unit]
    if (code === undefined || (code === 0 && unit !== 0)) return null
    if (code > 0xff) bytes[length++] = code >> 8
    bytes[length++] = code & 0xff
  }
  return bytes.subarray(0, length)
}

type TableEncoding = Exclude<XerEncoding, 'utf-8'>
const tables = new Map<string, Uint16Array>()

/** Bytes by UTF-16 unit, made by decoding every sequence once; 0 where there is none. */
function codesOf(encoding: TableEncoding): Uint16Array {
  const known = tables.get(encoding)
  if (known) return known
  const codes = new Uint16Array(0x10000)
  const decoder = new TextDecoder(encoding)
  const take = (bytes: number[], code: number) => {
    const given = Uint8Array.from(bytes)
    const text = encoding === 'windows-1252' ? decodeWestern(given) : decoder.decode(given)
    const unit = text.charCodeAt(0)
    if (text.length === 1 && unit >= 0x80 && unit !== 0xfffd && codes[unit] === 0) codes[unit] = code
  }
  if (encoding !== 'gbk') for (let byte = 0x80; byte <= 0xff; byte++) take([byte], byte)
  else
    for (let lead = 0x81; lead <= 0xfe; lead++)
      for (let trail = 0x40; trail <= 0xfe; trail++)
        if (trail !== 0x7f) take([lead, trail], (lead << 8) | trail)
  tables.set(encoding, codes)
  return codes
}
