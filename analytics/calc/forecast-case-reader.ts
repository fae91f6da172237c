import { parseMinute } from '#model/plan-time.ts'
import type { Problem } from '#model/problems.ts'
import type { ForecastCase } from './forecast-case.ts'

/** Reads one line of a case file. What a forecast cannot do without (id, budget above 0, planned dates in order, one period
 *  with a date and an earned value) is checked; the problem names the line and what is wrong with it. */
export function readForecastCase(
  text: string,
  line: number,
): { given: ForecastCase; problem: null } | { given: null; problem: Problem } {
  const refuse = (reason: string) => ({
    given: null,
    problem: { code: 'case-unreadable' as const, at: { line }, data: { line, reason } },
  })
  const value = parseJson(text)
  if (value === null) return refuse('not JSON')
  const given = value as Partial<ForecastCase>
  const { id, project, periods } = given
  if (typeof id !== 'string' || id === '') return refuse('id')
  if (typeof project !== 'object' || project === null) return refuse('project')
  if (typeof project.bac !== 'number' || !(project.bac > 0)) return refuse('project.bac')
  const start = dateOf(project.baselineStart)
  const end = dateOf(project.baselineEnd)
  if (start === null) return refuse('project.baselineStart')
  if (end === null || end <= start) return refuse('project.baselineEnd')
  const isUsable = (period: ForecastCase['periods'][number]) =>
    dateOf(period?.statusDate) !== null && typeof period.ev === 'number'
  if (!Array.isArray(periods) || !periods.some(isUsable)) return refuse('periods')
  return { given: { ...given, periods: periods.filter(isUsable) } as ForecastCase, problem: null }
}

/** What the text holds as an object; null for anything else. */
function parseJson(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

function dateOf(text: unknown): number | null {
  if (typeof text !== 'string') return null
  return parseMinute(text.length === 10 ? `${text}T00:00` : text.slice(0, 16))
}
