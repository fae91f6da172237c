import type { Words } from '#model/field.ts'
import { mostMajor } from '#model/money.ts'
import { parseMinute } from '#model/plan-time.ts'
import type { Problem } from '#model/problems.ts'
import type { ForecastCase } from './forecast-case.ts'
import { keepUsableValues } from './forecast-case-values.ts'

/** A case that can be forecast and what of its line could not be used, or why none could be made of the line. */
export type ReadCase =
  | { given: ForecastCase; findings: Problem[]; problem: null }
  | { given: null; findings: []; problem: Problem }

/** Reads one line of a case file. What a forecast cannot do without (id, budget above 0, planned dates in order, one period
 *  with a date and an earned value) is checked; the problem names the line, the place in it, what stands there and what is
 *  expected. Any other value that is of no use is taken for missing and found. */
export function readForecastCase(text: string, line: number): ReadCase {
  const refuse = (part: string, reason: Words): ReadCase => ({
    given: null,
    findings: [],
    problem: { code: 'case-unreadable', at: { line, part }, data: { line, reason } },
  })
  const value = parseJson(text)
  if (value === null) return refuse('', { zh: '不是一个 JSON 对象', en: 'it is no JSON object' })
  const { id, project } = value as { id?: unknown; project?: unknown }
  if (typeof id !== 'string' || id === '') return refuse('id', expected('id', id, aText))
  if (!isObject(project)) return refuse('project', expected('project', project, anObject))
  const { bac, baselineStart, baselineEnd } = project
  if (typeof bac !== 'number' || !(bac > 0 && bac <= mostMajor))
    return refuse('project.bac', expected('project.bac', bac, aBudget))
  const start = dateOf(baselineStart)
  if (start === null)
    return refuse('project.baselineStart', expected('project.baselineStart', baselineStart, aDate))
  const end = dateOf(baselineEnd)
  if (end === null || end <= start)
    return refuse('project.baselineEnd', expected('project.baselineEnd', baselineEnd, aLaterDate))
  const { given, findings } = keepUsableValues(value as Parameters<typeof keepUsableValues>[0])
  if (given.periods.every(period => period.ev === null)) return refuse('periods', noPeriod)
  return { given, findings: findings.map(found => ({ ...found, at: { line, ...found.at } })), problem: null }
}

const aText: Words = { zh: '应为文本', en: 'must be a text' }
const anObject: Words = { zh: '应为对象', en: 'must be an object' }
const aBudget: Words = {
  zh: '应为大于 0 且不超过 90 万亿的数',
  en: 'must be a number above 0 and at most 9e13',
}
const aDate: Words = { zh: '应为 YYYY-MM-DDTHH:MM 的日期', en: 'must be a date, YYYY-MM-DDTHH:MM' }
const aLaterDate: Words = {
  zh: '应为晚于 project.baselineStart 的日期',
  en: 'must be a date after project.baselineStart',
}
const noPeriod: Words = {
  zh: 'periods 中没有一期同时有日期 statusDate 和挣值 ev',
  en: 'no period has both a date (statusDate) and an earned value (ev)',
}

function expected(part: string, value: unknown, what: Words): Words {
  const found =
    value == null ? null : typeof value === 'number' ? String(value) : JSON.stringify(value).slice(0, 40)
  return {
    zh: `${part} ${what.zh}，现为 ${found ?? '空'}`,
    en: `${part} ${what.en}, not ${found ?? 'missing'}`,
  }
}

/** What the text holds as an object; null for anything else. */
function parseJson(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function dateOf(text: unknown): number | null {
  if (typeof text !== 'string') return null
  return parseMinute(text.length === 10 ? `${text}T00:00` : text.slice(0, 16))
}
