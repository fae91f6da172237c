import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { calculateSchedule, prepareSchedule } from '#calc/schedule.ts'
import type { ScheduleResult } from '#calc/schedule-result.ts'
import { formatMinute, type PlanMinute } from '#model/plan-time.ts'
import { plansOf, type ScheduleCase } from './schedule-case.ts'

const folder = new URL('../../cases/schedule/', import.meta.url)
const cases = readdirSync(folder)
  .filter(name => name.endsWith('.json'))
  .map(name => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as ScheduleCase)

describe('schedule cases', () => {
  test('there are cases', () => {
    expect(cases.length).toBeGreaterThan(40)
  })

  test.each(cases.map(given => [given.why, given] as const))('%s', (_, given) => {
    const input = structuredClone(prepareSchedule(plansOf(given)))
    const result = calculateSchedule(input)
    const found = Object.fromEntries(
      Object.entries(given.expect ?? {}).map(([code, fields]) => [
        code,
        Object.fromEntries(
          Object.keys(fields).map(field => [
            field,
            valueOf(result, input.activities.code.indexOf(code), field),
          ]),
        ),
      ]),
    )
    expect(found).toEqual(given.expect ?? {})
    expect(result.findings.map(finding => finding.code)).toEqual(given.problems ?? [])
    const loops: (readonly string[])[] = []
    for (const finding of result.findings) {
      const cycle = finding.data?.['cycle']
      if (Array.isArray(cycle)) loops.push(cycle)
    }
    expect(loops.toSorted((a, b) => a.join().localeCompare(b.join()))).toEqual(given.loops ?? [])
  })
})

function valueOf(result: ScheduleResult, index: number, field: string): unknown {
  if (field === 'critical') return result.isCritical[index] === 1
  const value = (result[field as 'earlyStart'] as Float64Array)[index] as number
  if (Number.isNaN(value)) return null
  return field.endsWith('Float') ? value / 480 : formatMinute(value as PlanMinute)
}
