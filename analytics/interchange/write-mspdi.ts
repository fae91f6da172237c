import type { ScheduleResult } from '#calc/schedule-result.ts'
import type { Plan } from '#model/plan.ts'
import { readMspdi } from './mspdi.ts'
import { assignmentParts } from './mspdi-writer-assignments.ts'
import { calendarParts } from './mspdi-writer-calendars.ts'
import { mspdiIds } from './mspdi-writer-ids.ts'
import { outlineOf } from './mspdi-writer-outline.ts'
import { projectParts } from './mspdi-writer-project.ts'
import { resourceParts } from './mspdi-writer-resources.ts'
import { taskParts } from './mspdi-writer-tasks.ts'
import { xmlLines, type XmlPart } from './mspdi-writer-xml.ts'
import type { NotUsed } from './not-used.ts'
import { findLosses } from './plan-losses.ts'

/** A plan as a Microsoft Project XML file in UTF-8, its elements in the order of Microsoft's schema, and what of the plan is not in it: found by reading the
 *  file back. WBS codes become summary tasks, activity codes the custom field Text1 ("Activity code"). `schedule` gives the dates and slacks that show
 *  before MS Project schedules; it is aligned with the plan's activities. */
export function writeMspdi(
  plan: Plan,
  schedule: ScheduleResult | null,
): { bytes: Uint8Array; losses: NotUsed[] } {
  const outline = outlineOf(plan)
  const ids = mspdiIds(
    plan,
    outline.flatMap(line => (line.summary ? [line.key] : [])),
  )
  // A link to or from a WBS summary is one of its summary task.
  for (const { key, summary, activity } of outline)
    if (summary && activity) ids.tasks.set(activity.rowKey, ids.tasks.get(key) as number)
  const parts: XmlPart[] = [
    ...projectParts(plan, schedule, ids),
    ['Calendars', calendarParts(plan, ids)],
    ['Tasks', taskParts(plan, outline, schedule, ids)],
    ['Resources', resourceParts(plan, ids)],
    ['Assignments', assignmentParts(plan, schedule, ids)],
  ]
  const text = [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<Project xmlns="http://schemas.microsoft.com/project">',
    ...xmlLines(parts, 1),
    '</Project>',
    '',
  ].join('\r\n')
  const bytes = new TextEncoder().encode(text)
  const file = `${plan.project.code}.xml`
  const [back] = readMspdi(bytes, file).plans
  return { bytes, losses: findLosses(plan, back as Plan, file) }
}
