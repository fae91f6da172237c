import type { ScheduleResult } from '#calc/schedule-result.ts'
import type { Assignment } from '#model/entities/assignment.ts'
import type { Plan } from '#model/plan.ts'
import type { MspdiIds } from './mspdi-writer-ids.ts'
import { pausePhases } from './mspdi-writer-pauses.ts'
import { hundredths } from './mspdi-writer-tasks.ts'
import type { XmlPart } from './mspdi-writer-xml.ts'

/** Assignments. A split task shows its stretches in one of them; without any it gets the one MS Project itself gives tasks that nobody works on. */
export function assignmentParts(plan: Plan, schedule: ScheduleResult | null, ids: MspdiIds): XmlPart[] {
  const phases = new Map(
    plan.activities.flatMap((activity, index) => {
      const own = activity.pauses === null ? [] : pausePhases(plan, activity, schedule?.start[index] ?? null)
      return own.length === 0 ? [] : [[activity.rowKey as string, own] as const]
    }),
  )
  const parts = plan.assignments.map((assignment): XmlPart => {
    const own = phases.get(assignment.activityKey) ?? []
    phases.delete(assignment.activityKey)
    return ['Assignment', assignmentPart(assignment, own, plan, ids)]
  })
  let next = Math.max(0, ...ids.assignments.values())
  for (const [key, own] of phases)
    parts.push([
      'Assignment',
      [
        ['UID', ++next],
        ['TaskUID', ids.tasks.get(key) as number],
        ['ResourceUID', -65535],
        ['Units', 1],
        ['WorkContour', 8],
        ...own,
      ],
    ])
  return parts
}

function assignmentPart(
  assignment: Assignment,
  phases: readonly XmlPart[],
  plan: Plan,
  ids: MspdiIds,
): XmlPart[] {
  return [
    ['UID', ids.assignments.get(assignment.rowKey) as number],
    ['TaskUID', ids.tasks.get(assignment.activityKey) ?? null],
    ['ResourceUID', ids.resources.get(assignment.resourceKey) ?? null],
    ['ActualCost', hundredths(assignment.actualCost, plan)],
    ['ActualWork', workOf(assignment.actualQuantity)],
    ['Cost', hundredths(assignment.plannedCost, plan)],
    ['RemainingWork', workOf(assignment.remainingQuantity)],
    ['Units', assignment.rate === null ? null : assignment.rate / 1000],
    ['Work', workOf(assignment.plannedQuantity)],
    ['WorkContour', phases.length > 0 ? 8 : 0],
    ...phases,
  ]
}

/** Hours as a duration, exact to the thousandth of an hour: 3.6 seconds. */
function workOf(thousandths: number | null): string | null {
  if (thousandths === null) return null
  const whole = Math.abs(thousandths)
  const hours = Math.floor(whole / 1000)
  const tenths = (whole - hours * 1000) * 36
  const minutes = Math.floor(tenths / 600)
  return `${thousandths < 0 ? '-' : ''}PT${hours}H${minutes}M${(tenths - minutes * 600) / 10}S`
}
