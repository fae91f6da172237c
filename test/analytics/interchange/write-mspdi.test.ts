import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calculateSchedule, prepareSchedule } from '#calc/schedule.ts'
import { readMspdi } from '#interchange/mspdi.ts'
import { writeMspdi } from '#interchange/write-mspdi.ts'
import { readXer } from '#interchange/xer.ts'
import { readXml, type XmlElement } from '#interchange/xml-file.ts'
import type { Plan } from '#model/plan.ts'
import { describeProblem } from '#model/problems.ts'
import { arbitraryPlan } from '../../support/arbitrary-rows.ts'
import { makePlan, makeRow } from '../../support/make-row.ts'
import { minute } from '../../support/small-plan.ts'

const folder = fileURLToPath(new URL('../../../../shared/data/planner_files/', import.meta.url))
const names = existsSync(folder) ? readdirSync(folder) : []
const bytesOf = (name: string) => {
  const bytes = readFileSync(folder + name)
  return name.endsWith('.gz') ? gunzipSync(bytes) : bytes
}
const reread = (plan: Plan) => readMspdi(writeMspdi(plan, null).bytes, 'back.xml').plans[0] as Plan

// Two exceptions of that file meet on one day, which a written file holds once.
const theirs = names.filter(name => name.includes('.mspdi.xml') && !name.startsWith('calendar_recurring'))
describe.skipIf(theirs.length === 0)('MS Project files of ../shared/data/planner_files', () => {
  test.each(theirs)('%s comes back row by row as it was read', name => {
    const [plan] = readMspdi(bytesOf(name), name).plans
    expect(reread(plan as Plan)).toEqual(plan)
    expect(writeMspdi(plan as Plan, null).losses).toEqual([])
  })
})

const p6 = names.filter(name => /\.xer(\.gz)?$/.test(name))
/** What MS Project has no place for; everything else of every file comes back. */
const lost = new Set([
  'activity.completeKind',
  'activity.constraintKind',
  'activity.expectedFinish',
  'activity.kind',
  'budgetLine',
  'calendar.minutesPerDay',
  'resource.available',
  'resource.calendarKey',
  'resource.kind',
])
describe.skipIf(p6.length === 0)('P6 files of ../shared/data/planner_files', () => {
  test.each(p6)('%s: activities, links, calendars and assignments are in its MS Project file', name => {
    for (const plan of readXer(bytesOf(name), name).plans) {
      const keys = new Set<string>(plan.activities.map(activity => activity.rowKey))
      const own = { ...plan, links: plan.links.filter(link => keys.has(link.predecessorKey)) }
      const places = writeMspdi(own, null).losses.map(loss => loss.place)
      expect(places.filter(place => !lost.has(place) && !place.startsWith('project.'))).toEqual([])
    }
  })
})

test('a plan that has once been through an MS Project file loses nothing in the next one', () => {
  fc.assert(
    fc.property(arbitraryPlan('p'), plan => {
      const once = reread(tame(plan))
      expect(writeMspdi(once, null).losses).toEqual([])
    }),
    { numRuns: 20 },
  )
})

test('every activity, resource, link and assignment of any plan is found again in its MS Project file', () => {
  fc.assert(
    fc.property(arbitraryPlan('p'), plan => {
      const given = tame(plan)
      const back = reread(given)
      expect(back.activities.map(one => one.code).toSorted()).toEqual(
        given.activities.map(one => one.code).toSorted(),
      )
      expect(back.resources.map(one => one.code)).toEqual(given.resources.map(one => one.code))
      expect(back.links).toHaveLength(given.links.length)
      expect(back.assignments).toHaveLength(given.assignments.length)
      const codes = back.wbs.map(one => one.code)
      expect(given.wbs.filter(one => !codes.includes(one.code))).toEqual([])
    }),
    { numRuns: 20 },
  )
})

test('elements stand in the order of the schema, and nothing empty is written', () => {
  const plan = twoActivities()
  const { root } = readXml(writeMspdi(plan, calculateSchedule(prepareSchedule([plan]))).bytes, 'a.xml')
  const namesOf = (element: XmlElement) => [...new Set(element.children.map(child => child.name))]
  const inOrder = (element: XmlElement, order: string) =>
    expect(namesOf(element)).toEqual(order.split(' ').filter(name => namesOf(element).includes(name)))
  expect(root.attributes).toEqual({ xmlns: 'http://schemas.microsoft.com/project' })
  inOrder(root, projectOrder)
  const tasks = root.children.find(child => child.name === 'Tasks')?.children ?? []
  expect(tasks).toHaveLength(3)
  for (const task of tasks) inOrder(task, taskOrder)
})

// Source: Microsoft, Project XML Data Interchange, "Project Elements" and "Task Elements and XML Structure" (mspdi_pj12.xsd).
const projectOrder =
  'SaveVersion UID Name Title Subject Category Company Manager Author CreationDate Revision LastSaved ScheduleFromStart StartDate FinishDate FYStartDate CriticalSlackLimit CurrencyDigits CurrencySymbol CurrencyCode CurrencySymbolPosition CalendarUID DefaultStartTime DefaultFinishTime MinutesPerDay MinutesPerWeek DaysPerMonth DefaultTaskType DefaultFixedCostAccrual DefaultStandardRate DefaultOvertimeRate DurationFormat WorkFormat EditableActualCosts HonorConstraints EarnedValueMethod InsertedProjectsLikeSummary MultipleCriticalPaths NewTasksEffortDriven NewTasksEstimated SplitsInProgressTasks SpreadActualCost SpreadPercentComplete TaskUpdatesResource FiscalYearStart WeekStartDay MoveCompletedEndsBack MoveRemainingStartsBack MoveRemainingStartsForward MoveCompletedEndsForward BaselineForEarnedValue AutoAddNewResourcesAndTasks StatusDate CurrentDate MicrosoftProjectServerURL Autolink NewTaskStartDate NewTasksAreManual DefaultTaskEVMethod ExtendedAttributes Calendars Tasks Resources Assignments'
