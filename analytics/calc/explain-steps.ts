import { entities, type EntityName } from '#model/entities.ts'
import { type Entity, storedFields } from '#model/entity.ts'
import type { Activity } from '#model/entities/activity.ts'
import type { Link } from '#model/entities/link.ts'
import type { Words } from '#model/field.ts'
import type { Plan } from '#model/plan.ts'
import { type PlanPart, planSheets } from '#model/plan-sheets.ts'
import type { ProblemPlace } from '#model/problems.ts'
import { activityWords, calendarWords, changedWords, linkWords } from './explain-words.ts'
import type { CauseKind } from './explanation.ts'

/** Sequence of the changes of a row (`activity A1`) or a cell (`activity A1 duration`). */
export type EditOrder = ReadonlyMap<string, number>

/** One change, ready to be applied to a plan; a step takes what `after` says of its rows. */
export interface ChangeStep {
  kind: CauseKind
  at: ProblemPlace
  text: Words
  changes: number
  movesDates: boolean
  movesBudget: boolean
  apply: (plan: Plan) => Plan
}

const progressFields: readonly (keyof Activity)[] = [
  'actualStart',
  'actualFinish',
  'remainingDuration',
  'completeRatio',
  'suspendedAt',
  'resumedAt',
  'expectedFinish',
]
const constraintFields: ReadonlySet<string> = new Set([
  'constraintKind',
  'constraintAt',
  'secondConstraintKind',
  'secondConstraintAt',
  'deadline',
  'externalEarlyStart',
  'externalLateFinish',
])
const costParts: readonly PlanPart[] = ['resources', 'assignments', 'costAccounts', 'budgetLines']

/** What differs between two states of a plan, as steps in the order in which it was changed. Progress and the data date are one
 *  step, which `findProgressSteps` takes apart. */
export function findSteps(before: Plan, after: Plan, order: EditOrder): ChangeStep[] {
  const found: { step: ChangeStep; order: number }[] = []
  const add = (step: ChangeStep, keys: readonly string[]) => {
    const known = keys.map(key => order.get(key)).filter(value => value !== undefined)
    found.push({ step, order: known.length > 0 ? Math.min(...known) : Number.POSITIVE_INFINITY })
  }
  addCalendars(before, after, add)
  addOptions(before, after, add)
  addActivities(before, after, add)
  addLevelling(before, after, add)
  addLinks(before, after, add)
  addCosts(before, after, add)
  addProgress(before, after, add)
  // Array sort is stable, so what has no known order keeps the order of its kind.
  return found.sort((a, b) => (a.order === b.order ? 0 : a.order - b.order)).map(({ step }) => step)
}

type Add = (step: ChangeStep, keys: readonly string[]) => void
type AnyRow = Record<string, unknown> & { rowKey: string }

function addCalendars(before: Plan, after: Plan, add: Add): void {
  const differing = new Map<string, number>()
  const count = (calendarKey: string) => differing.set(calendarKey, (differing.get(calendarKey) ?? 0) + 1)
  for (const { rowKey } of changedRows(before, after, 'calendars')) count(rowKey)
  for (const { row } of changedRows(before, after, 'calendarExceptions')) count(String(row['calendarKey']))
  for (const [key, changes] of differing) {
    const calendar =
      after.calendars.find(({ rowKey }) => rowKey === key) ??
      before.calendars.find(({ rowKey }) => rowKey === key)
    const of = <Row extends object>(rows: readonly Row[], field: keyof Row) =>
      rows.filter(row => row[field] === key)
    const without = <Row extends object>(rows: readonly Row[], field: keyof Row) =>
      rows.filter(row => row[field] !== key)
    add(
      {
        kind: 'calendar',
        at: { sheet: 'calendar', rowKey: key, ...(calendar ? { code: calendar.code } : {}) },
        text: calendarWords(before, after, key, calendar?.name ?? key, changes),
        changes,
        movesDates: true,
        movesBudget: true,
        apply: plan => ({
          ...plan,
          calendars: [...without(plan.calendars, 'rowKey'), ...of(after.calendars, 'rowKey')],
          calendarExceptions: [
            ...without(plan.calendarExceptions, 'calendarKey'),
            ...of(after.calendarExceptions, 'calendarKey'),
          ],
        }),
      },
      [
        `calendar ${key}`,
        ...[
          ...of(before.calendarExceptions, 'calendarKey'),
          ...of(after.calendarExceptions, 'calendarKey'),
        ].map(row => `calendarException ${row.rowKey}`),
      ],
    )
  }
}

