import { describe, expect, test } from 'vitest'
import { changeLiveSchedule, liveInput, openLiveSchedule } from '#calc/live-schedule.ts'
import { calculateSchedule, prepareSchedule } from '#calc/schedule.ts'
import { minute } from '../../support/small-plan.ts'
import { day, monday, plan, scheduled } from './ms-project-case.ts'

describe('links and lags', () => {
  // Source: relations_all_types.mspdi.xml and sample_legacy.mspdi.xml, tasks with SF links.
  test('a finish that a start-to-finish link asks for stays at the beginning of the day', () => {
    const found = scheduled(
      plan({ A: { constraintKind: 'startOnOrAfter', constraintAt: minute('2026-03-04T08:00') }, B: {} }, [
        ['A', 'B', 'startToFinish'],
      ]),
    )
    expect(found.dates('B')).toBe('2026-03-03T08:00 2026-03-04T08:00')
  })

  test('a milestone stands at the end of the day on which its predecessor ends', () => {
    const found = scheduled(plan({ A: {}, M: { kind: 'finishMilestone', duration: 0 } }, [['A', 'M']]))
    expect(found.dates('M')).toBe('2026-03-02T17:00 2026-03-02T17:00')
  })

  // Source: Microsoft Knowledge Base Q108458: lag follows the base calendar and not that of the resource.
  test('a lag counts in the calendar of the project, whatever the calendar of the resource', () => {
    const found = scheduled(
      plan({ A: {}, B: { kind: 'resourceDependent' } }, [['A', 'B', 'finishToStart', day]], {
        calendars: [{ rowKey: 'late', code: 'late', wednesday: '08:00-16:00', thursday: '08:00-16:00' }],
        resources: [{ rowKey: 'R', code: 'R', calendarKey: 'late' }],
        assignments: [{ activityKey: 'B', resourceKey: 'R', rate: 1000, plannedQuantity: 8000 }],
      }),
    )
    // Tuesday is the lag; the resource begins on Wednesday.
    expect(found.dates('B')).toBe('2026-03-04T08:00 2026-03-04T16:00')
  })

  test('an elapsed lag runs through the weekend and a lag in percent is one of the predecessor', () => {
    const found = scheduled(
      plan({ A: { duration: 5 * day }, B: {}, C: {} }, [
        ['A', 'B', 'finishToStart', 24 * 60, 'elapsed'],
        ['A', 'C', 'startToStart', 40_000, 'percent'],
      ]),
    )
    expect(found.dates('B')).toBe('2026-03-09T08:00 2026-03-09T17:00')
    expect(found.dates('C')).toBe('2026-03-04T08:00 2026-03-04T17:00')
  })

  test('a link to a summary task holds for every task below it, one from it waits for the last of them', () => {
    const found = scheduled(
      plan(
        {
          A: {},
          S: { kind: 'wbsSummary', wbs: '1', duration: 0 },
          B: { wbs: '1' },
          C: { wbs: '1.1', duration: 2 * day },
          D: {},
        },
        [
          ['A', 'S'],
          ['S', 'D'],
        ],
      ),
    )
    expect(found.findings).toEqual([])
    expect(found.dates('B')).toBe('2026-03-03T08:00 2026-03-03T17:00')
    expect(found.dates('S')).toBe('2026-03-03T08:00 2026-03-04T17:00')
    expect(found.dates('D')).toBe('2026-03-05T08:00 2026-03-05T17:00')
    expect(found.slack('B')).toBe(1)
  })
})

