import { compileCalendars, standardCalendar, workBetween, type WorkCalendar } from '#calc/calendar.ts'
import { formatPauses, type Pause } from '#calc/pauses.ts'
import { parseMinute } from '#model/plan-time.ts'
import type { Plan } from '#model/plan.ts'
import { parseMspdiDuration } from './mspdi-duration.ts'
import type { MspdiScope } from './mspdi-scope.ts'
import type { MspdiTask } from './mspdi-tasks.ts'
import type { XmlRecord } from './xml-records.ts'

/** Fills the pauses of tasks that are split. MS Project writes a split only as stretches without work between stretches with work, in the time-phased
 *  remaining work (type 1) of an assignment; what counts here are the lengths in working time, not the dates. */
export function fillPauses(
  assignments: readonly XmlRecord[],
  tasks: readonly MspdiTask[],
  plan: Plan,
  scope: MspdiScope,
): void {
  const byUid = new Map(tasks.map(task => [task.uid, task]))
  const calendars = compileCalendars(plan)
  const calendarOfResource = new Map(
    plan.resources.map(resource => [resource.rowKey as string, resource.calendarKey]),
  )
  for (const record of assignments) {
    const task = byUid.get(record.text('TaskUID'))
    // A curve of work drawn by MS Project has stretches without work that are no split.
    if (/^[1-7]$/.test(record.text('WorkContour'))) continue
    const phases = record.records('TimephasedData').filter(isRemaining)
    if (!task || task.activity.pauses !== null || task.activity.actualFinish !== null) continue
    const resourceKey = scope.resourceKeys.get(record.text('ResourceUID'))
    const own = task.ignoresResources ? null : calendarOfResource.get(resourceKey ?? '')
    const key = own ?? task.activity.calendarKey ?? plan.project.calendarKey ?? ''
    const { duration, remainingDuration } = task.activity
    const done = duration - (remainingDuration ?? duration)
    const pauses = pausesOf(phases, calendars.get(key) ?? standardCalendar, done)
    if (pauses.length > 0) task.activity.pauses = formatPauses(pauses)
  }
}

function pausesOf(phases: readonly XmlRecord[], calendar: WorkCalendar, done: number): Pause[] {
  const stretches = phases
    .map(phase => ({
      from: parseMinute(phase.text('Start')),
      to: parseMinute(phase.text('Finish')),
      work: parseMspdiDuration(phase.text('Value')) ?? 0,
    }))
    .filter(stretch => stretch.from !== null && stretch.to !== null)
    .sort((a, b) => (a.from as number) - (b.from as number))
  const pauses: Pause[] = []
  let after = done
  let idle = 0
  let hasBegun = false
  for (const { from, to, work } of stretches) {
    const length = workBetween(calendar, from as number, to as number)
    if (length <= 0) continue
    if (work > 0) {
      if (idle > 0 && hasBegun) pauses.push({ after, length: idle })
      hasBegun = true
      idle = 0
      after += length
    } else idle += length
  }
  return pauses
}

function isRemaining(phase: XmlRecord): boolean {
  for (const field of ['UID', 'Unit', 'Start', 'Finish', 'Value']) phase.has(field)
  return phase.text('Type') === '1'
}
