import { assignment as assignmentEntity, type Assignment } from '#model/entities/assignment.ts'
import type { Resource } from '#model/entities/resource.ts'
import type { Thousandths } from '#model/field.ts'
import { parseMspdiMinutes } from './mspdi-duration.ts'
import { mspdiMoney } from './mspdi-money.ts'
import type { MspdiScope } from './mspdi-scope.ts'
import type { MspdiTask } from './mspdi-tasks.ts'
import { rowMaker } from './row-maker.ts'
import type { XmlRecord } from './xml-records.ts'
import { scaleDecimal } from './scale-decimal.ts'

const placeholder =
  'UID Units Work ActualWork RemainingWork Cost ActualCost Delay LevelingDelay WorkContour'.split(' ')
const makeAssignment = rowMaker(assignmentEntity)
/** The `WorkContour` values that do not spread work evenly; 8 is drawn by hand. */
const unevenContours = new Set(['1', '2', '3', '4', '5', '6', '7'])

/** Assignments of resources to tasks. Work is in hours, a material in its own unit. The placeholder of tasks without resource is passed over. A
 *  work resource makes its task follow resource calendars, unless the task ignores them. */
export function mspdiAssignments(
  records: readonly XmlRecord[],
  tasks: readonly MspdiTask[],
  leftOut: ReadonlySet<string>,
  resources: readonly Resource[],
  scope: MspdiScope,
): Assignment[] {
  const byUid = new Map(tasks.map(task => [task.uid, task]))
  const resourceOf = new Map(resources.map(resource => [resource.rowKey as string, resource]))
  const rows: Assignment[] = []
  const used = new Set<string>()
  let contoured = 0
  let contourLine = 0
  for (const record of records) {
    const taskUid = record.text('TaskUID')
    const resourceUid = record.text('ResourceUID')
    const resourceKey = scope.resourceKeys.get(resourceUid)
    const task = byUid.get(taskUid)
    if (resourceUid === '-65535' || resourceUid === '0' || (!task && leftOut.has(taskUid))) {
      for (const field of placeholder) record.has(field)
      continue
    }
    if (!task || !resourceKey) {
      const field = task ? 'ResourceUID' : 'TaskUID'
      const data = { element: 'Assignment', field, value: record.text(field) }
      scope.reader.leaveOut({ code: 'xml-reference-missing', data }, record.line)
      continue
    }
    if (unevenContours.has(record.text('WorkContour'))) {
      contoured++
      contourLine ||= record.line
    }
    if ((record.number('Delay') ?? 0) > 0 || (record.number('LevelingDelay') ?? 0) > 0) {
      const data = { task: task.activity.name }
      scope.reader.leaveOut({ code: 'mspdi-assignment-delay', data }, record.line)
    }
    const resource = resourceOf.get(resourceKey)
    if (resource?.kind === 'labour' && !task.ignoresResources && task.activity.kind === 'task')
      task.activity.kind = 'resourceDependent'
    const uid = record.text('UID') || `${taskUid}-${resourceUid}`
    const rowKey = scope.key<'assignment'>('S', used.has(uid) ? `${uid}-${used.size}` : uid)
    used.add(uid)
    const rate = scaleDecimal(record.number('Units'), 3) as Thousandths | null
    rows.push(
      makeAssignment(scope.projectId, rowKey, {
        activityKey: task.activity.rowKey,
        resourceKey,
        rate,
        ...amounts(record, resource?.kind ?? 'labour', scope),
      }),
    )
  }
  if (contoured > 0)
    scope.reader.leaveOut({ code: 'mspdi-assignment-contour', data: { count: contoured } }, contourLine)
  return rows
}

type Amounts = Pick<
  Assignment,
  'plannedQuantity' | 'actualQuantity' | 'remainingQuantity' | 'plannedCost' | 'actualCost'
>

function amounts(record: XmlRecord, kind: Resource['kind'], scope: MspdiScope): Amounts {
  const costs = {
    plannedCost: mspdiMoney(record, 'Cost', scope),
    actualCost: mspdiMoney(record, 'ActualCost', scope),
  }
  if (kind === 'other')
    return { plannedQuantity: null, actualQuantity: null, remainingQuantity: null, ...costs }
  const quantity = (field: string) => {
    const value = record.text(field)
    const minutes = parseMspdiMinutes(value)
    if (minutes === null && value !== '') {
      const data = { element: 'Assignment', field, value: value.slice(0, 60) }
      scope.reader.leaveOut({ code: 'xml-value-unreadable', data }, record.line)
    }
    return scaleDecimal(minutes === null ? null : minutes / 60, 3) as Thousandths | null
  }
  return {
    plannedQuantity: quantity('Work'),
    actualQuantity: quantity('ActualWork'),
    remainingQuantity: quantity('RemainingWork'),
    ...costs,
  }
}
