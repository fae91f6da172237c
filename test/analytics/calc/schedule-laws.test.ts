import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calculateNetwork, calculateSchedule, prepareSchedule } from '#calc/schedule.ts'
import { passUniformCompiled } from '#calc/uniform-kernel.ts'
import { passUniform } from '#calc/uniform-pass.ts'
import { parseDay } from '#model/plan-time.ts'
import { plansOf, type CaseProject } from './schedule-case.ts'

const kinds = ['FS', 'SS', 'FF', 'SF']
const linkText = fc
  .tuple(fc.nat(9), fc.constantFrom(...kinds), fc.integer({ min: -3, max: 5 }))
  .map(([p, kind, lag]) => ({ p, text: `A${p}${kind}${lag === 0 ? '' : lag > 0 ? `+${lag}d` : `${lag}d`}` }))
const status = fc.constantFrom('none', 'none', 'none', 'active', 'finished')
const constraint = fc.constantFrom(
  null,
  null,
  'startOn',
  'startOnOrBefore',
  'startOnOrAfter',
  'finishOn',
  'finishOnOrBefore',
  'finishOnOrAfter',
  'asLateAsPossible',
  'mandatoryStart',
  'mandatoryFinish',
)
const kind = fc.constantFrom(
  'task',
  'task',
  'task',
  'startMilestone',
  'finishMilestone',
  'levelOfEffort',
  'wbsSummary',
  'resourceDependent',
)

const anyProject = fc
  .array(
    fc.record({
      days: fc.integer({ min: 0, max: 12 }),
      links: fc.array(linkText, { maxLength: 3 }),
      status,
      constraint,
      kind,
      day: fc.integer({ min: 1, max: 28 }),
      calendar: fc.constantFrom('five', 'seven', 'night', undefined),
    }),
    { minLength: 1, maxLength: 10 },
  )
  .map(
    (rows): CaseProject => ({
      project: { dataDate: '2026-03-10T08:00', progressMode: 'retainedLogic' },
      calendars: {
        five: [...Array.from({ length: 5 }, () => '08:00-12:00,13:00-17:00'), null, null],
        seven: Array.from({ length: 7 }, () => '06:00-14:00'),
        night: Array.from({ length: 7 }, (_, i) => (i < 6 ? '22:00-06:00' : null)),
      },
      activities: rows.map((row, i) => {
        const at = `2026-03-${String(row.day).padStart(2, '0')}T08:00`
        return {
          code: `A${i}`,
          days: row.days,
          after: row.links.map(link => link.text).join(';'),
          kind: row.kind,
          wbs: '1',
          constraintKind: row.constraint,
          constraintAt: row.constraint === null ? null : at,
          ...(row.status === 'none' ? {} : { actualStart: '2026-03-03T08:00' }),
          ...(row.status === 'finished' ? { actualFinish: '2026-03-09T17:00' } : {}),
          ...(row.calendar === undefined ? {} : { calendar: row.calendar }),
        }
      }),
    }),
  )

/** Activities of one calendar, links only from earlier to later ones, nothing else. */
const plainProject = anyProject.map(
  (given): CaseProject => ({
    project: { dataDate: '2026-03-10T08:00' },
    activities: given.activities.map(({ code, days, after }, i) => ({
      code,
      days: (days ?? 0) + 1,
      after: (after ?? '')
        .split(';')
        .filter(text => text !== '' && Number(text[1]) < i)
        .join(';'),
    })),
  }),
)

/** One calendar, links forward, work and milestones with constraints and progress: what the short way takes. */
const oneCalendarProject = fc
  .tuple(
    anyProject,
    fc.constantFrom('five', 'seven', 'night'),
    fc.boolean(),
    fc.constantFrom('finish', 'start', 'smallest'),
  )
  .map(
    ([given, calendar, hasEnd, floatBy]): CaseProject => ({
      ...given,
      project: {
        dataDate: '2026-03-10T03:00',
        floatBy,
        ...(hasEnd ? { mustFinishBy: '2026-03-20T17:00' } : {}),
      },
      activities: given.activities.map((one, i) => {
        const { actualFinish: _, ...rest } = one
        const isTaken = /^(task|.*Milestone)$/.test(String(rest['kind']))
        const isBound = /^(start|finish)On/.test(String(rest['constraintKind']))
        return {
          ...rest,
          kind: isTaken ? rest['kind'] : 'task',
          constraintKind: isBound ? rest['constraintKind'] : null,
          calendar,
          after: (one.after ?? '')
            .split(';')
            .filter(text => text !== '' && Number(text[1]) < i)
            .join(';'),
        }
      }),
    }),
  )

const run = (project: CaseProject) => {
  const input = prepareSchedule(plansOf({ why: '', source: '', projects: [project] }))
  return { input, result: calculateSchedule(input) }
}

