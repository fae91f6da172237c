import { formatMinute, type PlanMinute } from '#model/plan-time.ts'
import { workAt, type WorkCalendar } from './calendar.ts'
import type { TheirDates } from './compare-schedule.ts'
import type { MsProjectInput, MsProjectLink, MsProjectTask } from './ms-project-input.ts'
import { statuses, type ScheduleInput } from './schedule-input.ts'

/** Why the late dates and slacks of a file's tasks cannot come from its own inputs; null for a task of which nothing of the kind can be said. A task without
 *  successors, deadline and constraint has the finish of the project as its late finish. Where the file keeps that rule for some of its tasks and holds an
 *  earlier date for others, MS Project has not brought those up to date since the project's finish moved: it recalculates late dates task by task. What
 *  leads to such a task inherits its date. */
export function staleLateDates(
  input: ScheduleInput,
  own: MsProjectInput,
  theirs: readonly (TheirDates | null)[],
): (string | null)[] {
  const causes: (string | null)[] = own.tasks.map(() => null)
  const after: MsProjectLink[][] = own.tasks.map(() => [])
  for (const link of own.links) for (const from of link.from) after[from]?.push(link)
  const end = theirs.reduce(
    (last, their) => Math.max(last, their?.earlyFinish ?? last),
    Number.NEGATIVE_INFINITY,
  )
  const open = own.tasks
    .map((task, u) => (after[u]?.length === 0 && isFree(task) ? u : -1))
    .filter(u => u >= 0)
  const keeper = open.find(u => {
    const late = theirs[u]?.lateFinish ?? null
    return late !== null && theirs[u]?.earlyFinish !== end && isEnd(input, own, u, late, end)
  })
  const keeps = keeper ?? open.find(u => theirs[u]?.lateFinish === end)
  if (keeps === undefined) return causes
  for (const u of open) {
    const late = theirs[u]?.lateFinish ?? null
    if (late === null || input.activities.status[u] === statuses.finished) continue
    if (!isEnd(input, own, u, late, end))
      causes[u] =
        `the file's late finish ${formatMinute(late as PlanMinute)} is not its own project finish ${formatMinute(end as PlanMinute)}, ` +
        `though the task has no successor, deadline or constraint and task ${input.activities.code[keeps]} of the same kind has it: not recalculated since the finish moved`
  }
  spread(own, after, causes, input)
  return causes
}

function isFree({ constraint, deadline }: MsProjectTask): boolean {
  const isBounded = constraint !== null && constraint !== 'startOnOrAfter' && constraint !== 'finishOnOrAfter'
  return !isBounded && deadline !== deadline
}

/** Whether a late finish is the end of the project in the calendars of the task. */
function isEnd(
  { calendars }: ScheduleInput,
  { tasks }: MsProjectInput,
  u: number,
  late: number,
  end: number,
): boolean {
  const task = tasks[u] as MsProjectTask
  const indices = task.spans.length === 0 ? [task.calendar] : task.spans.map(span => span.calendar)
  return indices.some(index => {
    const calendar = calendars[index] as WorkCalendar
    return workAt(calendar, late) === workAt(calendar, end)
  })
}

/** A predecessor's late dates come from its successors', so they are as old. */
function spread(
  { tasks }: MsProjectInput,
  after: readonly MsProjectLink[][],
  causes: (string | null)[],
  { activities }: ScheduleInput,
): void {
  const isStale = causes.map(cause => cause !== null)
  for (let isChanged = true, round = 0; isChanged && round < tasks.length; round++) {
    isChanged = false
    for (let u = 0; u < tasks.length; u++) {
      if (isStale[u]) continue
      const stale = after[u]?.find(link => isStale[link.to])
      if (!stale) continue
      isStale[u] = true
      isChanged = true
      causes[u] =
        `the late dates of its successor ${activities.code[stale.to]} in the file are not recalculated`
    }
  }
}
