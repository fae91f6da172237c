import { describe, expect, test } from 'vitest'
import { calculateSchedule, prepareSchedule } from '#calc/schedule.ts'
import { detectKind } from '#interchange/detect-kind.ts'
import { readMspdi } from '#interchange/mspdi.ts'
import { formatDay, formatMinute, parseMinute } from '#model/plan-time.ts'
import { bytesOf, failure, file, link, read, task } from '../../support/mspdi-file.ts'

describe('what a file is', () => {
  test('MS Project XML is known by its root element, whatever it is called', () => {
    expect(detectKind('p.xml', bytesOf(file({})))).toBe('mspdi')
    expect(detectKind('p', bytesOf(`\uFEFF<!-- x -->${file({})}`))).toBe('mspdi')
  })

  test('another XML file is refused by its name', () => {
    expect(failure(() => detectKind('p.xml', bytesOf('<html/>'))).code).toBe('file-is-not-what-it-says')
    expect(failure(() => readMspdi(bytesOf('<html/>'), 'p.xml')).code).toBe('file-is-not-what-it-says')
  })

  test('an XML file with a DOCTYPE is refused for it', () => {
    const bytes = bytesOf('<?xml version="1.0"?><!DOCTYPE Project [<!ENTITY x "y">]><Project/>')
    expect(failure(() => detectKind('p.xml', bytes)).code).toBe('xml-doctype')
    expect(failure(() => readMspdi(bytes, 'p.xml')).code).toBe('xml-doctype')
  })

  test('the project has its name, start and options; lag counts in the calendar of the successor', () => {
    const more =
      '<Title>Tower</Title><StatusDate>2026-03-10T17:00:00</StatusDate><CriticalSlackLimit>2</CriticalSlackLimit><SplitsInProgressTasks>0</SplitsInProgressTasks><MultipleCriticalPaths>1</MultipleCriticalPaths><CurrencyCode>CNY</CurrencyCode>'
    expect(read({ project: more }).plan.project).toMatchObject({
      code: 'P',
      name: 'Tower',
      currency: 'CNY',
      plannedStart: parseMinute('2026-03-02T08:00'),
      dataDate: parseMinute('2026-03-10T17:00'),
      criticalFloat: 960,
      progressMode: 'progressOverride',
      openEndsAreCritical: true,
      lagCalendar: 'successor',
      schedulingRules: 'msProject',
      scheduleFrom: 'start',
    })
  })
})

