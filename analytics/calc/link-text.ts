import type { Link } from '#model/entities/link.ts'
import type { WorkMinutes } from '#model/field.ts'
import type { Problem } from '#model/problems.ts'

/** d, h, w, m are working days, hours, weeks and minutes; with a leading e elapsed ones; % is of the predecessor's duration. */
export type LagUnit = 'd' | 'h' | 'w' | 'm' | 'ed' | 'eh' | 'ew' | 'em' | '%'
export interface TextLag {
  amount: number
  unit: LagUnit
}
/** One link as a cell says it: the other activity's code, the kind and the lag. */
export interface TextLink {
  code: string
  kind: Link['kind']
  lag: TextLag
}

const kindOf = { FS: 'finishToStart', SS: 'startToStart', FF: 'finishToFinish', SF: 'startToFinish' } as const
const markOf = { finishToStart: 'FS', startToStart: 'SS', finishToFinish: 'FF', startToFinish: 'SF' } as const
const lagText = '([+-])\\s*(\\d+(?:\\.\\d+)?|\\.\\d+)\\s*'
const units = '(%|ed|eh|ew|em|d|h|w|m|天|日|小时|时|周|分钟?)'
const tailPattern = new RegExp(`^\\s*(FS|SS|FF|SF)?\\s*(?:${lagText}${units}?)?$`, 'i')
const markedPattern = new RegExp(`^(.+)(FS|SS|FF|SF)\\s*(?:${lagText}${units}?)?$`, 'i')
const laggedPattern = new RegExp(`^(.+?)\\s*${lagText}${units}$`, 'i')
const chineseUnits: Record<string, LagUnit> = {
  天: 'd',
  日: 'd',
  小时: 'h',
  时: 'h',
  周: 'w',
  分: 'm',
  分钟: 'm',
}

/** Links of `A1020FS+3d;A1030SS`. Separators are `;`, `,` and `、`, half or full width; the kind is FS where none is
 *  written, a lag without unit is in days. A code may hold a kind's letters or signs: among the known codes the longest
 *  that fits wins, else the last kind that ends the text or stands before a lag. A code with a separator is quoted
 *  (`"A;1"FS`). A part that cannot be read gives the problem `links-unreadable`. */
export function parseLinkText(
  text: string,
  knownCodes?: ReadonlySet<string>,
): { links: TextLink[] } | { problem: Problem } {
  const links: TextLink[] = []
  for (const part of splitLinks(text)) {
    const link = parseLink(part, knownCodes)
    if (!link) return { problem: { code: 'links-unreadable', data: { value: text, part } } }
    links.push(link)
  }
  return { links }
}

/** `A1020FS+3d;A1030SS` of links; reads back as the same links. */
export function formatLinkText(links: readonly TextLink[]): string {
  return links
    .map(({ code, kind, lag }) => {
      const name = /[;,；，、"]/.test(code) ? `"${code.replaceAll('"', '""')}"` : code
      if (lag.amount === 0) return name + markOf[kind]
      return `${name}${markOf[kind]}${lag.amount < 0 ? '-' : '+'}${plainNumber(Math.abs(lag.amount))}${lag.unit}`
    })
    .join(';')
}

/** A lag as it is stored, by the working minutes of a day and a week of the predecessor's calendar. */
export function lagFromText(
  lag: TextLag,
  minutes: { perDay: number; perWeek: number },
): Pick<Link, 'lag' | 'lagKind'> {
  if (lag.unit === '%') return { lag: rounded(lag.amount * 1000), lagKind: 'percent' }
  const scale = { d: minutes.perDay, h: 60, w: minutes.perWeek, m: 1, ed: 1440, eh: 60, ew: 10080, em: 1 }[
    lag.unit
  ]
  return { lag: rounded(lag.amount * scale), lagKind: lag.unit.startsWith('e') ? 'elapsed' : 'working' }
}

/** A stored lag as a cell shows it: in days where that is exact to three decimals, else in hours, else in minutes. */
export function lagToText(link: Pick<Link, 'lag' | 'lagKind'>, minutesPerDay: number): TextLag {
  if (link.lagKind === 'percent') return { amount: link.lag / 1000, unit: '%' }
  const elapsed = link.lagKind === 'elapsed'
  const days = exactly(link.lag, elapsed ? 1440 : minutesPerDay)
  if (days !== null) return { amount: days, unit: elapsed ? 'ed' : 'd' }
  const hours = exactly(link.lag, 60)
  if (hours !== null) return { amount: hours, unit: elapsed ? 'eh' : 'h' }
  return { amount: link.lag, unit: elapsed ? 'em' : 'm' }
}

function splitLinks(text: string): string[] {
  const parts = text.match(/(?:"(?:[^"]|"")*"|[^;；,，、])+/g) ?? []
  return parts.map(part => part.trim()).filter(part => part !== '')
}

function parseLink(part: string, knownCodes: ReadonlySet<string> | undefined): TextLink | null {
  const quoted = /^"((?:[^"]|"")+)"(.*)$/.exec(part)
  if (quoted) {
    const tail = tailPattern.exec(halfWidth(quoted[2] as string))
    return tail ? linkOf((quoted[1] as string).replaceAll('""', '"'), tail[1], tail.slice(2)) : null
  }
  if (knownCodes) {
    for (let length = part.length; length > 0; length--) {
      const code = part.slice(0, length).trimEnd()
      if (!knownCodes.has(code)) continue
      const tail = tailPattern.exec(halfWidth(part.slice(length)))
      if (tail) return linkOf(code, tail[1], tail.slice(2))
    }
  }
  const plain = halfWidth(part)
  const marked = markedPattern.exec(plain)
  if (marked) return linkOf(codeOf(part, marked[1]), marked[2], marked.slice(3))
  const lagged = laggedPattern.exec(plain)
  if (lagged) return linkOf(codeOf(part, lagged[1]), undefined, lagged.slice(2))
  return linkOf(part, undefined, [])
}

/** The code in the characters it was typed in: the half-width form only serves to find where it ends. */
function codeOf(part: string, found: string | undefined): string {
  const code = found ?? ''
  return part.length === halfWidth(part).length ? part.slice(0, code.length).trimEnd() : code.trimEnd()
}

function linkOf(code: string, mark: string | undefined, lag: (string | undefined)[]): TextLink | null {
  const [sign, digits, unit] = lag
  if (code.trim() === '') return null
  const amount = digits === undefined ? 0 : Number(digits) * (sign === '-' ? -1 : 1)
  const kind = kindOf[(mark ?? 'FS').toUpperCase() as keyof typeof kindOf]
  return { code, kind, lag: { amount: amount === 0 ? 0 : amount, unit: unitOf(unit) } }
}

function unitOf(text: string | undefined): LagUnit {
  return text === undefined ? 'd' : (chineseUnits[text] ?? (text.toLowerCase() as LagUnit))
}

function halfWidth(text: string): string {
  return text.normalize('NFKC').replaceAll('−', '-')
}

function rounded(value: number): WorkMinutes {
  const whole = Math.sign(value) * Math.round(Math.abs(value))
  return (whole === 0 ? 0 : whole) as WorkMinutes
}

function exactly(minutes: number, unit: number): number | null {
  const amount = Math.round((minutes / unit) * 1000) / 1000
  return unit > 0 && Math.abs(amount * unit - minutes) < 1e-6 ? amount : null
}

function plainNumber(value: number): string {
  return Number(value.toFixed(3)).toString()
}
