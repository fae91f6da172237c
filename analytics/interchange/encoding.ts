import { decodeWestern } from './decode-western.ts'

/** Text of a planner file and the encoding it was read in. */
export interface DecodedText {
  text: string
  encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'gbk' | 'windows-1256' | 'windows-1252'
}

/** Decodes a file that does not name its encoding: a byte order mark decides, else UTF-8 where the bytes are such (a cut-off
 *  last character aside), else GBK, Arabic (cp1256) or Western (cp1252) by how the bytes above 127 lie together. Every byte
 *  string decodes to something. */
export function decodeText(bytes: Uint8Array): DecodedText {
  const encoding = encodingOf(bytes)
  const isWestern = encoding === 'windows-1252'
  return { text: isWestern ? decodeWestern(bytes) : new TextDecoder(encoding).decode(bytes), encoding }
}

/** The encoding `decodeText` reads the bytes in. */
export function encodingOf(bytes: Uint8Array): DecodedText['encoding'] {
  const marked = markedEncoding(bytes)
  if (marked) return marked
  const shape = shapeOf(bytes)
  if (shape.high === 0 || isUtf8(bytes)) return 'utf-8'
  if (shape.pairs > 0 && shape.stray <= shape.pairs * 0.02) return 'gbk'
  return shape.arabic > shape.high / 2 ? 'windows-1256' : 'windows-1252'
}

/** The encoding a byte order mark names; null without one. */
export function markedEncoding(bytes: Uint8Array): DecodedText['encoding'] | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  return null
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, wholeLength(bytes)))
    return true
  } catch (cause) {
    if (cause instanceof TypeError) return false
    throw cause
  }
}

/** Length without a character that is cut off at the end of a truncated file. */
function wholeLength(bytes: Uint8Array): number {
  let lead = bytes.length - 1
  while (lead > 0 && lead > bytes.length - 4 && ((bytes[lead] as number) & 0xc0) === 0x80) lead--
  const first = bytes[lead] as number
  const needed = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1
  return lead + needed > bytes.length ? lead : bytes.length
}

/** How bytes above 127 lie: as two-byte GB2312 characters, stray, or in runs that Arabic words make in cp1256. A byte order mark
 *  inside the text, which P6 leaves in notes, says nothing. */
function shapeOf(bytes: Uint8Array) {
  let high = 0
  let pairs = 0
  let stray = 0
  let arabic = 0
  for (let i = 0; i < bytes.length; ) {
    if ((bytes[i] as number) < 0x80) {
      i++
      continue
    }
    let end = i
    while (end < bytes.length && (bytes[end] as number) >= 0x80) end++
    if (end - i === 3 && bytes[i] === 0xef && bytes[i + 1] === 0xbb && bytes[i + 2] === 0xbf) {
      i = end
      continue
    }
    high += end - i
    if (end - i >= 2 && bytes.subarray(i, end).every(isArabicLetter)) arabic += end - i
    while (i < end) {
      if (isPair(bytes[i] as number, bytes[i + 1])) {
        pairs++
        i += 2
      } else {
        stray++
        i++
      }
    }
    i = Math.max(i, end)
  }
  return { high, pairs, stray, arabic }
}

/** Letters of cp1256 that are no Latin letters in it. */
function isArabicLetter(byte: number): boolean {
  if (byte >= 0xc0 && byte <= 0xdf) return byte !== 0xd7
  return byte === 0xe1 || (byte >= 0xe3 && byte <= 0xe6) || byte === 0xec || byte === 0xed
}

function isPair(lead: number, trail: number | undefined): boolean {
  const isLead = (lead >= 0xa1 && lead <= 0xa9) || (lead >= 0xb0 && lead <= 0xf7)
  return isLead && trail !== undefined && trail >= 0xa1 && trail <= 0xfe
}
