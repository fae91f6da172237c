import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calculateSchedule, prepareSchedule } from '#calc/schedule.ts'
import { decodeText } from '#interchange/encoding.ts'
import { readCalendarData } from '#interchange/xer-calendar.ts'
import { readXer } from '#interchange/xer.ts'
import { parseDay, parseMinute } from '#model/plan-time.ts'
import { AppError, describeProblem } from '#model/problems.ts'

const folder = fileURLToPath(new URL('../../../../shared/data/planner_files/', import.meta.url))
const bytesOf = (text: string) => new TextEncoder().encode(text)

/** A small file of tables; each table is its columns and rows. */
function xer(tables: Record<string, string[][]>, end = '%E'): string {
  const lines = ['ERMHDR\t8.0\t2026-03-01\tProject\tadmin\tadmin\tdb\tProject Management\tCNY']
  for (const [name, [columns, ...rows]] of Object.entries(tables)) {
    lines.push(`%T\t${name}`, `%F\t${columns?.join('\t')}`, ...rows.map(row => `%R\t${row.join('\t')}`))
  }
  return [...lines, end].join('\r\n')
}
const week = Array.from(
  { length: 7 },
  (_, i) => `(0||${i + 1}()(${i > 0 && i < 6 ? '(0||0(s|08:00|f|16:00)())' : ''}))`,
).join('')
const calendarData = `(0||CalendarData()((0||DaysOfWeek()(${week}))(0||Exceptions()((0||0(d|46083)())))))`
const small = {
  PROJECT: [
    ['proj_id', 'proj_short_name', 'clndr_id', 'last_recalc_date', 'plan_start_date', 'orig_proj_id'],
    ['1', 'P1', '9', '2026-03-02 08:00', '2026-03-02 08:00', ''],
  ],
  CALENDAR: [
    ['clndr_id', 'clndr_name', 'day_hr_cnt', 'clndr_data'],
    ['9', 'Five days', '8', calendarData],
  ],
  TASK: [
    [
      'task_id',
      'proj_id',
      'clndr_id',
      'task_code',
      'task_name',
      'task_type',
      'status_code',
      'target_drtn_hr_cnt',
      'remain_drtn_hr_cnt',
    ],
    ['10', '1', '9', 'A', '挖土', 'TT_Task', 'TK_NotStart', '16', '16'],
    ['11', '1', '9', 'B', '垫层', 'TT_Task', 'TK_NotStart', '8', '8'],
  ],
  TASKPRED: [
    ['task_pred_id', 'task_id', 'pred_task_id', 'pred_type', 'lag_hr_cnt'],
    ['100', '11', '10', 'PR_FS', '-4'],
  ],
}
const read = (tables: Record<string, string[][]>, end?: string) =>
  readXer(bytesOf(xer(tables, end)), 'small.xer')
const codesOf = (result: ReturnType<typeof readXer>) => result.notUsed.map(one => one.reason.code)

