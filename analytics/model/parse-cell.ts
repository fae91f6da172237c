import { currencySign } from './currency-sign.ts'
import type { TSchema } from 'typebox'
import type { CellValue, Language } from './contract.ts'
import { parseDateText } from './date-text.ts'
import { calendar } from './entities/calendar.ts'
import type { Field } from './field.ts'
import { minorDigits, moneyFromMajor, moneyToMajor, type MinorUnits } from './money.ts'
import { foldWidth, parseNumberText } from './number-text.ts'
import {
  dayOf,
  dayOfSerial,
  excelSerial,
  finishDayOf,
  formatDay,
  midnightOf,
  parseDay,
  type PlanDay,
  type PlanMinute,
} from './plan-time.ts'
import { AppError, type Problem, type ProblemCode, type ProblemData } from './problems.ts'

/** What a cell of a workbook may hold. Dates are Excel serials. */
export type RawCell = string | number | boolean | null

/** What the meaning of a cell depends on besides its field. */
export interface CellContext {
  /** ISO 4217 code of the project: amounts in cells are its major units. */
  currency: string
  /** Working minutes that one day of duration stands for; greater than 0. */
  minutesPerDay: number
  /** First and last working minute of a day; null on a day without work, which then begins and ends at midnight. */
  firstWorkOfDay: (day: PlanDay) => PlanMinute | null
  lastWorkOfDay: (day: PlanDay) => PlanMinute | null
  /** Of drop-down words shown, and of labels inside problems. */
  language: Language
}
export type ParsedCell = { value: CellValue } | { problem: Problem }

/** What a cell says, as the field's value on the wire: minor units, plan minutes, working minutes, choice values, codes of references.
 *  A blank cell is null, or the field's initial value, or `value-missing`. Link and shift texts are only tidied: `calc` reads them. */
export function parseCell(field: Field<unknown>, raw: RawCell, context: CellContext): ParsedCell {
  const cell = typeof raw === 'string' ? raw.trim() : raw
  if (cell === null || cell === '') return parseBlank(field, context.language)
  try {
    const value = readCell(field, cell, context)
    const problem = checkValue(field, value, context.language)
    return problem ? { problem } : { value }
  } catch (error) {
    if (error instanceof AppError) return { problem: { code: error.code, data: error.data } }
    throw error
  }
}

function parseBlank(field: Field<unknown>, language: Language): ParsedCell {
  if (field.nullable) return { value: null }
  if (field.initial !== null) return { value: field.initial as CellValue }
  return { problem: { code: 'value-missing', data: { label: field.label[language] } } }
}

function readCell(field: Field<unknown>, cell: string | number | boolean, context: CellContext): CellValue {
  switch (field.kind) {
    case 'text':
    case 'ref':
      return typeof cell === 'string' ? cell : String(cell)
    case 'links':
    case 'shifts':
      return foldWidth(String(cell))
    case 'integer':
    case 'number':
      return readNumber(field, cell, context)
    case 'money':
      return readMoney(field, cell, context)
    case 'unitPrice':
      return readScaled(field, readAmount(field, cell, context), 4, context)
    case 'quantity':
      return readScaled(field, readNumber(field, cell, context), 3, context)
    case 'work':
      return readWork(field, cell, context)
    case 'ratio':
      return readRatio(field, cell, context)
    case 'boolean':
      return readYesNo(cell)
    case 'day':
    case 'start':
    case 'finish':
      return readDate(field, cell, context)
    case 'oneOf':
      return readChoice(field, cell, context)
  }
}

function readNumber(field: Field<unknown>, cell: string | number | boolean, context: CellContext): number {
  const value = typeof cell === 'string' ? parseNumberText(cell) : cell
  if (typeof value !== 'number') throw refuse('not-a-number', field, cell, context.language)
  return value + 0
}

