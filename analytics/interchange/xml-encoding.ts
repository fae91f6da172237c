import { AppError } from '#model/problems.ts'
import { encodingOf, markedEncoding } from './encoding.ts'
import type { NotUsed } from './not-used.ts'

/** The encoding of an XML file, a name `TextDecoder` knows: its byte order mark, else its declaration, else what the bytes look like.
 *  Where the bytes are not written in what is declared, what they look like counts, and it is named. Throws
 *  `xml-encoding-unknown` for a declared name that nothing knows. */
export function xmlEncoding(bytes: Uint8Array, file: string, notUsed: NotUsed[]): string {
  const marked = markedEncoding(bytes) ?? wideEncoding(bytes)
  if (marked) return marked
  const declared = declaredEncoding(bytes)
  if (declared === null) return encodingOf(bytes)
  const label = decoderLabel(declared)
  if (label === null)
    throw new AppError('xml-encoding-unknown', { file, encoding: declared }, { at: { file } })
  // Declared UTF-16 in a file whose declaration reads byte by byte cannot be.
  if (!label.startsWith('utf-16') && isWrittenIn(bytes, label)) return label
  const used = encodingOf(bytes)
  const reason = {
    code: 'xml-encoding-wrong',
    at: { file, line: 1 },
    data: { encoding: declared, used },
  } as const
  notUsed.push({ file, place: 'line 1', reason })
  return used
}

/** UTF-16 without a mark shows in the zeros around the first `<`. */
function wideEncoding(bytes: Uint8Array): string | null {
  if (bytes[0] === 0x3c && bytes[1] === 0) return 'utf-16le'
  return bytes[0] === 0 && bytes[1] === 0x3c ? 'utf-16be' : null
}

function declaredEncoding(bytes: Uint8Array): string | null {
  const head = String.fromCharCode(...bytes.subarray(0, 256))
  return /^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([^"'>]{1,60})["']/.exec(head)?.[1] ?? null
}

function decoderLabel(declared: string): string | null {
  try {
    return new TextDecoder(declared).encoding
  } catch (cause) {
    if (cause instanceof RangeError) return null
    throw cause
  }
}

const chunkBytes = 1 << 20

/** Whether all bytes but a character cut off at the end are such text. */
function isWrittenIn(bytes: Uint8Array, label: string): boolean {
  const decoder = new TextDecoder(label, { fatal: true })
  try {
    for (let from = 0; from < bytes.length; from += chunkBytes)
      decoder.decode(bytes.subarray(from, from + chunkBytes), { stream: true })
    return true
  } catch (cause) {
    if (cause instanceof TypeError) return false
    throw cause
  }
}