function addOptions(before: Plan, after: Plan, add: Add): void {
  for (const field of changedFields('project', before.project, after.project)) {
    if (field === 'dataDate') continue
    add(
      {
        kind: 'option',
        at: { sheet: 'project', rowKey: after.project.rowKey, code: after.project.code, field },
        text: changedWords('project', field, before.project, after.project, after),
        changes: 1,
        movesDates: true,
        movesBudget: field === 'currency',
        apply: plan => ({ ...plan, project: { ...plan.project, [field]: after.project[field as 'name'] } }),
      },
      [`project ${after.project.rowKey} ${field}`],
    )
  }
}

function addActivities(before: Plan, after: Plan, add: Add): void {
  for (const { rowKey, was, is } of changedRows(before, after, 'activities')) {
    const [old, now] = [was as Activity | null, is as Activity | null]
    const at = { sheet: 'activity', rowKey, code: (now ?? old)?.code ?? '' }
    if (old === null || now === null) {
      const own = (link: Link) => link.predecessorKey === rowKey || link.successorKey === rowKey
      const links = (now ? after : before).links.filter(own)
      add(
        {
          kind: 'activity',
          at,
          text: activityWords((now ?? old) as Activity, now !== null, links.length, now ? after : before),
          changes: 1 + links.length,
          movesDates: true,
          movesBudget: true,
          apply: plan => ({
            ...plan,
            activities: [...plan.activities.filter(row => row.rowKey !== rowKey), ...(now ? [now] : [])],
            links: [...plan.links.filter(link => !own(link)), ...(now ? links : [])],
          }),
        },
        [`activity ${rowKey}`],
      )
      continue
    }
    const groups = new Map<CauseKind, string[]>()
    for (const field of changedFields('activity', old, now)) {
      if ((progressFields as readonly string[]).includes(field)) continue
      const kind =
        field === 'duration' ? 'duration' : constraintFields.has(field) ? 'constraint' : kindOfField(field)
      if (kind) groups.set(kind, [...(groups.get(kind) ?? []), field])
    }
    for (const [kind, fields] of groups)
      add(
        {
          kind,
          at: { ...at, field: fields[0] as string },
          text: changedWords('activity', fields.at(-1) as string, old, now, after),
          changes: fields.length,
          movesDates: true,
          movesBudget: kind === 'duration' || fields.includes('wbs'),
          apply: plan => ({
            ...plan,
            activities: plan.activities.map(row =>
              row.rowKey === rowKey ? takeFields(row, now, fields) : row,
            ),
          }),
        },
        fields.map(field => `activity ${rowKey} ${field}`),
      )
  }
}

/** Other fields of an activity that can move dates. */
function kindOfField(field: string): CauseKind | null {
  if (field === 'calendarKey') return 'calendar'
  return field === 'kind' || field === 'wbs' || field === 'pauses' ? 'activity' : null
}

/** Levelling moves many activities at once, so their levelled starts are one step. */
function addLevelling(before: Plan, after: Plan, add: Add): void {
  const fields = ['levelledStart']
  const moved = new Map<string, { was: object; is: Activity }>()
  for (const { rowKey, was, is } of changedRows(before, after, 'activities'))
    if (was && is && was['levelledStart'] !== is['levelledStart'])
      moved.set(rowKey, { was, is: is as unknown as Activity })
  const [only] = moved.values()
  if (!only) return
  const isOne = moved.size === 1
  const { rowKey, code } = only.is
  add(
    {
      kind: 'constraint',
      at: isOne ? { sheet: 'activity', rowKey, code, field: 'levelledStart' } : {},
      text: isOne
        ? changedWords('activity', 'levelledStart', only.was, only.is, after)
        : {
            zh: `资源平衡：${moved.size} 道工序的平衡后开始有改动`,
            en: `Levelling: levelled starts of ${moved.size} activities changed`,
          },
      changes: moved.size,
      movesDates: true,
      movesBudget: false,
      apply: plan => ({
        ...plan,
        activities: plan.activities.map(row => {
          const found = moved.get(row.rowKey)
          return found ? takeFields(row, found.is, fields) : row
        }),
      }),
    },
    [...moved.keys()].map(key => `activity ${key} levelledStart`),
  )
}

