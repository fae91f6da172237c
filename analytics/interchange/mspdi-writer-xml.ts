import { formatMinute, type PlanMinute } from '#model/plan-time.ts'

/** An element to be written: its name, and a text or the elements inside it. Without content it is left out. */
export type XmlPart = readonly [name: string, content: string | number | boolean | null | readonly XmlPart[]]

/** Elements as indented XML, each on a line. Truth is 1 or 0; characters XML cannot hold are dropped. */
export function xmlLines(parts: readonly XmlPart[], depth: number, lines: string[] = []): string[] {
  const indent = '\t'.repeat(depth)
  for (const [name, content] of parts) {
    if (content === null) continue
    if (typeof content === 'object') {
      if (content.length === 0) lines.push(`${indent}<${name}/>`)
      else {
        lines.push(`${indent}<${name}>`)
        xmlLines(content, depth + 1, lines)
        lines.push(`${indent}</${name}>`)
      }
    } else {
      const text = typeof content === 'boolean' ? (content ? '1' : '0') : String(content)
      lines.push(`${indent}<${name}>${escape(text)}</${name}>`)
    }
  }
  return lines
}

/** `2026-03-02T08:00:00` of a minute; null of none. */
export function xmlDate(minute: number | null): string | null {
  return minute === null || !Number.isFinite(minute) ? null : `${formatMinute(minute as PlanMinute)}:00`
}

function escape(text: string): string {
  return text
    .replace(unwritable, '')
    .replace(/[&<>\r]/g, character => entities[character as keyof typeof entities])
}

const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' } as const
/** Source: XML 1.0, production 2 (Char): no controls but tab and line ends, no lone surrogates, no U+FFFE and U+FFFF. */
const unwritable =
  // oxlint-disable-next-line no-control-regex -- these very characters are what is dropped
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g
