import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CellValue } from '#model/contract.ts'
import { entities, entityOf } from '#model/entities.ts'
import { fieldsOf } from '#model/entity.ts'
import { maybe, type Field } from '#model/field.ts'
import { checkValue, parseCell, showCell, type CellContext, type RawCell } from '#model/parse-cell.ts'
import { midnightOf, parseMinute, weekdayOf, type PlanDay, type PlanMinute } from '#model/plan-time.ts'

const isWorkday = (day: PlanDay) => ![0, 6].includes(weekdayOf(day))
/** Monday to Friday 08:00-17:00. */
const context: CellContext = {
  currency: 'CNY',
  minutesPerDay: 480,
  firstWorkOfDay: day => (isWorkday(day) ? ((midnightOf(day) + 480) as PlanMinute) : null),
  lastWorkOfDay: day => (isWorkday(day) ? ((midnightOf(day) + 1020) as PlanMinute) : null),
  language: 'zh',
}
const { activity, assignment, budgetLine, calendar, project, link, wbs } = entities
const read = (field: unknown, raw: RawCell, changed: Partial<CellContext> = {}) => {
  const parsed = parseCell(field as Field<unknown>, raw, { ...context, ...changed })
  return 'value' in parsed ? parsed.value : parsed.problem.code
}

describe('numbers', () => {
  const cases: [RawCell, CellValue][] = [
    [12.5, 1250],
    ['１２．５', 1250],
    ['1,234,567.89', 123456789],
    ['1.234,5', 123450],
    ['1.234.567', 123456700],
    ['1 234.5', 123450],
    ['(12.00)', -1200],
    ['−3', -300],
    ['￥1,200', 120000],
    ['12.5万元', 12500000],
    ['0.35 亿', 3500000000],
    ['1200元', 120000],
    [0.1 + 0.2, 30],
    ['1,5', 'not-a-number'],
    ['12,34', 'not-a-number'],
    ['1,2345', 'not-a-number'],
    ['约 100', 'not-a-number'],
    ['€12', 'not-a-number'],
    ['#N/A', 'not-a-number'],
    [true, 'not-a-number'],
    ['1.005', 'too-many-decimals'],
    [1e18, 'money-too-large'],
  ]
  test.each(cases)('an amount cell holding %j is read as %j', (raw, value) => {
    expect(read(budgetLine.fields.amount, raw)).toBe(value)
  })
  test('an amount in yen has no minor unit', () => {
    expect(read(budgetLine.fields.amount, 1200, { currency: 'JPY' })).toBe(1200)
    expect(read(budgetLine.fields.amount, 12.5, { currency: 'JPY' })).toBe('too-many-decimals')
  })
  test('quantities keep three decimals and unit prices four, never rounding a further one away', () => {
    expect(read(budgetLine.fields.quantity, '1,234.567')).toBe(1234567)
    expect(read(budgetLine.fields.quantity, 1.2345)).toBe('too-many-decimals')
    expect(read(budgetLine.fields.price, 385.1234)).toBe(3851234)
    expect(read(budgetLine.fields.price, 0.00001)).toBe('too-many-decimals')
  })
  test('a share may be typed as 0.45, 45% or ４５％, and 45 without a sign is refused', () => {
    expect(read(activity.fields.completeRatio, 0.45)).toBe(0.45)
    expect(read(activity.fields.completeRatio, '45%')).toBe(0.45)
    expect(read(activity.fields.completeRatio, '４５％')).toBe(0.45)
    expect(read(activity.fields.completeRatio, 45)).toBe('ratio-out-of-range')
  })
})

describe('durations', () => {
  test('days become working minutes by the hours of the calendar', () => {
    expect(read(activity.fields.duration, 12)).toBe(5760)
    expect(read(activity.fields.duration, 12, { minutesPerDay: 600 })).toBe(7200)
    expect(read(activity.fields.duration, '2.5天')).toBe(1200)
    expect(read(activity.fields.duration, '12小时')).toBe(720)
    expect(read(activity.fields.duration, '12h')).toBe(720)
  })
  test('a negative duration is refused, a negative lag is not', () => {
    expect(read(activity.fields.duration, -1)).toBe('negative-value')
    expect(read(link.fields.lag, -1)).toBe(-480)
  })
  test('weeks are refused because they do not say how many days they have', () => {
    expect(read(activity.fields.duration, '2w')).toBe('not-a-number')
  })
  test('the hours per day of a calendar are typed in hours', () => {
    expect(read(calendar.fields.minutesPerDay, 10)).toBe(600)
    expect(showCell(calendar.fields.minutesPerDay as Field<unknown>, 600, context)).toBe(10)
  })
})

