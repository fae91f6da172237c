import {
  compileCalendars,
  finishAt,
  standardCalendar,
  startAt,
  workAt,
  type WorkCalendar,
} from '#calc/calendar.ts'
import { parsePauses } from '#calc/pauses.ts'
import type { Activity } from '#model/entities/activity.ts'
import type { Plan } from '#model/plan.ts'
import { formatMspdiDuration } from './mspdi-duration.ts'
import { xmlDate, type XmlPart } from './mspdi-writer-xml.ts'

/** The remaining work of a split task as stretches with and without work, from where it starts or resumes. */
export function pausePhases(plan: Plan, activity: Activity, start: number | null): XmlPart[] {
  const pauses = parsePauses(activity.pauses ?? '') ?? []
  const begins = activity.actualStart === null ? start : (activity.resumedAt ?? activity.actualStart)
  const from = begins ?? plan.project.plannedStart ?? 0
  if (pauses.length === 0 || activity.actualFinish !== null || !Number.isFinite(from)) return []
  const calendar = calendarOf(plan, activity)
  const left = activity.actualStart === null ? null : activity.remainingDuration
  const done = left === null ? 0 : Math.max(0, activity.duration - left)
  const parts: XmlPart[] = []
  let at = workAt(calendar, from)
  let after = done
  const add = (length: number, isWork: boolean) => {
    if (length <= 0) return
    const work = formatMspdiDuration(isWork ? length : 0)
    parts.push([
      'TimephasedData',
      [
        ['Type', 1],
        ['UID', 1],
        ['Start', xmlDate(startAt(calendar, at))],
        ['Finish', xmlDate(finishAt(calendar, at + length))],
        ['Unit', 2],
        ['Value', work],
      ],
    ])
    at += length
  }
  for (const pause of pauses) {
    if (pause.after < done || pause.after >= activity.duration) continue
    add(pause.after - after, true)
    add(pause.length, false)
    after = pause.after
  }
  add(activity.duration - after, true)
  return parts
}

/** The calendar the stretches are read back in: that of the first resource, else the task's. */
function calendarOf(plan: Plan, activity: Activity): WorkCalendar {
  const calendars = compileCalendars(plan)
  const first = plan.assignments.find(one => one.activityKey === activity.rowKey)
  const resource = plan.resources.find(one => one.rowKey === first?.resourceKey)
  const own = activity.kind === 'resourceDependent' ? (resource?.calendarKey ?? null) : null
  const key = own ?? activity.calendarKey ?? plan.project.calendarKey ?? ''
  return calendars.get(key) ?? standardCalendar
}