function addLinks(before: Plan, after: Plan, add: Add): void {
  const keys = (plan: Plan) => new Set(plan.activities.map(activity => activity.rowKey as string))
  const [had, has] = [keys(before), keys(after)]
  const isOfNewOrGone = (link: Link) =>
    [link.predecessorKey, link.successorKey].some(key => had.has(key) !== has.has(key))
  for (const { rowKey, was, is } of changedRows(before, after, 'links')) {
    const [old, now] = [was as Link | null, is as Link | null]
    if ([old, now].some(link => link !== null && isOfNewOrGone(link))) continue
    const successor = (now ?? old)?.successorKey as string
    add(
      {
        kind: 'link',
        at: {
          sheet: 'activity',
          rowKey: successor,
          code: after.activities.find(activity => activity.rowKey === successor)?.code ?? '',
          field: 'predecessors',
        },
        text: linkWords(old, now, after),
        changes: 1,
        movesDates: true,
        movesBudget: false,
        apply: plan => ({
          ...plan,
          links: [...plan.links.filter(link => link.rowKey !== rowKey), ...(now ? [now] : [])],
        }),
      },
      [`link ${rowKey}`],
    )
  }
}

function addCosts(before: Plan, after: Plan, add: Add): void {
  const changes = costParts.reduce((sum, part) => sum + changedRows(before, after, part).length, 0)
  if (changes === 0) return
  add(
    {
      kind: 'cost',
      at: {},
      text: {
        zh: `资源、分配与预算改动 ${changes} 行`,
        en: `${changes} rows of resources, assignments and budget changed`,
      },
      changes,
      movesDates: true,
      movesBudget: true,
      apply: plan => ({ ...plan, ...Object.fromEntries(costParts.map(part => [part, after[part]])) }),
    },
    [],
  )
}

function addProgress(before: Plan, after: Plan, add: Add): void {
  const keys: string[] = []
  if (before.project.dataDate !== after.project.dataDate)
    keys.push(`project ${after.project.rowKey} dataDate`)
  for (const { rowKey, was, is } of changedRows(before, after, 'activities')) {
    if (was === null || is === null) continue
    for (const field of progressFields) if (was[field] !== is[field]) keys.push(`activity ${rowKey} ${field}`)
  }
  if (keys.length === 0) return
  const text = { zh: '进度', en: 'Progress' }
  add(
    {
      kind: 'progress',
      at: {},
      text,
      changes: keys.length,
      movesDates: true,
      movesBudget: false,
      apply: plan => plan,
    },
    keys,
  )
}

/** A row with some fields as another has them. */
export function takeFields(
  row: Activity,
  from: Activity,
  fields: readonly string[] = progressFields,
): Activity {
  const values = from as unknown as AnyRow
  return { ...row, ...Object.fromEntries(fields.map(field => [field, values[field]])) }
}

function changedRows(
  before: Plan,
  after: Plan,
  part: PlanPart,
): { rowKey: string; row: AnyRow; was: AnyRow | null; is: AnyRow | null }[] {
  const [old, now] = [before[part], after[part]] as unknown as [AnyRow[], AnyRow[]]
  const had = new Map(old.map(row => [row.rowKey, row]))
  const has = new Map(now.map(row => [row.rowKey, row]))
  const changed: { rowKey: string; row: AnyRow; was: AnyRow | null; is: AnyRow | null }[] = []
  for (const [rowKey, is] of has) {
    const was = had.get(rowKey) ?? null
    if (was === is || (was && changedFields(planSheets[part], was, is).length === 0)) continue
    changed.push({ rowKey, row: is, was, is })
  }
  for (const [rowKey, was] of had) if (!has.has(rowKey)) changed.push({ rowKey, row: was, was, is: null })
  return changed
}

function changedFields(sheet: EntityName, was: object, is: object): string[] {
  const [old, now] = [was as AnyRow, is as AnyRow]
  return storedFields(entities[sheet] as unknown as Entity)
    .map(([field]) => field)
    .filter(field => old[field] !== now[field])
}