describe('dates', () => {
  const friday = parseMinute('2026-03-27T00:00') as number
  test('a typed start is the first working minute of its day, a typed finish the last', () => {
    expect(read(activity.fields.actualStart, 46108)).toBe(friday + 480)
    expect(read(activity.fields.actualFinish, 46108)).toBe(friday + 1020)
  })
  test('a day without work begins and ends at midnight', () => {
    expect(read(activity.fields.actualStart, '2026-03-28')).toBe(friday + 1440)
    expect(read(activity.fields.actualFinish, '2026-03-28')).toBe(friday + 2880)
  })
  test('a time of day is kept to the minute', () => {
    expect(read(activity.fields.actualStart, 46108.5)).toBe(friday + 720)
    expect(read(activity.fields.actualStart, '2026-03-27 09:30')).toBe(friday + 570)
  })
  test.each([
    '2026-03-27',
    '2026/3/27',
    '2026.3.27',
    '2026年3月27日',
    '２０２６－０３－２７',
    '20260327',
    20260327,
    46108,
  ])('%j is 27 March 2026', raw => {
    expect(read(project.fields.closedOn, raw)).toBe(friday / 1440)
  })
  test.each(['27.3.2026', '3/4/2026', '三月底', 'TBD', '2026-02-30', '2026-3', true])(
    '%j is refused as no date',
    raw => {
      expect(read(project.fields.closedOn, raw)).toBe('not-a-date')
    },
  )
  test.each([12, 0, -5, 1e9, 2958466, '1899-12-31', '2201-01-01'])('%j lies outside 1970 to 2200', raw => {
    expect(read(project.fields.closedOn, raw)).toBe('date-out-of-range')
  })
})

describe('words', () => {
  test('a choice is found by its word in either language or by its stored value', () => {
    for (const raw of ['开始里程碑', 'Start milestone', 'START MILESTONE', 'startMilestone'])
      expect(read(activity.fields.kind, raw)).toBe('startMilestone')
    expect(read(activity.fields.kind, '里程')).toBe('not-a-choice')
  })
  test('yes and no are understood in both languages', () => {
    for (const raw of ['是', 'Yes', 'y', true, 1, '√']) expect(read(project.fields.isSample, raw)).toBe(true)
    for (const raw of ['否', 'no', 'N', false, 0, '×']) expect(read(project.fields.isSample, raw)).toBe(false)
    expect(read(project.fields.isSample, '也许')).toBe('not-yes-or-no')
  })
  test('no word of a drop-down means two choices', () => {
    for (const entity of Object.values(entities))
      for (const [name, field] of fieldsOf(entityOf(entity.name)))
        for (const language of ['zh', 'en'] as const)
          for (const choice of field.choices)
            expect([name, read(field, choice.words[language])]).toEqual([name, choice.value])
  })
  test('a code typed as a number is text', () => {
    expect(read(wbs.fields.code, 1010)).toBe('1010')
    expect(read(assignment.fields.activityKey, 1010)).toBe('1010')
  })
  test('full-width signs of links and shifts are tidied', () => {
    expect(read(activity.fields.predecessors, 'A1020FS＋3d；A1030SS')).toBe('A1020FS+3d;A1030SS')
    expect(read(calendar.fields.monday, '08：00-12：00')).toBe('08:00-12:00')
    expect(read(calendar.fields.monday, '8点到12点')).toBe('shifts-unreadable')
  })
  test('a text longer than its field is refused', () => {
    expect(read(activity.fields.name, '长'.repeat(1001))).toBe('text-too-long')
  })
})

test('a blank cell is nothing, the initial value, or missing', () => {
  expect(read(activity.fields.wbs, '  ')).toBeNull()
  expect(read(activity.fields.kind, null)).toBe('task')
  expect(read(activity.fields.name, '')).toBe('value-missing')
})

test('the problem names the value, the field in the language asked for, and the choices', () => {
  expect(parseCell(activity.fields.kind as Field<unknown>, '里程', { ...context, language: 'en' })).toEqual({
    problem: {
      code: 'not-a-choice',
      data: {
        label: 'Kind',
        value: '里程',
        choices: [
          'Task',
          'Resource dependent',
          'Start milestone',
          'Finish milestone',
          'Level of effort',
          'WBS summary',
        ],
      },
    },
  })
})

