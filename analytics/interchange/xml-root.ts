import { markedEncoding } from './encoding.ts'

/** The name and namespace of an XML file's root element, from its first bytes; null when they are no XML. */
export function xmlRoot(bytes: Uint8Array): { name: string; namespace: string } | null {
  const head = textOf(bytes.subarray(0, 8192))
    .replace(/^\uFEFF?\s*/, '')
    .replace(/^<\?xml[^>]*\?>\s*/, '')
    .replace(/^(<!--(?!-->)[\s\S]*?-->\s*|<\?[\s\S]*?\?>\s*)*/, '')
  const tag = /^<(?:([A-Za-z_][\w.-]*):)?([A-Za-z_][\w.-]*)((?:\s[^>]*)?)\/?>?/.exec(head)
  if (!tag) return /^<!DOCTYPE/i.test(head) ? { name: '!DOCTYPE', namespace: '' } : null
  const spaces = new RegExp(`\\sxmlns${tag[1] ? `:${tag[1]}` : ''}\\s*=\\s*["']([^"']*)["']`)
  return { name: tag[2] as string, namespace: spaces.exec(tag[3] ?? '')?.[1] ?? '' }
}

function textOf(head: Uint8Array): string {
  const marked = markedEncoding(head)
  if (marked) return new TextDecoder(marked).decode(head)
  if (head[0] === 0x3c && head[1] === 0) return new TextDecoder('utf-16le').decode(head)
  if (head[0] === 0 && head[1] === 0x3c) return new TextDecoder('utf-16be').decode(head)
  return new TextDecoder('latin1').decode(head)
}
