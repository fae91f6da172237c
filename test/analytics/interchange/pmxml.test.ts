import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calculateSchedule, prepareSchedule } from '#calc/schedule.ts'
import { readPmxml } from '#interchange/pmxml.ts'
import { writePmxml } from '#interchange/pmxml-writer.ts'
import { readXer } from '#interchange/xer.ts'
import type { Plan } from '#model/plan.ts'
import { AppError, describeProblem } from '#model/problems.ts'
import { arbitraryPlan } from '../../support/arbitrary-rows.ts'
import { tamePlan } from '../../support/tame-plan.ts'

const folder = fileURLToPath(new URL('../../../../shared/data/planner_files/', import.meta.url))
const given = existsSync(folder) ? readdirSync(folder) : []
const bytesOf = (name: string) => {
  const bytes = readFileSync(`${folder}${name}`)
  return name.endsWith('.gz') ? gunzipSync(bytes) : bytes
}
const asPmxml = (plan: Plan) => ({ ...plan, project: { ...plan.project, source: 'pmxml' } })
const encode = (text: string) => new TextEncoder().encode(text)
const reread = (plan: Plan) => readPmxml(writePmxml(plan, null).bytes, 'back.xml').plans[0] as Plan

describe.skipIf(given.length === 0)('P6 files of ../shared/data/planner_files', () => {
  test('a project exported by P6 as XML and as .xer gives the same rows under the same keys', () => {
    const xml = readPmxml(bytesOf('percent_complete_types.pmxml.xml'), 'a.xml')
    const xer = readXer(bytesOf('percent_complete_types.xer'), 'a.xer')
    expect(xml.plans).toEqual(xer.plans.map(asPmxml))
    expect(xml.encoding).toBe('utf-8')
  })

  test('elements without a place here are named by element and number', () => {
    const { notUsed } = readPmxml(bytesOf('percent_complete_types.pmxml.xml'), 'a.xml')
    const said = notUsed.map(({ place, reason }) => `${place}: ${describeProblem(reason, 'en')}`)
    expect(said).toContain(
      'OBS: 2 rows of table OBS were not taken over; there is nothing here to hold them. Keep the file if you need them.',
    )
    expect(said.find(one => one.startsWith('Activity: '))).toContain('AtCompletionDuration (12)')
  })

  test.each(given.filter(name => /\.xer(\.gz)?$/.test(name)))(
    'the plans of %s come back from P6 XML row by row',
    name => {
      for (const plan of readXer(bytesOf(name), name).plans) {
        const keys = new Set<string>(plan.activities.map(activity => activity.rowKey))
        const links = plan.links.filter(link => keys.has(link.predecessorKey))
        expect(reread(plan)).toEqual(asPmxml({ ...plan, links }))
      }
    },
  )

  test('a file cut off, mutated or with elements taken out never crashes and never hangs', () => {
    const text = new TextDecoder().decode(bytesOf('percent_complete_types.pmxml.xml'))
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            at: fc.nat(text.length),
            cut: fc.nat(60),
            put: fc.constantFrom('', '<', '>', '&', '0', '-1', '9e99', '</Activity>', '<Activity>', '\u0000'),
          }),
          { minLength: 1, maxLength: 6 },
        ),
        edits => {
          const mutated = edits.reduce(
            (all, { at, cut, put }) => all.slice(0, at) + put + all.slice(at + cut),
            text,
          )
          const plans = plansOrProblem(mutated)
          for (const plan of plans) expect(calculateSchedule(prepareSchedule([plan])).findings).toBeDefined()
        },
      ),
      { numRuns: 60 },
    )
  })
})

/** Said of what is in the file: no loss. */
const cautions = new Set<string>(['export-text-long', 'export-not-hours'])

test('a plan that has once been through P6 XML loses nothing in the next file', () => {
  fc.assert(
    fc.property(arbitraryPlan('p'), plan => {
      expect(
        writePmxml(reread(tamePlan(plan)), null).losses.filter(one => !cautions.has(one.reason.code)),
      ).toEqual([])
    }),
    { numRuns: 12 },
  )
})

/** Fails for any error but a coded one. */
function plansOrProblem(text: string): Plan[] {
  try {
    return readPmxml(encode(text), 'mutated.xml').plans
  } catch (error) {
    if (error instanceof AppError) return []
    throw error
  }
}

const small = (parts: string) =>
  encode(`<?xml version="1.0"?><APIBusinessObjects xmlns="http://xmlns.oracle.com/Primavera/P6/V19.12/API/BusinessObjects">
${parts}</APIBusinessObjects>`)
const calendarOf = (
  finish: string,
) => `<Calendar><ObjectId>5</ObjectId><Name>C</Name><HoursPerDay>8</HoursPerDay>
<StandardWorkWeek><StandardWorkHours><DayOfWeek>Monday</DayOfWeek><WorkTime><Start>08:00:00</Start><Finish>${finish}</Finish></WorkTime>
</StandardWorkHours></StandardWorkWeek></Calendar>`
const project = (parts = '') =>
  `<Project><ObjectId>1</ObjectId><Id>P</Id><Name>Tower</Name>${parts}</Project>`

test.each(['15:59:00', '16:00:00'])(
  'a shift written to %s ends at 16:00: P6 tells the last minute worked, others the end',
  finish => {
    const [plan] = readPmxml(small(calendarOf(finish) + project()), 'a.xml').plans
    expect(plan?.calendars[0]?.monday).toBe('08:00-16:00')
  },
)

test('an activity outside any WBS and one below a node come to their codes', () => {
  const activity = (id: string, wbs: string) =>
    `<Activity><ObjectId>${id}</ObjectId><Id>A${id}</Id><Name>A</Name>${wbs}<PlannedDuration>8</PlannedDuration></Activity>`
  const wbs = '<WBS><ObjectId>7</ObjectId><Code>1</Code><Name>Frame</Name></WBS>'
  const parts = wbs + activity('2', '') + activity('3', '<WBSObjectId>7</WBSObjectId>')
  const [plan] = readPmxml(small(project(parts)), 'a.xml').plans
  expect(plan?.activities.map(one => one.wbs)).toEqual([null, '1'])
  expect(plan?.wbs).toMatchObject([{ code: '1', name: 'Frame' }])
})

test('a link to an activity the file does not hold is left out and named by line and element', () => {
  const link =
    '<Relationship><ObjectId>9</ObjectId><PredecessorActivityObjectId>404</PredecessorActivityObjectId></Relationship>'
  const { plans, notUsed } = readPmxml(small(project(link)), 'a.xml')
  expect(plans[0]?.links).toEqual([])
  const missing = notUsed.find(({ reason }) => reason.code === 'xer-reference-missing')
  expect(missing?.place).toBe('line 2')
  expect(missing?.reason.data).toMatchObject({ table: 'Relationship', column: 'SuccessorActivityObjectId' })
})

test('other XML and a file without projects are refused', () => {
  expect(() => readPmxml(encode('<Project/>'), 'a.xml')).toThrow('Primavera P6 XML')
  expect(() => readPmxml(small(''), 'a.xml')).toThrow('holds no project')
})
