import type { RowKey } from '#model/field.ts'

/** A row key in the form of a UUID (version 8, RFC 9562) that follows from names alone, so that the same file gives the same row
 *  the same key whenever it is read. Spread over 122 bits; not for secrets. */
export function namedKey<Entity extends string>(...names: string[]): RowKey<Entity> {
  const text = names.join('\u0000')
  let a = 1779033703
  let b = 3144134277
  let c = 1013904242
  let d = 2773480762
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    a = b ^ Math.imul(a ^ unit, 597399067)
    b = c ^ Math.imul(b ^ unit, 2869860233)
    c = d ^ Math.imul(c ^ unit, 951274213)
    d = a ^ Math.imul(d ^ unit, 2716044179)
  }
  a = Math.imul(c ^ (a >>> 18), 597399067)
  b = Math.imul(d ^ (b >>> 22), 2869860233)
  c = Math.imul(a ^ (c >>> 17), 951274213)
  d = Math.imul(b ^ (d >>> 19), 2716044179)
  return asUuid(a ^ b ^ c ^ d, b ^ a, c ^ a, d ^ a) as RowKey<Entity>
}

function asUuid(w0: number, w1: number, w2: number, w3: number): string {
  const version = (w1 & 0x0fff) | 0x8000
  const variant = ((w2 >>> 16) & 0x3fff) | 0x8000
  return `${hex16(w0 >>> 16)}${hex16(w0)}-${hex16(w1 >>> 16)}-${hex16(version)}-${hex16(variant)}-${hex16(w2)}${hex16(w3 >>> 16)}${hex16(w3)}`
}

const hexOfByte = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

function hex16(word: number): string {
  return `${hexOfByte[(word >>> 8) & 255]}${hexOfByte[word & 255]}`
}