describe('reading .xer files', () => {
  test('activities, links with lags and calendars become rows of a plan', () => {
    const { plans, notUsed } = read(small)
    expect(notUsed).toEqual([])
    expect(plans[0]?.project).toMatchObject({
      code: 'P1',
      currency: 'CNY',
      dataDate: parseMinute('2026-03-02T08:00'),
    })
    expect(
      plans[0]?.activities.map(one => [one.code, one.name, one.duration, one.remainingDuration]),
    ).toEqual([
      ['A', '挖土', 960, null],
      ['B', '垫层', 480, null],
    ])
    expect(plans[0]?.links[0]).toMatchObject({ kind: 'finishToStart', lag: -240, lagKind: 'working' })
    expect(plans[0]?.calendars[0]).toMatchObject({ sunday: null, monday: '08:00-16:00', minutesPerDay: 480 })
    // Serial 46083 is 2026-03-02 in Excel, which counts the same days.
    expect(plans[0]?.calendarExceptions[0]).toMatchObject({ fromDay: parseDay('2026-03-02'), shifts: null })
  })

  test('reading the same file again gives the same rows', () => {
    expect(read(small)).toEqual(read(small))
  })

  test('a file without its end mark is read as far as it goes, and said to be cut off', () => {
    const text = xer(small)
    const result = readXer(bytesOf(text.slice(0, text.indexOf('%T\tTASKPRED') + 30)), 'cut.xer')
    expect(result.plans[0]?.activities).toHaveLength(2)
    expect(codesOf(result)).toContain('xer-truncated')
  })

  test('a row of the wrong width and an unknown record are named with their line', () => {
    const text = xer(small).replace('%R\t11', '%Q\tx\r\n%R\t11').replace('\t8\t8\r\n', '\t8\t8\t1\t2\r\n')
    const { notUsed } = readXer(bytesOf(text), 'odd.xer')
    expect(notUsed.map(one => [one.reason.code, one.reason.at?.line])).toEqual([
      ['xer-record-unknown', 11],
      ['xer-row-width', 12],
    ])
  })

  test('dates outside 1970 to 2200 are named with their line and count as blank', () => {
    const project = small.PROJECT.map((row, i) =>
      i === 0 ? row : row.with(3, '1900-01-01 00:00').with(4, '2500-01-01 08:00'),
    )
    const { plans, notUsed } = read({ ...small, PROJECT: project })
    expect(plans[0]?.project).toMatchObject({ dataDate: null, plannedStart: null })
    expect(notUsed.map(({ reason }) => [reason.code, reason.at?.line, reason.data?.['date']])).toEqual([
      ['xer-date-far', 4, '1900-01-01 00:00'],
      ['xer-date-far', 4, '2500-01-01 08:00'],
    ])
  })

  test('a link to an activity that is not in the file is named and left out', () => {
    const result = read({ ...small, TASKPRED: [...small.TASKPRED, ['101', '11', '77', 'PR_FS', '0']] })
    expect(result.plans[0]?.links).toHaveLength(1)
    expect(result.notUsed[0]?.reason).toMatchObject({
      code: 'xer-reference-missing',
      data: { column: 'pred_task_id', value: '77' },
    })
  })

  test('two activities with one code are kept apart and said so', () => {
    const tasks = small.TASK.map((row, i) => (i === 2 ? row.with(3, 'A') : row))
    const result = read({ ...small, TASK: tasks })
    expect(result.plans[0]?.activities.map(one => one.code)).toEqual(['A', 'A~2'])
    expect(codesOf(result)).toEqual(['xer-code-repeated'])
  })

  test('unknown tables and columns that hold values are named once, with their counts', () => {
    const result = read({
      ...small,
      NEWTABLE: [['x'], ['1'], ['2']],
      PROJECT: small.PROJECT.map((row, i) => [...row, i === 0 ? 'risk_level' : '3']),
    })
    expect(result.notUsed.map(one => one.reason)).toEqual([
      expect.objectContaining({
        code: 'xer-columns-not-used',
        data: { table: 'PROJECT', columns: ['risk_level (1)'] },
      }),
      expect.objectContaining({ code: 'xer-table-not-used', data: { table: 'NEWTABLE', count: 2 } }),
    ])
  })

  test('a date or number that cannot be read is named with its line and counts as blank', () => {
    const tasks = small.TASK.map((row, i) => (i === 1 ? row.with(7, 'many') : row))
    const result = read({ ...small, TASK: tasks })
    expect(result.notUsed[0]?.reason).toMatchObject({
      code: 'xer-value-unreadable',
      at: { line: 10 },
      data: { column: 'target_drtn_hr_cnt', value: 'many' },
    })
  })

  test('a baseline of another project is left out aloud', () => {
    const result = read({ ...small, PROJECT: [...small.PROJECT, ['2', 'P1 - B1', '9', '', '', '1']] })
    expect(result.plans).toHaveLength(1)
    expect(codesOf(result)).toEqual(['xer-baseline-not-used'])
  })

  test('a link between two projects of a file keeps both ends', () => {
    const result = read({
      ...small,
      PROJECT: [...small.PROJECT, ['2', 'P2', '9', '2026-03-02 08:00', '', '']],
      TASK: [...small.TASK, ['12', '2', '9', 'C', 'C', 'TT_Task', 'TK_NotStart', '8', '8']],
      TASKPRED: [...small.TASKPRED, ['101', '12', '11', 'PR_FS', '0']],
    })
    expect(result.plans[1]?.links[0]?.predecessorKey).toBe(result.plans[0]?.activities[1]?.rowKey)
    const { findings } = calculateSchedule(prepareSchedule(result.plans))
    expect(findings).toEqual([])
  })

  test('content that is no .xer file and a file without projects are refused', () => {
    expect(() => readXer(bytesOf('PK\u0003\u0004'), 'x.xer')).toThrow(
      expect.objectContaining({ code: 'file-is-not-what-it-says' }),
    )
    expect(() => read({})).toThrow(expect.objectContaining({ code: 'xer-nothing-to-import' }))
  })

  test.skipIf(!existsSync(folder))(
    'any damage to a real file gives a plan or a coded failure (skipped without ../shared/data)',
    () => {
      const original = readFileSync(`${folder}lag_calendar_successor.xer`)
      const damage = fc.array(
        fc.tuple(fc.nat(original.length - 1), fc.constantFrom(0, 9, 10, 37, 40, 41, 48, 57, 124, 255)),
        { maxLength: 40 },
      )
      fc.assert(
        fc.property(damage, fc.nat(original.length), (changes, length) => {
          const bytes = Uint8Array.from(original)
          for (const [place, value] of changes) bytes[place] = value
          let found: ReturnType<typeof readXer>
          try {
            found = readXer(bytes.subarray(0, Math.max(length, original.length >> 1)), 'damaged.xer')
          } catch (error) {
            if (error instanceof AppError) return
            throw error
          }
          for (const one of found.notUsed) expect(describeProblem(one.reason, 'en')).not.toContain('{')
          expect(calculateSchedule(prepareSchedule(found.plans)).start.length).toBe(
            found.plans.reduce((sum, plan) => sum + plan.activities.length, 0),
          )
        }),
        { numRuns: 150 },
      )
    },
  )
})

