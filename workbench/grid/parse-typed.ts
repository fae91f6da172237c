import { CellValueType } from '@univerjs/core'

/** A value as a cell holds it, and the number format that typing it gives a cell of general format. */
export interface TypedValue {
  v: string | number | null
  t: CellValueType | null
  format?: string
}

/** Reads text as Excel does when it is typed: numbers, percent, dates and times become numbers; full-width digits stay text. */
export function parseTyped(text: string, language: 'zh-CN' | 'en'): TypedValue {
  if (text === '') return { v: null, t: null }
  if (text.startsWith("'")) return { v: text.slice(1), t: CellValueType.FORCE_STRING }
  const trimmed = text.trim()
  const first = trimmed.charCodeAt(0)
  const mayBeNumber = (first >= 48 && first <= 57) || '+-.(¥$￥'.includes(trimmed[0] ?? ' ')
  if (mayBeNumber) {
    const number = parseNumber(trimmed) ?? parseDate(trimmed, language)
    if (number) return number
  }
  const upper = trimmed.toUpperCase()
  if (upper === 'TRUE' || upper === 'FALSE') return { v: upper === 'TRUE' ? 1 : 0, t: CellValueType.BOOLEAN }
  return { v: text, t: CellValueType.STRING }
}

function parseNumber(text: string): TypedValue | null {
  let rest = text
  let sign = 1
  const bracketed = /^\((.+)\)$/.exec(rest)
  if (bracketed) {
    rest = bracketed[1] ?? ''
    sign = -1
  }
  const signed = /^([-+])\s*(.*)$/.exec(rest)
  if (signed) {
    if (signed[1] === '-') sign = -sign
    rest = signed[2] ?? ''
  }
  const currency = /^([¥$￥])\s*(.*)$/.exec(rest)
  if (currency) rest = currency[2] ?? ''
  const percent = rest.endsWith('%')
  if (percent) rest = rest.slice(0, -1).trimEnd()
  if (!/^(\d{1,3}(,\d{3})+|\d+)?(\.\d*)?(e[-+]?\d+)?$/i.test(rest) || !/\d/.test(rest.split(/e/i)[0] ?? ''))
    return null
  const digits = Number(rest.replaceAll(',', ''))
  const value = sign * (percent ? Number((digits / 100).toPrecision(15)) : Number(digits.toPrecision(15)))
  if (!Number.isFinite(value)) return null
  const decimals = rest.includes('.')
  const format = percent
    ? decimals
      ? '0.00%'
      : '0%'
    : currency
      ? `${currency[1] === '$' ? '$' : '¥'}#,##0${decimals ? '.00' : ''}`
      : rest.includes(',')
        ? `#,##0${decimals ? '.00' : ''}`
        : /e/i.test(rest)
          ? '0.00E+00'
          : undefined
  return { v: value, t: CellValueType.NUMBER, ...(format ? { format } : {}) }
}

function parseDate(text: string, language: 'zh-CN' | 'en'): TypedValue | null {
  const split = /^(.*?)(?:\s+|T)?(\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$/.exec(text)
  const dayText = split?.[1]?.trim() ?? ''
  const time = split?.[2] ? parseTime(split[2]) : null
  if (split?.[2] && time === null) return null
  if (dayText === '') {
    if (time === null) return null
    return { v: time, t: CellValueType.NUMBER, format: /:\d{2}:/.test(split?.[2] ?? '') ? 'h:mm:ss' : 'h:mm' }
  }
  const day = parseDay(dayText, language)
  if (!day) return null
  return {
    v: day.serial + (time ?? 0),
    t: CellValueType.NUMBER,
    format: time === null ? day.format : `${day.format} h:mm`,
  }
}

function parseTime(text: string): number | null {
  const [hours = 0, minutes = 0, seconds = 0] = text.split(':').map(Number)
  if (hours > 23 || minutes > 59 || seconds >= 60) return null
  return (hours * 3600 + minutes * 60 + seconds) / 86_400
}

function parseDay(text: string, language: 'zh-CN' | 'en'): { serial: number; format: string } | null {
  const plain = language === 'zh-CN' ? 'yyyy/m/d' : 'm/d/yyyy'
  const ymd = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(text)
  if (ymd) {
    const serial = daySerial(Number(ymd[1]), Number(ymd[3]), Number(ymd[4]))
    return ymd[2] === '.' || serial === null ? null : { serial, format: plain }
  }
  const chinese = /^(\d{4})年(\d{1,2})月(\d{1,2})日$/.exec(text)
  if (chinese) {
    const serial = daySerial(Number(chinese[1]), Number(chinese[2]), Number(chinese[3]))
    return serial === null ? null : { serial, format: 'yyyy"年"m"月"d"日"' }
  }
  const mdy = language === 'en' ? /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})$/.exec(text) : null
  if (mdy) {
    const year = Number(mdy[3])
    const serial = daySerial(
      year < 30 ? 2000 + year : year < 100 ? 1900 + year : year,
      Number(mdy[1]),
      Number(mdy[2]),
    )
    return serial === null ? null : { serial, format: plain }
  }
  const monthDay = /^(\d{1,2})[-/](\d{1,2})$/.exec(text)
  if (monthDay) {
    const serial = daySerial(new Date().getFullYear(), Number(monthDay[1]), Number(monthDay[2]))
    return serial === null ? null : { serial, format: language === 'zh-CN' ? 'm"月"d"日"' : 'd-mmm' }
  }
  return null
}

/** Serial number of a day in the 1900 date system; null when there is no such day or it is before 1 March 1900. */
export function daySerial(year: number, month: number, day: number): number | null {
  const date = new Date(Date.UTC(year, month - 1, day))
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || year > 9999) return null
  const serial = date.getTime() / 86_400_000 + 25_569
  return serial >= 61 ? serial : null
}