describe('constraints and deadlines', () => {
  const at = (text: string) => ({ constraintAt: minute(text) })

  // Source: Boyle, "Mandatory Constraints in Microsoft Project and Primavera P6" (2016): early and late start both equal the date, total slack is zero and the
  // predecessor's negative slack behind a deadline is not seen.
  test('a task that must start on a date does, keeps it as late date and hides what its successors need', () => {
    const found = scheduled(
      plan(
        {
          A: {},
          B: { constraintKind: 'mandatoryStart', ...at('2026-03-05T08:00') },
          C: { deadline: minute('2026-03-05T17:00') },
        },
        [
          ['A', 'B'],
          ['B', 'C'],
        ],
      ),
    )
    expect(found.dates('B')).toBe('2026-03-05T08:00 2026-03-05T17:00')
    expect(found.late('B')).toBe('2026-03-05T08:00 2026-03-05T17:00')
    expect(found.slack('B')).toBe(0)
    expect(found.slack('C')).toBe(-1)
    expect(found.slack('A')).toBe(2)
  })

  // Source: the same, and Boyle on mpug.com: with "tasks will always honor their constraint dates" late constraints break the links, and the conflict is negative slack.
  test.each([
    ['mandatoryStart', '2026-03-03T08:00'],
    ['startOnOrBefore', '2026-03-03T08:00'],
    ['finishOnOrBefore', '2026-03-03T17:00'],
    ['mandatoryFinish', '2026-03-03T17:00'],
  ])('%s wins over a link, and the conflict is negative slack of both tasks', (constraintKind, date) => {
    const found = scheduled(
      plan({ A: { duration: 3 * day }, B: { constraintKind, ...at(date) } }, [['A', 'B']]),
    )
    expect(found.dates('B')).toBe('2026-03-03T08:00 2026-03-03T17:00')
    expect(found.slack('B')).toBe(-2)
    expect(found.slack('A')).toBe(-2)
    expect(found.isCritical('A')).toBe(true)
  })

  // Source: Microsoft Support, Deadline (task field): it moves nothing, but total slack counts to it.
  test('a deadline moves no task and limits total slack', () => {
    const found = scheduled(plan({ A: { deadline: minute('2026-03-03T17:00') }, B: { duration: 5 * day } }))
    expect(found.dates('A')).toBe('2026-03-02T08:00 2026-03-02T17:00')
    expect(found.slack('A')).toBe(1)
    expect(found.slack('B')).toBe(0)
  })

  test('start and finish no earlier than only delay', () => {
    const found = scheduled(
      plan({
        A: { constraintKind: 'startOnOrAfter', ...at('2026-03-04T08:00') },
        B: { constraintKind: 'finishOnOrAfter', ...at('2026-03-05T17:00'), duration: 2 * day },
        C: { duration: 5 * day },
      }),
    )
    expect(found.dates('A')).toBe('2026-03-04T08:00 2026-03-04T17:00')
    expect(found.dates('B')).toBe('2026-03-04T08:00 2026-03-05T17:00')
    expect(found.slack('A')).toBe(2)
  })

  // Source: Boyle, planningplanet.com, "Microsoft Project and the As Late As Possible (ALAP) Constraint": it uses up all total slack, and delays a
  // successor that has some.
  test('a task as late as possible uses up all its slack and that of its successor', () => {
    const tasks = { A: { constraintKind: 'asLateAsPossible' }, B: { duration: 5 * day }, C: {} }
    const found = scheduled(plan(tasks, [['A', 'C']]))
    expect(found.dates('A')).toBe('2026-03-05T08:00 2026-03-05T17:00')
    expect(found.dates('C')).toBe('2026-03-06T08:00 2026-03-06T17:00')
    expect([found.slack('A'), found.slack('C'), found.slack('B')]).toEqual([0, 0, 0])
  })

  test('a project planned from its finish begins when its longest path has to', () => {
    const found = scheduled(
      plan(
        {
          A: { constraintKind: 'asLateAsPossible', duration: 2 * day },
          B: { constraintKind: 'asLateAsPossible' },
          C: { constraintKind: 'asLateAsPossible' },
        },
        [['A', 'B']],
        { project: { scheduleFrom: 'finish', mustFinishBy: minute('2026-03-20T17:00') } },
      ),
    )
    expect(found.dates('B')).toBe('2026-03-20T08:00 2026-03-20T17:00')
    expect(found.dates('A')).toBe('2026-03-18T08:00 2026-03-19T17:00')
    expect(found.dates('C')).toBe('2026-03-20T08:00 2026-03-20T17:00')
    expect(found.slack('A')).toBe(0)
  })
})

describe('slack', () => {
  // Source: Microsoft Support, Free Slack (task field).
  test('free slack is what a task can slip before its successor moves, and total slack without one', () => {
    const found = scheduled(
      plan({ A: {}, B: { duration: 3 * day }, C: {}, D: {} }, [
        ['A', 'C'],
        ['B', 'C'],
      ]),
    )
    expect(found.free('A')).toBe(2)
    expect(found.slack('A')).toBe(2)
    expect(found.free('D')).toBe(3)
  })

  // Source: Microsoft Support, "Show multiple critical paths": a task without successors has its early finish as late finish.
  test('with multiple critical paths every task at the end of a path is critical', () => {
    const found = scheduled(
      plan({ A: {}, B: { duration: 5 * day } }, [], { project: { openEndsAreCritical: true } }),
    )
    expect(found.slack('A')).toBe(0)
    expect(found.isCritical('A')).toBe(true)
  })

  test('a task is critical when its slack is at most the limit of the project', () => {
    const found = scheduled(
      plan({ A: { duration: 4 * day }, B: { duration: 5 * day } }, [], { project: { criticalFloat: day } }),
    )
    expect(found.isCritical('A')).toBe(true)
  })
})