const taskOrder =
  'UID ID Name Active Manual Type IsNull CreateDate Contact WBS WBSLevel OutlineNumber OutlineLevel Priority Start Finish Duration DurationFormat Work Stop Resume ResumeValid EffortDriven Recurring OverAllocated Estimated Milestone Summary Critical IsSubproject IsSubprojectReadOnly SubprojectName ExternalTask ExternalTaskProject EarlyStart EarlyFinish LateStart LateFinish StartVariance FinishVariance WorkVariance FreeSlack TotalSlack FixedCost FixedCostAccrual PercentComplete PercentWorkComplete Cost OvertimeCost OvertimeWork ActualStart ActualFinish ActualDuration ActualCost ActualOvertimeCost ActualWork ActualOvertimeWork RegularWork RemainingDuration RemainingCost RemainingWork RemainingOvertimeCost RemainingOvertimeWork ACWP CV ConstraintType CalendarUID ConstraintDate Deadline LevelAssignments LevelingCanSplit LevelingDelay LevelingDelayFormat PreLeveledStart PreLeveledFinish Hyperlink HyperlinkAddress HyperlinkSubAddress IgnoreResourceCalendar Notes HideBar Rollup BCWS BCWP PhysicalPercentComplete EarnedValueMethod PredecessorLink ActualWorkProtected ActualOvertimeWorkProtected ExtendedAttribute Baseline'

test('dates and slacks calculated here stand in the file as MS Project would show them', () => {
  const plan = twoActivities()
  plan.project.schedulingRules = 'msProject'
  const schedule = calculateSchedule(prepareSchedule([plan]))
  const { stored } = readMspdi(writeMspdi(plan, schedule).bytes, 'dates.xml')
  const dates = stored.flat()
  expect(dates.map(one => one?.earlyStart)).toEqual([...schedule.start])
  expect(dates.map(one => one?.lateFinish)).toEqual([...schedule.lateFinish])
  expect(dates.map(one => one?.totalFloat)).toEqual([...schedule.totalFloat])
})

test('a pause, a WBS code, a Chinese name and signs that XML reserves come back', () => {
  const plan = twoActivities()
  plan.project.schedulingRules = 'msProject'
  Object.assign(plan.activities[0] as object, { name: '挖土 <A> & "B"', pauses: '4h+8h', wbs: '1.2' })
  const back = reread(plan).activities.find(activity => activity.code === 'A1')
  expect(back).toMatchObject({ name: '挖土 <A> & "B"', pauses: '4h+8h', wbs: '1.2' })
})

test('the budget lines of an activity become the one fixed cost of its task', () => {
  const plan = twoActivities()
  plan.budgetLines = [1000, 234].map((amount, i) =>
    makeRow('budgetLine', { projectId: 'P', rowKey: `B${i}`, activityKey: 'A1', kind: 'other', amount }),
  )
  expect(reread(plan).budgetLines.map(line => line.amount)).toEqual([1234])
})

test('what MS Project has no place for is named with sheet, field, number and example', () => {
  const plan = twoActivities()
  Object.assign(plan.activities[0] as object, { expectedFinish: minute('2026-05-01T17:00') })
  const said = writeMspdi(plan, null).losses.map(({ reason }) => describeProblem(reason, 'en'))
  expect(said).toContain(
    '1 values of "Expected finish" in "Schedule" are not in the exported file: A1: 2026-05-01T17:00. To keep them, export as template.',
  )
})

/** Exceptions of a few days each, so that a test ends soon, and numbers that a decimal text holds exactly. */
function tame(plan: Plan): Plan {
  return {
    ...plan,
    assignments: plan.assignments.map(withinMillions),
    resources: plan.resources.map(withinMillions),
    calendarExceptions: plan.calendarExceptions.map(exception => ({
      ...exception,
      toDay: (exception.fromDay + 3) as typeof exception.toDay,
    })),
  }
}

/** Beyond fifteen digits a decimal text is no longer exact. */
function withinMillions<Row extends object>(row: Row): Row {
  const within = Object.entries(row).map(([name, value]) => [
    name,
    typeof value === 'number' ? value % 1e12 : value,
  ])
  return Object.fromEntries(within) as Row
}

function twoActivities(): Plan {
  const projectId = 'P'
  const calendarKey = 'C'
  return makePlan(projectId, {
    project: makeRow('project', {
      projectId,
      rowKey: projectId,
      code: 'P',
      name: 'P',
      plannedStart: minute('2026-03-02T08:00'),
      dataDate: minute('2026-03-02T08:00'),
      calendarKey,
    }),
    calendars: [
      makeRow('calendar', {
        projectId,
        rowKey: calendarKey,
        code: 'Five days',
        name: 'Five days',
        monday: '08:00-16:00',
        tuesday: '08:00-16:00',
        wednesday: '08:00-16:00',
        thursday: '08:00-16:00',
        friday: '08:00-16:00',
      }),
    ],
    wbs: [makeRow('wbs', { projectId, rowKey: 'W', code: '1', name: 'Earthworks' })],
    activities: ['A1', 'A2'].map(code =>
      makeRow('activity', {
        projectId,
        rowKey: code,
        code,
        name: code,
        duration: 960,
        calendarKey,
        wbs: '1',
      }),
    ),
    links: [makeRow('link', { projectId, rowKey: 'L', predecessorKey: 'A1', successorKey: 'A2' })],
  })
}