describe('tasks', () => {
  test('summary tasks are WBS rows, and tasks belong to the one above them', () => {
    const { plan } = read({
      tasks: [
        '<UID>0</UID><ID>0</ID><OutlineNumber>0</OutlineNumber><Summary>1</Summary>',
        '<UID>5</UID><ID>1</ID><Name>Building</Name><WBS>1</WBS><OutlineNumber>1</OutlineNumber><Summary>1</Summary>',
        '<UID>6</UID><ID>2</ID><Name>Dig</Name><WBS>1.1</WBS><OutlineNumber>1.1</OutlineNumber><Duration>PT16H0M0S</Duration>',
        '<UID>7</UID><ID>3</ID><Name>Done</Name><OutlineNumber>2</OutlineNumber><Duration>PT0H0M0S</Duration><Milestone>1</Milestone>',
      ],
    })
    expect(plan.wbs.map(({ code, name }) => [code, name])).toEqual([['1', 'Building']])
    expect(plan.activities.map(({ code, wbs, kind, duration }) => [code, wbs, kind, duration])).toEqual([
      ['2', '1', 'task', 960],
      ['3', null, 'finishMilestone', 0],
    ])
  })

  test('a summary task that something follows is an activity too, and all below it come first', () => {
    const { plan, codes } = read({
      tasks: [
        '<UID>1</UID><ID>1</ID><OutlineNumber>1</OutlineNumber><Summary>1</Summary>',
        '<UID>2</UID><ID>2</ID><OutlineNumber>1.1</OutlineNumber><Duration>PT16H0M0S</Duration>',
        `<UID>3</UID><ID>3</ID><OutlineNumber>2</OutlineNumber><Duration>PT8H0M0S</Duration>${link(1)}`,
      ],
    })
    const { start } = calculateSchedule(prepareSchedule([plan]))
    expect(codes).toEqual([])
    expect(plan.activities.map(({ code, kind }) => [code, kind])).toEqual([
      ['1', 'wbsSummary'],
      ['2', 'task'],
      ['3', 'task'],
    ])
    expect(formatMinute(start[2] as never)).toBe('2026-03-04T08:00')
  })

  test('without outline numbers the levels give the outline, and deeper rows make a summary', () => {
    const row = (uid: number, level: number) =>
      `<UID>${uid}</UID><ID>${uid}</ID><Name>T${uid}</Name><OutlineLevel>${level}</OutlineLevel><Duration>PT8H0M0S</Duration>`
    const { plan } = read({ tasks: [row(1, 1), row(2, 2), row(3, 3), row(4, 2), row(5, 1)] })
    expect(plan.wbs.map(({ code, name }) => [code, name])).toEqual([
      ['1', 'T1'],
      ['1.1', 'T2'],
    ])
    expect(plan.activities.map(({ code, wbs }) => [code, wbs])).toEqual([
      ['3', '1.1'],
      ['4', '1'],
      ['5', null],
    ])
  })

  test('codes come from the field named for them, else from a WBS code of its own, else from the row number', () => {
    const attribute = (value: string) =>
      `<ExtendedAttribute><FieldID>188743731</FieldID><Value>${value}</Value></ExtendedAttribute>`
    const { plan } = read({
      project:
        '<ExtendedAttributes><ExtendedAttribute><FieldID>188743731</FieldID><FieldName>Text1</FieldName><Alias>Activity ID</Alias></ExtendedAttribute></ExtendedAttributes>',
      tasks: [task(1, attribute('2')), task(2), task(3, '<WBS>T-3</WBS>'), task(4, '<WBS>4</WBS>')],
    })
    expect(plan.activities.map(activity => activity.code)).toEqual(['2', '2~2', 'T-3', '4'])
  })

  test.each([
    [1, 'asLateAsPossible', null],
    [2, 'mandatoryStart', '2026-03-04T08:00'],
    [3, 'mandatoryFinish', '2026-03-04T08:00'],
    [4, 'startOnOrAfter', '2026-03-04T08:00'],
    [5, 'startOnOrBefore', '2026-03-04T08:00'],
    [6, 'finishOnOrAfter', '2026-03-04T08:00'],
    [7, 'finishOnOrBefore', '2026-03-04T08:00'],
  ])('constraint type %d is %s', (type, kind, date) => {
    const more = `<ConstraintType>${type}</ConstraintType><ConstraintDate>2026-03-04T08:00:00</ConstraintDate>`
    const activity = read({ tasks: [task(1, more)] }).plan.activities[0]
    expect(activity).toMatchObject({
      constraintKind: kind,
      constraintAt: date === null ? null : parseMinute(date),
    })
  })

  test('an elapsed duration counts day and night', () => {
    const { plan, stored } = read({
      tasks: [
        '<UID>1</UID><ID>1</ID><OutlineNumber>1</OutlineNumber><Duration>PT72H0M0S</Duration><DurationFormat>8</DurationFormat><Finish>2026-03-05T08:00:00</Finish>',
      ],
    })
    const result = calculateSchedule(prepareSchedule([plan]))
    expect(result.finish[0]).toBe(stored[0]?.[0]?.earlyFinish)
    expect(formatMinute(result.finish[0] as never)).toBe('2026-03-05T08:00')
  })

  test('a task scheduled by hand stays where it is, is named and not compared', () => {
    const { plan, stored, codes, leftOut } = read({
      tasks: [task(1, '<Manual>1</Manual><ManualStart>2026-03-05T08:00:00</ManualStart>')],
    })
    expect(plan.activities[0]).toMatchObject({ constraintKind: 'mandatoryStart' })
    expect([stored, leftOut]).toEqual([[[null]], { manual: 1 }])
    expect(codes).toEqual(['mspdi-task-manual'])
  })

  test('inactive tasks and those of other files are left out with their links and named', () => {
    const { plan, codes } = read({
      tasks: [
        task(1, '<Active>0</Active>'),
        task(2, '<ExternalTask>1</ExternalTask>'),
        task(3, link(1) + link(2)),
      ],
    })
    expect([plan.activities.length, plan.links.length]).toEqual([1, 0])
    expect(plan.activities[0]?.externalEarlyStart).toBe(null)
    expect(codes).toEqual(['mspdi-task-inactive', 'mspdi-task-external'])
  })

  test('a task of another file still holds its successor back', () => {
    const dates = '<Start>2026-03-04T08:00:00</Start><Finish>2026-03-05T17:00:00</Finish>'
    const { plan } = read({ tasks: [task(1, `<ExternalTask>1</ExternalTask>${dates}`), task(2, link(1))] })
    const { start } = calculateSchedule(prepareSchedule([plan]))
    expect(formatMinute(start[0] as never)).toBe('2026-03-06T08:00')
  })

  test('progress, baselines and a fixed cost are taken over; money is in hundredths', () => {
    const { plan } = read({
      tasks: [
        task(
          1,
          '<FixedCost>12345</FixedCost><PercentComplete>33</PercentComplete><ActualStart>2026-03-02T08:00:00</ActualStart><RemainingDuration>PT5H20M0S</RemainingDuration><Stop>2026-03-02T10:40:00</Stop><Resume>2026-03-03T08:00:00</Resume><Baseline><Number>0</Number><Start>2026-03-02T08:00:00</Start><Duration>PT8H0M0S</Duration><Cost>200</Cost></Baseline><Baseline><Number>10</Number></Baseline>',
        ),
      ],
    })
    expect(plan.activities[0]).toMatchObject({
      actualStart: parseMinute('2026-03-02T08:00'),
      remainingDuration: 320,
      completeRatio: 1 / 3,
      resumedAt: parseMinute('2026-03-03T08:00'),
    })
    expect(plan.baselines.map(({ code, isCurrent }) => [code, isCurrent])).toEqual([
      ['B0', true],
      ['B10', false],
    ])
    expect(plan.baselineActivities[0]).toMatchObject({ duration: 480, budget: 200 })
    expect(plan.budgetLines[0]).toMatchObject({ amount: 12_345, kind: 'other' })
  })
})