describe('values on the wire', () => {
  const check = (field: unknown, value: CellValue) => checkValue(field as Field<unknown>, value)?.code ?? null
  test('the type, range, choice and presence of a value are checked', () => {
    expect(check(activity.fields.duration, 480)).toBeNull()
    expect(check(activity.fields.duration, 480.5)).toBe('not-an-integer')
    expect(check(activity.fields.duration, -480)).toBe('negative-value')
    expect(check(activity.fields.duration, 2 ** 31)).toBe('number-out-of-range')
    expect(check(activity.fields.duration, '480')).toBe('not-a-number')
    expect(check(activity.fields.duration, null)).toBe('value-missing')
    expect(check(activity.fields.wbs, null)).toBeNull()
    expect(check(activity.fields.wbs, '')).toBe('value-missing')
    expect(check(activity.fields.wbs, 12)).toBe('not-a-text')
    expect(check(activity.fields.kind, '工序')).toBe('not-a-choice')
    expect(check(activity.fields.completeRatio, 1.01)).toBe('ratio-out-of-range')
    expect(check(activity.fields.actualStart, 1.5)).toBe('not-a-date')
    expect(check(activity.fields.actualStart, -1)).toBe('date-out-of-range')
    expect(check(project.fields.isSample, 'true')).toBe('not-yes-or-no')
    expect(check(budgetLine.fields.amount, 2 ** 53)).toBe('number-out-of-range')
    expect(check(calendar.fields.monday, 'all day')).toBe('shifts-unreadable')
  })
})

describe('showing a value and reading it again', () => {
  const minute = fc.integer({ min: 0, max: 84371 * 1440 - 1 })
  const ofKind: Record<string, fc.Arbitrary<CellValue>> = {
    text: fc.string({ minLength: 1, maxLength: 40 }).filter(text => text.trim() === text && text !== ''),
    ref: fc.string({ minLength: 1, maxLength: 12 }).filter(text => text.trim() === text && text !== ''),
    links: fc.constantFrom('A1', 'A1020FS+3d;A1030SS', '1.2.3FF-50%'),
    shifts: fc.constantFrom('08:00-12:00', '08:00-12:00,13:00-17:00', '00:00-24:00'),
    integer: fc.integer(),
    number: fc.double({ noNaN: true, noDefaultInfinity: true }).map(value => value + 0),
    money: fc.integer({ min: -(2 ** 48), max: 2 ** 48 }),
    unitPrice: fc.integer({ min: -1e14, max: 1e14 }),
    quantity: fc.integer({ min: -1e13, max: 1e13 }),
    work: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
    ratio: fc.double({ min: 0, max: 1, noNaN: true }).map(value => value + 0),
    boolean: fc.boolean(),
    day: fc.integer({ min: 0, max: 84370 }),
    start: fc.oneof(
      minute,
      minute.map(m => m - (m % 1440)),
    ),
    finish: fc.oneof(
      minute.filter(m => m > 0),
      minute.map(m => m - (m % 1440)).filter(m => m > 0),
    ),
  }
  const settings = fc.record({
    language: fc.constantFrom('zh' as const, 'en' as const),
    minutesPerDay: fc.constantFrom(360, 450, 480, 600, 1440),
    currency: fc.constantFrom('CNY', 'EUR', 'JPY', 'KWD'),
  })
  const everyField = Object.keys(entities).flatMap(name =>
    fieldsOf(entityOf(name as keyof typeof entities)).map(
      ([key, field]) => [`${name}.${key}`, field] as const,
    ),
  )
  test.each(everyField)('%s keeps every value it can hold', (_, field) => {
    const values = field.choices.length
      ? fc.constantFrom<CellValue>(...field.choices.map(choice => choice.value))
      : (ofKind[field.kind] as fc.Arbitrary<CellValue>)
    fc.assert(
      fc.property(values, settings, (value, changed) => {
        const now = { ...context, ...changed }
        expect(checkValue(field, value)).toBeNull()
        expect(parseCell(field, showCell(field, value, now), now)).toEqual({ value })
      }),
      { numRuns: 60 },
    )
  })
  test('nothing is shown as a blank cell and read as nothing', () => {
    const field = maybe(activity.fields.name as Field<string>) as Field<unknown>
    expect(showCell(field, null, context)).toBeNull()
    expect(parseCell(field, null, context)).toEqual({ value: null })
  })
  test('any cell is read or refused without a failure', () => {
    const raw = fc.oneof(
      fc.string(),
      fc.double(),
      fc.boolean(),
      fc.constantFrom('1,2', '%', '()', '-', '万元', '9e999'),
    )
    for (const [name, field] of everyField) {
      const outcome = fc.check(
        fc.property(raw, cell => {
          const parsed = parseCell(field, cell, context)
          return 'problem' in parsed || checkValue(field, parsed.value) === null
        }),
        { numRuns: 30 },
      )
      expect([name, outcome.counterexample]).toEqual([name, null])
    }
  })
})
