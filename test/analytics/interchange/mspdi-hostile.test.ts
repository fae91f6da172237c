import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calculateSchedule, prepareSchedule } from '#calc/schedule.ts'
import { readMspdi } from '#interchange/mspdi.ts'
import { parseMinute } from '#model/plan-time.ts'
import { AppError } from '#model/problems.ts'
import { bytesOf, failure, file, link, read, task } from '../../support/mspdi-file.ts'

const folder = fileURLToPath(new URL('../../../../shared/data/planner_files/', import.meta.url))
const names = existsSync(folder) ? readdirSync(folder).filter(name => name.includes('.mspdi.xml')) : []

describe('bad input', () => {
  test('dates outside 1970 to 2200 are named and count as blank', () => {
    const more =
      '<Deadline>9999-12-31T17:00:00</Deadline><ConstraintType>4</ConstraintType><ConstraintDate>1899-01-01T00:00:00</ConstraintDate>'
    const { plan, codes } = read({ tasks: [task(1, more)] })
    expect(plan.activities[0]).toMatchObject({ deadline: null, constraintKind: null })
    expect(codes).toEqual(['mspdi-date-far', 'mspdi-constraint-without-date', 'mspdi-date-far'])
  })

  test('a second task of the same number, unknown codes and unreadable values are named', () => {
    const { plan, codes } = read({
      tasks: [
        task(1, '<ConstraintType>99</ConstraintType><Deadline>soon</Deadline>'),
        task(1),
        task(2, link(1).replace('>1<', '>1<').replace('<Type>1', '<Type>8')),
      ],
    })
    expect(plan.activities).toHaveLength(2)
    expect(codes.toSorted()).toEqual([
      'xml-choice-unknown',
      'xml-choice-unknown',
      'xml-id-repeated',
      'xml-value-unreadable',
    ])
  })

  test('a lag of more than can be held is named and counts as none', () => {
    const lag = '<LinkLag>-99999999999</LinkLag><LagFormat>7</LagFormat>'
    const { plan, notUsed } = read({ tasks: [task(1), task(2, link(1, lag))] })
    expect(plan.links[0]).toMatchObject({ lag: 0, lagKind: 'working' })
    expect(notUsed[0]?.reason).toMatchObject({
      code: 'xml-value-unreadable',
      data: { field: 'LinkLag', value: '-99999999999' },
    })
  })

  test('a project whose start cannot be read starts with its first task, and that is named', () => {
    const start = (day: string) => `<Start>${day}T08:00:00</Start>`
    const text = file({ tasks: [task(1, start('2026-03-05')), task(2, start('2026-03-04'))] })
    const { plans, notUsed } = readMspdi(bytesOf(text.replace('2026-03-02T', '2026-02-31T')), 'p.xml')
    expect(plans[0]?.project.plannedStart).toBe(parseMinute('2026-03-04T08:00'))
    expect(notUsed[0]?.reason).toMatchObject({ code: 'xml-value-unreadable', data: { field: 'StartDate' } })
  })

  test('an exception that recurs for ever ends after fifty years and is named', () => {
    const exception =
      '<Exceptions><Exception><TimePeriod><FromDate>1970-01-01T00:00:00</FromDate><ToDate>2200-12-31T00:00:00</ToDate></TimePeriod><Name>x</Name><Type>1</Type><DayWorking>0</DayWorking></Exception></Exceptions>'
    const calendars = `<Calendar><UID>2</UID><Name>C</Name><BaseCalendarUID>-1</BaseCalendarUID>${exception}</Calendar>`
    expect(read({ calendars }).codes).toContain('mspdi-recurrence-cut')
  })

  test('a file cut anywhere is refused as a whole, with the line', () => {
    const whole = file({ tasks: [task(1), task(2, link(1))] })
    for (let length = 60; length < whole.length - 10; length += 37) {
      const error = failure(() => readMspdi(bytesOf(whole.slice(0, length)), 'p.xml'))
      expect(['file-truncated', 'xml-malformed']).toContain(error.code)
      expect(error.at.line).toBeGreaterThan(0)
    }
  })

  test.skipIf(names.length === 0)(
    'real files with changed bytes are read and calculated, or refused with a code',
    () => {
      const files = names
        .map(name => {
          const bytes = readFileSync(folder + name)
          return name.endsWith('.gz') ? gunzipSync(bytes) : bytes
        })
        .filter(bytes => bytes.length < 70_000)
      const change = fc.record({ at: fc.double({ min: 0, max: 0.999, noNaN: true }), byte: fc.nat(255) })
      const isSafe = fc.property(
        fc.nat(files.length - 1),
        fc.array(change, { minLength: 1, maxLength: 6 }),
        (which, changes) => {
          const bytes = Uint8Array.from(files[which] as Uint8Array)
          for (const { at, byte } of changes) bytes[Math.floor(at * bytes.length)] = byte
          return isReadOrRefused(bytes)
        },
      )
      expect(() => fc.assert(isSafe, { numRuns: 60 })).not.toThrow()
    },
  )

  test.skipIf(names.length === 0)('real files with changed digits keep dates, or say why not', () => {
    const text = readFileSync(`${folder}relations_all_types.mspdi.xml`, 'utf8')
    const digits = [...text.matchAll(/\d/g)].map(match => match.index)
    const change = fc.tuple(fc.nat(digits.length - 1), fc.nat(9))
    const isSafe = fc.property(fc.array(change, { minLength: 1, maxLength: 20 }), changes => {
      const letters = text.split('')
      for (const [at, digit] of changes) letters[digits[at] as number] = String(digit)
      return isReadOrRefused(bytesOf(letters.join('')))
    })
    expect(() => fc.assert(isSafe, { numRuns: 60 })).not.toThrow()
  })
})

function isReadOrRefused(bytes: Uint8Array): boolean {
  try {
    const { plans, stored } = readMspdi(bytes, 'p.xml')
    const { start } = calculateSchedule(prepareSchedule(plans))
    return start.length === stored.flat().length
  } catch (error) {
    return error instanceof AppError
  }
}
