import { mostMajor } from '#model/money.ts'
import { parseMinute } from '#model/plan-time.ts'
import type { Problem } from '#model/problems.ts'
import type { ForecastCase } from './forecast-case.ts'

type Loose = Record<string, unknown>
type CaseActivity = NonNullable<ForecastCase['activities']>[number]

/** A case as JSON gave it, its required values checked, with what can be used of the rest: values of the wrong kind, below 0 or
 *  too large are taken for missing; periods without date, points of the curve without date or value, and
 *  activities without planned dates and state are left out. All of it is found and named by its place. */
export function keepUsableValues(value: Loose & { project: ForecastCase['project']; id: string }): {
  given: ForecastCase
  findings: Problem[]
} {
  const findings: Problem[] = []
  const given: ForecastCase = {
    id: value.id,
    project: {
      ...value.project,
      familyId: textOf(value.project.familyId),
      projectId: textOf(value.project.projectId),
      sector: textOf(value.project.sector),
    },
    baselinePv: curveOf(value['baselinePv'], findings),
    periods: periodsOf(value['periods'], findings),
    activities: activitiesOf(value['activities'], findings),
  }
  return { given, findings }
}

function periodsOf(value: unknown, findings: Problem[]): ForecastCase['periods'] {
  return listOf(value, 'periods', findings).flatMap((row, index) => {
    const part = `periods[${index}]`
    const [pv, ev, ac] = (['pv', 'ev', 'ac'] as const).map(name =>
      amountOf(row[name], `${part}.${name}`, findings),
    )
    const statusDate = dateOf(row['statusDate'])
    if (statusDate !== null) return [{ statusDate, pv: pv ?? null, ev: ev ?? null, ac: ac ?? null }]
    findings.push({ code: 'case-period-without-date', at: { part }, data: { place: part } })
    return []
  })
}

function curveOf(value: unknown, findings: Problem[]): { date: string; pv: number }[] | null {
  if (value === undefined || value === null) return null
  const points = listOf(value, 'baselinePv', findings).flatMap((row, index) => {
    const part = `baselinePv[${index}]`
    const pv = amountOf(row['pv'], `${part}.pv`, findings)
    const date = dateOf(row['date'])
    if (date === null || pv === null) {
      findings.push({ code: 'case-point-unusable', at: { part }, data: { place: part } })
      return []
    }
    return [{ date, pv, part }]
  })
  points.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
  const fall = points.find((point, index) => point.pv < (points[index - 1]?.pv ?? 0))
  if (!fall) return points.map(({ date, pv }) => ({ date, pv }))
  findings.push({ code: 'case-curve-falls', at: { part: fall.part }, data: { place: fall.part } })
  return null
}

const states = new Set<unknown>(['finished', 'inProgress', 'notStarted'])

function activitiesOf(value: unknown, findings: Problem[]): CaseActivity[] {
  if (value === undefined || value === null) return []
  const left: string[] = []
  const activities = listOf(value, 'activities', findings).flatMap((row, index): CaseActivity[] => {
    const part = `activities[${index}]`
    const start = dateOf(row['baselineStart'])
    const end = dateOf(row['baselineEnd'])
    if (start === null || end === null || end < start || !states.has(row['status'])) {
      left.push(typeof row['id'] === 'string' ? row['id'] : part)
      return []
    }
    const amount = (name: string) => amountOf(row[name], `${part}.${name}`, findings)
    return [
      {
        id: textOf(row['id']),
        baselineStart: start,
        baselineEnd: end,
        durationHours: amount('durationHours'),
        cost: amount('cost'),
        status: row['status'] as NonNullable<CaseActivity['status']>,
        actualStart: dateOf(row['actualStart']),
        actualDurationHours: amount('actualDurationHours'),
        actualCost: amount('actualCost'),
      },
    ]
  })
  if (left.length > 0)
    findings.push({
      code: 'case-activities-unusable',
      at: { part: 'activities' },
      data: { count: left.length, activities: left.slice(0, mostNamed) },
    })
  return activities
}

/** More names than this are not read. */
const mostNamed = 10

/** The objects of a list; what is none is found and stands as an empty one, so that places keep their numbers. */
function listOf(value: unknown, part: string, findings: Problem[]): Loose[] {
  if (value === undefined || value === null) return []
  if (!Array.isArray(value)) {
    findings.push(unusable(part, value))
    return []
  }
  return value.map((row: unknown) =>
    typeof row === 'object' && row !== null && !Array.isArray(row) ? (row as Loose) : {},
  )
}

function amountOf(value: unknown, part: string, findings: Problem[]): number | null {
  if (value === undefined || value === null) return null
  if (typeof value === 'number' && value >= 0 && value <= mostMajor) return value
  findings.push(unusable(part, value))
  return null
}

function unusable(part: string, value: unknown): Problem {
  const shown = typeof value === 'number' ? String(value) : JSON.stringify(value).slice(0, 40)
  return { code: 'case-value-unusable', at: { part }, data: { place: part, value: shown } }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : null
}

/** A date as a case gives it, `YYYY-MM-DDTHH:MM`; null for anything else. */
function dateOf(value: unknown): string | null {
  if (typeof value !== 'string') return null
  const text = value.length === 10 ? `${value}T00:00` : value.slice(0, 16)
  return parseMinute(text) === null ? null : text
}