describe('links', () => {
  // Source: Project XML Data Interchange Schema, LagFormat and LinkLag: tenths of a minute, or percent.
  test.each([
    ['<LinkLag>4800</LinkLag><LagFormat>7</LagFormat>', 480, 'working'],
    ['<LinkLag>-4800</LinkLag><LagFormat>39</LagFormat>', -480, 'working'],
    ['<LinkLag>14400</LinkLag><LagFormat>8</LagFormat>', 1440, 'elapsed'],
    ['<LinkLag>50</LinkLag><LagFormat>19</LagFormat>', 50_000, 'percent'],
    ['<LinkLag>50</LinkLag><LagFormat>20</LagFormat>', 240, 'elapsed'],
  ])('%s is a lag of %d %s', (more, lag, lagKind) => {
    const { plan } = read({ tasks: [task(1), task(2, link(1, more))] })
    expect(plan.links[0]).toMatchObject({ kind: 'finishToStart', lag, lagKind })
  })

  test('a link to a task the file does not hold is named with its line', () => {
    const { plan, notUsed } = read({ tasks: [task(1), task(2, link(9))] })
    expect(plan.links).toEqual([])
    expect(notUsed.map(({ reason }) => [reason.code, reason.at?.line])).toEqual([
      ['xml-reference-missing', 6],
    ])
  })

  test('a loop is a finding of the calculation with its whole circle', () => {
    const { plan } = read({ tasks: [task(1, link(2)), task(2, link(1)), task(3)] })
    const { findings } = calculateSchedule(prepareSchedule([plan]))
    expect(findings.map(({ code, data }) => [code, data])).toEqual([
      ['link-loop', { cycle: ['1', '2', '1'] }],
    ])
  })
})

describe('calendars', () => {
  const week = (day: number, from: string, to: string) =>
    `<WeekDay><DayType>${day}</DayType><DayWorking>1</DayWorking><WorkingTimes><WorkingTime><FromTime>${from}</FromTime><ToTime>${to}</ToTime></WorkingTime></WorkingTimes></WeekDay>`
  const period = (from: string, to: string) =>
    `<TimePeriod><FromDate>${from}T00:00:00</FromDate><ToDate>${to}T23:59:00</ToDate></TimePeriod>`
  const calendar = (uid: number, base: number, inside: string) =>
    `<Calendar><UID>${uid}</UID><Name>C${uid}</Name><IsBaseCalendar>0</IsBaseCalendar><BaseCalendarUID>${base}</BaseCalendarUID>${inside}</Calendar>`

  test('a calendar takes what it does not say from its base calendar, MS Project its own week', () => {
    const { plan } = read({
      calendars: calendar(2, 1, `<WeekDays>${week(7, '09:00:00', '00:00:00')}</WeekDays>`),
    })
    expect(plan.calendars[1]).toMatchObject({
      monday: '08:00-12:00,13:00-17:00',
      saturday: '09:00-24:00',
      sunday: null,
    })
  })

  test('exceptions of the base calendar hold until its own replace them; work weeks give way to both', () => {
    const off = (name: string, from: string, to: string) =>
      `<Exception>${period(from, to)}<Name>${name}</Name><Type>1</Type><DayWorking>0</DayWorking></Exception>`
    const base = calendar(2, -1, `<Exceptions>${off('Holiday', '2026-05-01', '2026-05-03')}</Exceptions>`)
    const own = calendar(
      3,
      2,
      `<WorkWeeks><WorkWeek>${period('2026-04-27', '2026-05-03')}<Name>Summer</Name><WeekDays>${week(2, '06:00:00', '14:00:00')}</WeekDays></WorkWeek></WorkWeeks>`,
    )
    const { plan } = read({ calendars: base + own })
    const key = plan.calendars.find(one => one.name === 'C3')?.rowKey
    const rows = plan.calendarExceptions.filter(one => one.calendarKey === key)
    expect(
      rows.map(({ name, fromDay, toDay, shifts }) => [name, formatDay(fromDay), formatDay(toDay), shifts]),
    ).toEqual([
      ['Holiday', '2026-05-01', '2026-05-03', null],
      ['Summer', '2026-04-27', '2026-04-27', '06:00-14:00'],
    ])
  })

  test('days of type 0 count where a file has no list of exceptions', () => {
    const days = `<WeekDays><WeekDay><DayType>0</DayType><DayWorking>0</DayWorking>${period('2026-05-01', '2026-05-05')}</WeekDay></WeekDays>`
    expect(read({ calendars: calendar(2, 1, days) }).plan.calendarExceptions).toMatchObject([
      { shifts: null },
    ])
  })

  test('calendars built on each other in a circle, and times that are none, are named', () => {
    const { codes } = read({
      calendars: calendar(2, 3, `<WeekDays>${week(2, '26:00:00', 'noon')}</WeekDays>`) + calendar(3, 2, ''),
    })
    expect(codes).toContain('mspdi-calendar-loop')
    expect(codes).toContain('mspdi-calendar-unreadable')
  })

  test('a calendar without working time is named and the plan still has dates', () => {
    const none = Array.from(
      { length: 7 },
      (_, day) => `<WeekDay><DayType>${day + 1}</DayType><DayWorking>0</DayWorking></WeekDay>`,
    )
    const { plan } = read({
      calendars: calendar(2, -1, `<WeekDays>${none.join('')}</WeekDays>`),
      tasks: [task(1, '<CalendarUID>2</CalendarUID>')],
    })
    const result = calculateSchedule(prepareSchedule([plan]))
    expect(result.findings.map(finding => finding.code)).toEqual(['calendar-without-work'])
    expect(Number.isFinite(result.finish[0])).toBe(true)
  })
})