describe('progress', () => {
  const started = { actualStart: minute(monday), remainingDuration: day, duration: 2 * day }

  // Source: Harris, 99 Tricks and Traps for Microsoft Office Project: a task started before its predecessor ends is split where it is 1 % done or more, and not at 0 %.
  test.each([
    [0.5, 'retainedLogic', '2026-03-09T17:00'],
    [0, 'retainedLogic', '2026-03-03T17:00'],
    [0.5, 'progressOverride', '2026-03-03T17:00'],
  ])('remaining work of a task %d done under %s ends on %s', (completeRatio, progressMode, finish) => {
    const found = scheduled(
      plan({ A: { duration: 5 * day }, B: { ...started, completeRatio } }, [['A', 'B']], {
        project: { progressMode },
      }),
    )
    expect(found.dates('B')).toBe(`${monday} ${finish}`)
  })

  test('remaining work goes on at the resumption, and nothing waits for a data date', () => {
    const found = scheduled(
      plan(
        {
          A: {
            ...started,
            completeRatio: 0.5,
            suspendedAt: minute('2026-03-02T17:00'),
            resumedAt: minute('2026-03-06T08:00'),
          },
          B: {},
        },
        [],
        { project: { dataDate: minute('2026-04-01T08:00') } },
      ),
    )
    expect(found.dates('A')).toBe('2026-03-02T08:00 2026-03-06T17:00')
    expect(found.dates('B')).toBe('2026-03-02T08:00 2026-03-02T17:00')
  })

  test('a split task ends later by its pauses and keeps them when it moves', () => {
    const found = scheduled(plan({ A: { duration: 2 * day, pauses: '8h+16h' }, B: { duration: 6 * day } }))
    expect(found.dates('A')).toBe('2026-03-02T08:00 2026-03-05T17:00')
    expect(found.late('A')).toBe('2026-03-04T08:00 2026-03-09T17:00')
  })
})

test('a task starts no earlier than levelling put it', () => {
  const found = scheduled(
    plan({ A: { levelledStart: minute('2026-03-05T08:00') }, B: { duration: 5 * day } }),
  )
  expect(found.dates('A')).toBe('2026-03-05T08:00 2026-03-05T17:00')
})

test('after a change of one task the kept plan gives the dates of the plan calculated anew', () => {
  const given = plan({ A: {}, B: {} }, [['A', 'B']])
  const live = openLiveSchedule(structuredClone(given))
  calculateSchedule(liveInput(live))
  const [first] = given.activities
  if (first) first.duration = (3 * day) as typeof first.duration
  changeLiveSchedule(live, { project: null, rows: { activities: [first as never] }, removed: {} } as never)
  expect(calculateSchedule(liveInput(live)).finish).toEqual(
    calculateSchedule(prepareSchedule([given])).finish,
  )
})

describe('calendars', () => {
  const afternoons = {
    rowKey: 'pm',
    code: 'pm',
    monday: '13:00-17:00',
    tuesday: '13:00-17:00',
    wednesday: '13:00-17:00',
  }
  const tuesdays = {
    rowKey: 'tue',
    code: 'tue',
    tuesday: '08:00-12:00,13:00-17:00',
    wednesday: '08:00-12:00,13:00-17:00',
  }
  const crew = [{ rowKey: 'R', code: 'R', calendarKey: 'pm' }]
  const work = { activityKey: 'A', resourceKey: 'R', rate: 1000, plannedQuantity: 8000 }

  // Source: timephased.mspdi.xml: dates follow the resource, slack the project.
  test('a task of a resource follows its calendar, and its slack that of the project', () => {
    const found = scheduled(
      plan({ A: { kind: 'resourceDependent' }, B: { duration: 5 * day } }, [], {
        calendars: [afternoons],
        resources: crew,
        assignments: [work],
      }),
    )
    expect(found.dates('A')).toBe('2026-03-02T13:00 2026-03-03T17:00')
    expect(found.late('A')).toBe('2026-03-03T13:00 2026-03-04T17:00')
    expect(found.slack('A')).toBe(1)
  })

  // Source: Harris, Planning and Scheduling Using Microsoft Project: with a task calendar, work goes on when both calendars work.
  test('a task with a calendar and a resource is worked on when both work', () => {
    const found = scheduled(
      plan({ A: { kind: 'resourceDependent', calendarKey: 'tue' } }, [], {
        calendars: [afternoons, tuesdays],
        resources: crew,
        assignments: [work],
      }),
    )
    expect(found.dates('A')).toBe('2026-03-03T13:00 2026-03-04T17:00')
  })

  // Source: sample_legacy.mspdi.xml, "Second Task".
  test('a task of two resources in different calendars ends with the last of them', () => {
    const found = scheduled(
      plan({ A: { kind: 'resourceDependent', duration: 2 * day } }, [], {
        calendars: [afternoons],
        resources: [...crew, { rowKey: 'Q', code: 'Q', calendarKey: 'standard' }],
        assignments: [work, { ...work, resourceKey: 'Q' }],
      }),
    )
    expect(found.dates('A')).toBe('2026-03-02T08:00 2026-03-03T17:00')
  })

  test('a material moves nothing', () => {
    const found = scheduled(
      plan({ A: { kind: 'resourceDependent' } }, [], {
        calendars: [afternoons],
        resources: [{ ...crew[0], kind: 'material' }],
        assignments: [work],
      }),
    )
    expect(found.dates('A')).toBe('2026-03-02T08:00 2026-03-02T17:00')
  })
})

test('a loop is named with its circle, and tasks beside it keep their dates', () => {
  const found = scheduled(
    plan({ A: {}, B: {}, C: {} }, [
      ['A', 'B'],
      ['B', 'A'],
    ]),
  )
  expect(found.findings).toEqual(['link-loop'])
  expect(found.dates('C')).toBe('2026-03-02T08:00 2026-03-02T17:00')
})