/** Amounts may carry the project's currency sign and 元, 万元 or 亿元. */
function readAmount(field: Field<unknown>, cell: string | number | boolean, context: CellContext): number {
  if (typeof cell !== 'string') return readNumber(field, cell, context)
  const parts = amountText.exec(foldWidth(cell))
  const sign = currencySign(context.currency)
  const named = parts && (parts[1] === '' || parts[1] === sign || parts[1] === context.currency)
  if (!parts || !named) throw refuse('not-a-number', field, cell, context.language)
  const scale = parts[3] === '万' ? 4 : parts[3] === '亿' ? 8 : 0
  const value = readNumber(field, parts[2] as string, context)
  return scale === 0 ? value : Number(`${value}e${scale}`)
}
const amountText = /^([^\d\s.(+-]*)\s*([+-]?[^万亿元]+?)\s*(万|亿)?元?$/

function readMoney(field: Field<unknown>, cell: string | number | boolean, context: CellContext): number {
  const amount = readAmount(field, cell, context)
  // Beyond 2^48 a double of major units comes near to losing single minor units, so a cell cannot hold them.
  if (Math.abs(amount) * 10 ** minorDigits(context.currency) > 2 ** 48)
    throw new AppError('money-too-large', { value: cell })
  return moneyFromMajor(amount, context.currency)
}

function readScaled(field: Field<unknown>, value: number, digits: number, context: CellContext): number {
  const scaled = value * 10 ** digits
  const nearest = roundAway(scaled)
  if (Math.abs(scaled - nearest) > Math.min(0.05, Math.max(1e-3, Math.abs(scaled) * 8e-15)))
    throw new AppError('too-many-decimals', { value, currency: field.label[context.language], digits })
  return nearest
}

/** Days, to the nearest working minute; a text may say hours: `12h`. */
function readWork(field: Field<unknown>, cell: string | number | boolean, context: CellContext): number {
  const parts = typeof cell === 'string' ? workText.exec(foldWidth(cell)) : null
  const amount = readNumber(field, parts ? (parts[1] as string) : cell, context)
  return roundAway(
    amount * (parts && hourWords.has(parts[2] as string) ? 60 : minutesPerUnit(field, context)),
  )
}
const workText = /^(.*\d)\s*(天|日|工日|个工作日|工作日|d|days?|小时|h|hours?)$/i
const hourWords = new Set(['小时', 'h', 'H', 'hour', 'hours'])

/** The hours per day of a calendar are typed in hours, every other working time in days. */
function minutesPerUnit(field: Field<unknown>, context: CellContext): number {
  return field === (calendar.fields.minutesPerDay as Field<unknown>) ? 60 : context.minutesPerDay
}

function readRatio(field: Field<unknown>, cell: string | number | boolean, context: CellContext): number {
  const percent = typeof cell === 'string' ? /^(.+)%$/.exec(foldWidth(cell)) : null
  if (!percent) return readNumber(field, cell, context)
  const hundredfold = readNumber(field, percent[1] as string, context)
  return Number((hundredfold / 100).toPrecision(15))
}

function readYesNo(cell: string | number | boolean): boolean {
  const word = foldWidth(String(cell)).toLowerCase()
  if (yesWords.has(word)) return true
  if (noWords.has(word)) return false
  throw new AppError('not-yes-or-no', { value: String(cell) })
}
const yesWords = new Set(['是', 'yes', 'y', 'true', '1', '√', '✓'])
const noWords = new Set(['否', 'no', 'n', 'false', '0', '×', '✗'])

function readDate(field: Field<unknown>, cell: string | number | boolean, context: CellContext): number {
  const read = typeof cell === 'number' ? dateOfNumber(cell) : parseDateText(String(cell))
  if (!read || typeof cell === 'boolean') throw refuse('not-a-date', field, cell, context.language)
  const { day, minuteOfDay } = read
  if (day < firstDay || day > lastDay) throw new AppError('date-out-of-range', { date: dayName(day, cell) })
  if (field.kind === 'day') return day
  if (minuteOfDay !== null) return midnightOf(day) + minuteOfDay
  if (field.kind === 'start') return context.firstWorkOfDay(day) ?? midnightOf(day)
  return context.lastWorkOfDay(day) ?? midnightOf((day + 1) as PlanDay)
}
const firstDay = parseDay('1970-01-01') as PlanDay
const lastDay = parseDay('2200-12-31') as PlanDay

function dayName(day: PlanDay, cell: string | number | boolean): string | number {
  return Math.abs(day) <= 2932896 ? formatDay(day) : typeof cell === 'number' ? cell : String(cell)
}

/** A whole serial is a day; one with a time of day is an instant, to the nearest minute. 20260329 is read as it looks. */
function dateOfNumber(serial: number): { day: PlanDay; minuteOfDay: number | null } | null {
  if (!Number.isFinite(serial)) return null
  const day = dayOfSerial(serial + halfSecond)
  const seconds = (serial - Math.floor(serial + halfSecond)) * 86400
  if (seconds > 0.5) return { day, minuteOfDay: Math.round(seconds / 60) }
  return (
    (serial > 19700000 && serial < 22010000 && parseDateText(String(serial))) || { day, minuteOfDay: null }
  )
}
const halfSecond = 0.5 / 86400

function readChoice(field: Field<unknown>, cell: string | number | boolean, context: CellContext): string {
  const word = foldWidth(String(cell)).toLowerCase()
  const choice = field.choices.find(({ value, words }) =>
    [value, words.zh, words.en].some(name => foldWidth(name).toLowerCase() === word),
  )
  if (!choice) throw choiceRefused(field, cell, context.language)
  return choice.value
}

/** What an Excel cell holds for a value of the field: the reverse of `parseCell`, so that showing and reading again changes nothing.
 *  Instants at a midnight that is no shift boundary are shown one second inside their day, which reads back as that midnight. */
export function showCell(field: Field<unknown>, value: CellValue, context: CellContext): RawCell {
  if (value === null) return null
  switch (field.kind) {
    case 'money':
      return moneyToMajor(value as MinorUnits, context.currency)
    case 'unitPrice':
      return (value as number) / 10_000
    case 'quantity':
      return (value as number) / 1000
    case 'work':
      return (value as number) / minutesPerUnit(field, context)
    case 'boolean':
      return context.language === 'zh' ? (value ? '是' : '否') : value ? 'Yes' : 'No'
    case 'day':
      return excelSerial(value as PlanDay)
    case 'start':
      return showStart(value as PlanMinute, context)
    case 'finish':
      return showFinish(value as PlanMinute, context)
    case 'oneOf':
      return field.choices.find(choice => choice.value === value)?.words[context.language] ?? value
    case 'text':
    case 'ref':
    case 'links':
    case 'shifts':
    case 'integer':
    case 'number':
    case 'ratio':
      return value
  }
}

function showStart(minute: PlanMinute, context: CellContext): number {
  const day = dayOf(minute)
  if ((context.firstWorkOfDay(day) ?? midnightOf(day)) === minute) return excelSerial(day)
  const minuteOfDay = minute - midnightOf(day)
  return excelSerial(day) + (minuteOfDay === 0 ? 1 / 86400 : minuteOfDay / 1440)
}

function showFinish(minute: PlanMinute, context: CellContext): number {
  const day = finishDayOf(minute)
  const nextMidnight = midnightOf((day + 1) as PlanDay)
  if ((context.lastWorkOfDay(day) ?? nextMidnight) === minute) return excelSerial(day)
  return excelSerial(day) + (minute === nextMidnight ? 86399 / 86400 : (minute - midnightOf(day)) / 1440)
}

/** What forbids a value as the field's value on the wire: wrong type, range, choice, or null where one is needed. Null when it may stand.
 *  References are not looked up and link and shift texts are not read here. */
export function checkValue(
  field: Field<unknown>,
  value: CellValue,
  language: Language = 'zh',
): Problem | null {
  const label = field.label[language]
  if (value === null || value === '')
    return field.nullable && value === null ? null : { code: 'value-missing', data: { label } }
  switch (field.kind) {
    case 'text':
    case 'ref':
    case 'links':
      return checkText(field, value, language)
    case 'shifts':
      if (typeof value === 'string' && shiftsText.test(value)) return checkText(field, value, language)
      return { code: 'shifts-unreadable', data: { value } }
    case 'oneOf':
      return field.choices.some(choice => choice.value === value)
        ? null
        : asProblem(choiceRefused(field, value, language))
    case 'boolean':
      return typeof value === 'boolean' ? null : { code: 'not-yes-or-no', data: { value } }
    case 'day':
    case 'start':
    case 'finish':
      return checkDate(field, value, language)
    case 'integer':
    case 'number':
    case 'money':
    case 'unitPrice':
    case 'quantity':
    case 'work':
    case 'ratio':
      return checkNumber(field, value, language)
  }
}
const shiftsText = /^\d{1,2}:\d{2}\s*-\s*\d{1,2}:\d{2}(\s*[,;、]\s*\d{1,2}:\d{2}\s*-\s*\d{1,2}:\d{2})*$/

function checkText(field: Field<unknown>, value: CellValue, language: Language): Problem | null {
  if (typeof value !== 'string') return asProblem(refuse('not-a-text', field, value, language))
  const limit = schemaOf(field).maxLength ?? Infinity
  if (value.length <= limit) return null
  return { code: 'text-too-long', data: { label: field.label[language], limit } }
}

function checkDate(field: Field<unknown>, value: CellValue, language: Language): Problem | null {
  if (!Number.isSafeInteger(value)) return asProblem(refuse('not-a-date', field, value, language))
  const day = dayOfValue(field, value as number)
  if (day >= firstDay && day <= lastDay) return null
  return { code: 'date-out-of-range', data: { date: dayName(day, value as number) } }
}

function dayOfValue(field: Field<unknown>, value: number): PlanDay {
  if (field.kind === 'day') return value as PlanDay
  return field.kind === 'start' ? dayOf(value as PlanMinute) : finishDayOf(value as PlanMinute)
}

function checkNumber(field: Field<unknown>, value: CellValue, language: Language): Problem | null {
  const schema = schemaOf(field)
  if (typeof value !== 'number' || !Number.isFinite(value))
    return asProblem(refuse('not-a-number', field, value, language))
  if (schema.type === 'integer' && !Number.isInteger(value))
    return asProblem(refuse('not-an-integer', field, value, language))
  if (value >= (schema.minimum ?? -Infinity) && value <= (schema.maximum ?? Infinity)) return null
  if (field.kind === 'ratio') return asProblem(refuse('ratio-out-of-range', field, value, language))
  const negative = value < 0 && schema.minimum === 0
  return asProblem(refuse(negative ? 'negative-value' : 'number-out-of-range', field, value, language))
}

/** The schema of a present value, whether or not the field may be absent. */
function schemaOf(field: Field<unknown>): NumberSchema {
  const schema = field.json as TSchema & { anyOf?: TSchema[] }
  return (schema.anyOf?.[0] ?? schema) as NumberSchema
}
interface NumberSchema {
  type?: string
  minimum?: number
  maximum?: number
  maxLength?: number
}

function refuse(code: ProblemCode, field: Field<unknown>, value: CellValue, language: Language): AppError {
  return new AppError(code, { label: field.label[language], value })
}

function choiceRefused(field: Field<unknown>, value: CellValue, language: Language): AppError {
  const choices = field.choices.map(choice => choice.words[language])
  return new AppError('not-a-choice', { label: field.label[language], value, choices })
}

function asProblem(error: AppError): Problem {
  return { code: error.code, data: error.data satisfies ProblemData }
}

/** Half away from zero, never minus zero. */
function roundAway(value: number): number {
  const rounded = Math.sign(value) * Math.round(Math.abs(value))
  return rounded === 0 ? 0 : rounded
}