describe('laws of the schedule', () => {
  test('any plan ends, loops and odd kinds included, and each loop is a circle of its links', () => {
    fc.assert(
      fc.property(anyProject, given => {
        const { result } = run(given)
        const links = new Set(
          given.activities.flatMap(({ code, after }) =>
            (after ?? '').split(';').map(text => `${text.slice(0, 2)}>${code}`),
          ),
        )
        for (const finding of result.findings) {
          if (finding.code !== 'link-loop') continue
          const cycle = finding.data?.['cycle'] as string[]
          expect(cycle[0]).toBe(cycle.at(-1))
          for (let i = 1; i < cycle.length; i++) expect(links).toContain(`${cycle[i - 1]}>${cycle[i]}`)
        }
      }),
      { numRuns: 120 },
    )
  })

  test('work starts no later than it ends, and never before the data date while it is not finished', () => {
    fc.assert(
      fc.property(anyProject, given => {
        // A mandatory date stands wherever it is, and drags the spans around it along.
        fc.pre(!given.activities.some(one => String(one['constraintKind']).startsWith('mandatory')))
        const { input, result } = run(given)
        const { dataDate } = input.projects
        for (let u = 0; u < input.activities.code.length; u++) {
          const early = result.earlyStart[u] as number
          if (
            Number.isNaN(early) ||
            given.activities[u]?.['constraintKind']?.toString().startsWith('mandatory')
          )
            continue
          expect(early).toBeLessThanOrEqual(result.earlyFinish[u] as number)
          expect(early).toBeGreaterThanOrEqual(dataDate[0] as number)
        }
      }),
      { numRuns: 120 },
    )
  })

  test('another link never makes the plan shorter', () => {
    fc.assert(
      fc.property(plainProject, fc.nat(9), fc.nat(9), fc.constantFrom(...kinds), (given, a, b, kind) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)]
        fc.pre(from !== to && to < given.activities.length)
        const linked = structuredClone(given)
        const successor = linked.activities[to] as { after?: string }
        successor.after = [successor.after, `A${from}${kind}`].filter(Boolean).join(';')
        const [before, after] = [run(given).result, run(linked).result]
        expect(after.projectFinish[0]).toBeGreaterThanOrEqual(before.projectFinish[0] as number)
      }),
    )
  })

  test('in one calendar without constraints free float is at most total float and total float is never negative', () => {
    fc.assert(
      fc.property(plainProject, given => {
        const { result } = run(given)
        for (let u = 0; u < result.totalFloat.length; u++) {
          expect(result.totalFloat[u]).toBeGreaterThanOrEqual(0)
          expect(result.freeFloat[u]).toBeLessThanOrEqual(result.totalFloat[u] as number)
        }
        expect([...result.isCritical]).toContain(1)
      }),
    )
  })

  test('the short way for one calendar gives what the way through dates gives', () => {
    fc.assert(
      fc.property(oneCalendarProject, given => {
        const { input, result } = run(given)
        expect(passUniform(input)).not.toBeNull()
        expect(result).toEqual(calculateNetwork(input))
      }),
      { numRuns: 400 },
    )
  })

  test('the short way gives the same in WebAssembly and in plain TypeScript, before and after exceptions too', () => {
    const day = fc.integer({ min: 0, max: 60 })
    fc.assert(
      fc.property(
        oneCalendarProject,
        fc.array(fc.tuple(day, fc.nat(9)), { maxLength: 3 }),
        (given, holidays) => {
          const [plan] = plansOf({ why: '', source: '', projects: [given] })
          const first = parseDay('2026-02-20') as number
          plan?.calendarExceptions.push(
            ...holidays.map(
              ([from, length]) =>
                ({
                  calendarKey: plan.activities[0]?.calendarKey,
                  fromDay: first + from,
                  toDay: first + from + length,
                  shifts: null,
                }) as never,
            ),
          )
          const input = prepareSchedule(plan ? [plan] : [])
          const { first: _, ...plain } = passUniform(input) ?? { first: null }
          const { first: __, ...compiled } = passUniformCompiled(input) ?? { first: null }
          expect('earlyStart' in compiled).toBe(true)
          expect(compiled).toEqual(plain)
        },
      ),
      { numRuns: 400 },
    )
  })

  test('absurd durations, lags and dates end in dates a sheet can show, or in none', () => {
    const absurd = fc.constantFrom(-2_147_483_648, -525_600_000, -1, 0, 1, 480, 525_600_000, 2_147_483_647)
    const absurdDate = fc.constantFrom(null, -4_223_371_679, -1, 0, 29_500_000, 121_492_801, 4_223_371_679)
    fc.assert(
      fc.property(
        anyProject,
        fc.array(fc.tuple(absurd, absurd, absurdDate, absurdDate), { minLength: 10, maxLength: 10 }),
        (given, odd) => {
          const [plan] = plansOf({ why: '', source: '', projects: [given] })
          for (const [i, activity] of plan?.activities.entries() ?? []) {
            const [duration, , date, other] = odd[i] as (typeof odd)[number]
            Object.assign(activity, { duration, constraintAt: date, expectedFinish: other, deadline: other })
          }
          for (const [i, link] of plan?.links.entries() ?? []) Object.assign(link, { lag: odd[i % 10]?.[1] })
          const result = calculateSchedule(prepareSchedule(plan ? [plan] : []))
          for (const column of [
            result.start,
            result.finish,
            result.lateStart,
            result.lateFinish,
            result.projectFinish,
          ])
            for (const date of column)
              expect(Number.isNaN(date) || Math.abs(date) <= 4_223_371_679).toBe(true)
        },
      ),
    )
  })
})