describe('resources and assignments', () => {
  const resources =
    '<Resource><UID>1</UID><ID>1</ID><Name>木工</Name><Type>1</Type><MaxUnits>2</MaxUnits><StandardRate>45.5</StandardRate><CalendarUID>1</CalendarUID></Resource><Resource><UID>2</UID><Name>Steel</Name><Type>0</Type><MaterialLabel>t</MaterialLabel></Resource>'
  const assignment = (uid: number, resource: number, more = '') =>
    `<Assignment><UID>${uid}</UID><TaskUID>1</TaskUID><ResourceUID>${resource}</ResourceUID><Units>2</Units><Work>PT16H0M0S</Work><Cost>72800</Cost>${more}</Assignment>`

  test('people work by the hour, materials by their unit; the placeholder is no assignment', () => {
    const { plan, notUsed } = read({
      tasks: [task(1)],
      resources,
      assignments: assignment(1, 1) + assignment(2, 2) + assignment(3, -65535),
    })
    expect(
      plan.resources.map(({ code, kind, unit, price, available }) => [code, kind, unit, price, available]),
    ).toEqual([
      ['木工', 'labour', 'h', 455_000, 2000],
      ['Steel', 'material', 't', null, null],
    ])
    expect(
      plan.assignments.map(({ rate, plannedQuantity, plannedCost }) => [rate, plannedQuantity, plannedCost]),
    ).toEqual([
      [2000, 16_000, 72_800],
      [2000, 16_000, 72_800],
    ])
    expect(plan.activities[0]?.kind).toBe('resourceDependent')
    expect(notUsed).toEqual([])
  })

  test('a split is read from the stretches without work, in working time', () => {
    const phase = (from: string, to: string, work: string) =>
      `<TimephasedData><Type>1</Type><UID>1</UID><Start>${from}</Start><Finish>${to}</Finish><Unit>2</Unit><Value>${work}</Value></TimephasedData>`
    const phases =
      phase('2026-03-02T08:00:00', '2026-03-02T17:00:00', 'PT8H0M0S') +
      phase('2026-03-03T08:00:00', '2026-03-05T08:00:00', 'PT0H0M0S') +
      phase('2026-03-05T08:00:00', '2026-03-05T17:00:00', 'PT8H0M0S')
    const two = task(1).replace('PT8H', 'PT16H')
    const { plan } = read({ tasks: [two], resources, assignments: assignment(1, 1, phases) })
    expect(plan.activities[0]?.pauses).toBe('8h+16h')
  })

  test('custom fields are named with the number of their values', () => {
    const field = '<ExtendedAttribute><FieldID>188743734</FieldID><Value>x</Value></ExtendedAttribute>'
    const { notUsed } = read({ tasks: [task(1, field), task(2, field)] })
    expect(notUsed.map(({ reason }) => [reason.code, reason.data])).toEqual([
      ['mspdi-custom-fields', { fields: ['188743734 (2)'] }],
    ])
  })
})