describe('calendar texts', () => {
  test('shifts are read by key, blanks may be byte 7F, and 00:00 ends a day as 24:00', () => {
    const text =
      '(0||()(\u007f\u007f  (0||DaysOfWeek()(\u007f (0||1()((0||0(f|12:00|s|01:00)())(0||1(f|00:00|s|13:00)())))(0||2()((0||0(s|00:00|f|00:00)())))))))'
    const { week: days, unreadable } = readCalendarData(text)
    expect(days.slice(0, 3)).toEqual(['01:00-12:00,13:00-24:00', '00:00-24:00', null])
    expect(unreadable).toBeNull()
  })

  test('a text that is cut off is read up to the cut, and says where', () => {
    const { week: days, unreadable } = readCalendarData(calendarData.slice(0, 120))
    expect(days[1]).toBe('08:00-16:00')
    expect(unreadable).not.toBeNull()
  })
})

describe('encodings', () => {
  // The bytes are those of the encodings' own tables (WHATWG Encoding Standard).
  const gbk = Uint8Array.of(0xcd, 0xda, 0xcd, 0xc1, 0x09, 0xb5, 0xe6, 0xb2, 0xe3)
  test.each([
    ['UTF-8', new TextEncoder().encode('挖土'), 'utf-8', '挖土'],
    ['UTF-8 with byte order mark', Uint8Array.of(0xef, 0xbb, 0xbf, 0x41), 'utf-8', 'A'],
    ['GBK', gbk, 'gbk', '挖土\t垫层'],
    ['Western cp1252', Uint8Array.of(0x54, 0xe9, 0x6c, 0xe9), 'windows-1252', 'Télé'],
    [
      'Arabic cp1256',
      Uint8Array.of(0xe3, 0xd4, 0xd1, 0xe6, 0xda, 0x20, 0xc7, 0xe1, 0xc8),
      'windows-1256',
      'مشروع الب',
    ],
    ['ASCII', Uint8Array.of(0x41), 'utf-8', 'A'],
  ])('%s is recognised', (_, bytes, encoding, text) => {
    expect(decodeText(bytes)).toEqual({ encoding, text })
  })

  test('a character cut off at the end does not hide UTF-8', () => {
    expect(decodeText(new TextEncoder().encode('挖土挖土').subarray(0, 10)).encoding).toBe('utf-8')
  })
})
