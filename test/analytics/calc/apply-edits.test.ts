import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyEdits } from '#calc/apply-edits.ts'
import type { AppliedEdits, EditState } from '#calc/edit-state.ts'
import { lagDaysOf } from '#calc/lag-days.ts'
import { projectLinks } from '#calc/project-links.ts'
import { RowCodes } from '#calc/row-codes.ts'
import type { CellValue, EditColumns } from '#model/contract.ts'
import type { Link } from '#model/entities/link.ts'
import { type EntityName, entityOf } from '#model/entities.ts'
import { storedFields } from '#model/entity.ts'
import type { AnyRow } from '#model/row.ts'

type Edit = [
  sheet: string,
  rowKey: string,
  operation: 'create' | 'set' | 'delete',
  field?: string,
  base?: CellValue,
  value?: CellValue,
]

function edits(...list: Edit[]): EditColumns {
  return {
    sheet: list.map(edit => edit[0]),
    rowKey: list.map(edit => edit[1]),
    operation: list.map(edit => edit[2]),
    field: list.map(edit => edit[3] ?? ''),
    base: list.map(edit => edit[4] ?? null),
    value: list.map(edit => edit[5] ?? null),
  }
}

function row(sheet: EntityName, rowKey: string, fields: Record<string, CellValue>): AnyRow {
  const blank = Object.fromEntries(
    storedFields(entityOf(sheet)).map(([name, field]) => [name, field.initial as CellValue]),
  )
  return { projectId: 'p', rowKey, ...blank, ...fields }
}

function link(rowKey: string, predecessorKey: string, successorKey: string): Link {
  return row('link', rowKey, {
    predecessorKey,
    successorKey,
    kind: 'finishToStart',
    lag: 0,
    lagKind: 'working',
  }) as unknown as Link
}

/** Activities a, b, c with codes A, B, C and the links given. */
function planState(over: Partial<EditState> & { activities?: AnyRow[] } = {}): EditState {
  const activities =
    over.activities ??
    ['a', 'b', 'c'].map(key =>
      row('activity', key, { code: key.toUpperCase(), name: `工序${key}`, duration: 480 }),
    )
  const resources = [row('resource', 'r1', { code: 'R1', name: '木工' })]
  let made = 0
  return {
    projectId: 'p',
    role: 'planner',
    language: 'zh',
    rows: new Map<EntityName, Map<string, AnyRow>>([
      ['activity', new Map(activities.map(found => [found.rowKey, found]))],
      ['resource', new Map(resources.map(found => [found.rowKey, found]))],
      ['link', new Map((over.links ?? []).map(found => [found.rowKey, found as unknown as AnyRow]))],
    ]),
    codes: new Map<EntityName, Map<string, string>>([
      ['activity', new Map(activities.map(found => [found.code as string, found.rowKey]))],
      ['resource', new Map([['R1', 'r1']])],
      ['calendar', new Map()],
    ]),
    links: [],
    lagDays: lagDaysOf([], [], null),
    users: new Map(),
    amounts: 0,
    makeKey: () => `new-${++made}`,
    ...over,
  }
}

const codesOf = (applied: AppliedEdits) => applied.reasons.map(reason => reason.problem.code)

test('a changed cell is accepted, journalled with old and new, and the rest of the row stays', () => {
  const applied = applyEdits(planState(), edits(['activity', 'a', 'set', 'duration', 480, 960]))
  expect(applied.outcomes).toEqual(['accepted'])
  expect(applied.changed.get('activity')).toEqual([
    row('activity', 'a', { code: 'A', name: '工序a', duration: 960 }),
  ])
  expect(applied.journal).toEqual([
    { sheet: 'activity', rowKey: 'a', operation: 'set', field: 'duration', oldValue: 480, newValue: 960 },
  ])
})

test('a cell that others changed to another value is a conflict and keeps theirs', () => {
  const applied = applyEdits(planState(), edits(['activity', 'a', 'set', 'duration', 240, 960]))
  expect(applied.outcomes).toEqual(['conflict'])
  expect(applied.reasons[0]).toMatchObject({ edit: 0, stored: 480, problem: { code: 'edit-conflict' } })
  expect(applied.journal).toEqual([])
})

test('a cell that others already changed to the same value is unchanged, not a conflict', () => {
  const applied = applyEdits(planState(), edits(['activity', 'a', 'set', 'duration', 240, 480]))
  expect(applied.outcomes).toEqual(['unchanged'])
  expect(applied.journal).toEqual([])
})

test('different cells of one row merge', () => {
  const applied = applyEdits(
    planState(),
    edits(['activity', 'a', 'set', 'duration', 480, 960], ['activity', 'a', 'set', 'name', '工序a', '垫层']),
  )
  expect(applied.outcomes).toEqual(['accepted', 'accepted'])
  expect(applied.changed.get('activity')?.[0]).toMatchObject({ duration: 960, name: '垫层' })
})

test('a computed column is read-only and named, never ignored', () => {
  const applied = applyEdits(planState(), edits(['activity', 'a', 'set', 'earlyStart', null, 5]))
  expect(applied.outcomes).toEqual(['readOnly'])
  expect(codesOf(applied)).toEqual(['field-read-only'])
})

test('a role that may not type a column is refused by name', () => {
  const applied = applyEdits(
    planState({ role: 'cost' }),
    edits(['activity', 'a', 'set', 'duration', 480, 960]),
  )
  expect(applied.outcomes).toEqual(['refused'])
  expect(codesOf(applied)).toEqual(['field-not-yours'])
})

test('an unknown sheet, field or row is refused and does not stop the rest', () => {
  const applied = applyEdits(
    planState(),
    edits(
      ['nonsense', 'a', 'set', 'x'],
      ['activity', 'a', 'set', 'toString', null, 1],
      ['activity', 'zz', 'set', 'duration', null, 1],
      ['activity', 'b', 'set', 'duration', 480, 60],
    ),
  )
  expect(applied.outcomes).toEqual(['refused', 'refused', 'refused', 'accepted'])
  expect(codesOf(applied)).toEqual(['sheet-unknown', 'field-unknown', 'row-unknown'])
})

test('a negative duration is refused', () => {
  const applied = applyEdits(planState(), edits(['activity', 'a', 'set', 'duration', 480, -60]))
  expect(applied.outcomes).toEqual(['refused'])
})

test('a new row starts from the initial values and takes what was typed', () => {
  const applied = applyEdits(
    planState(),
    edits(
      ['activity', 'n', 'create'],
      ['activity', 'n', 'set', 'code', null, 'N'],
      ['activity', 'n', 'set', 'name', null, '砌筑'],
    ),
  )
  expect(applied.outcomes).toEqual(['accepted', 'accepted', 'accepted'])
  expect(applied.created.get('activity')).toEqual([row('activity', 'n', { code: 'N', name: '砌筑' })])
  expect(applied.journal).toHaveLength(1)
  expect(applied.journal[0]?.newValue).toMatchObject({ code: 'N', name: '砌筑' })
})

test('a new row without its code is refused whole', () => {
  const applied = applyEdits(
    planState(),
    edits(['activity', 'n', 'create'], ['activity', 'n', 'set', 'name', null, '砌筑']),
  )
  expect(applied.outcomes).toEqual(['refused', 'refused'])
  expect(new Set(codesOf(applied))).toEqual(new Set(['value-missing']))
  expect(applied.created.size).toBe(0)
})

test('two rows cannot have one code', () => {
  const applied = applyEdits(planState(), edits(['activity', 'a', 'set', 'code', 'A', 'B']))
  expect(codesOf(applied)).toEqual(['code-taken'])
})

test('two rows may swap their codes in one batch', () => {
  const applied = applyEdits(
    planState(),
    edits(['activity', 'a', 'set', 'code', 'A', 'B'], ['activity', 'b', 'set', 'code', 'B', 'A']),
  )
  expect(applied.outcomes).toEqual(['accepted', 'accepted'])
})

test('a reference is stored as the row key of the code that was typed, new rows of the batch included', () => {
  const applied = applyEdits(
    planState(),
    edits(
      ['assignment', 'x', 'create'],
      ['assignment', 'x', 'set', 'activityKey', null, 'A'],
      ['assignment', 'x', 'set', 'resourceKey', null, 'R9'],
      ['resource', 'r9', 'create'],
      ['resource', 'r9', 'set', 'code', null, 'R9'],
      ['resource', 'r9', 'set', 'name', null, '塔吊'],
    ),
  )
  expect(new Set(applied.outcomes)).toEqual(new Set(['accepted']))
  expect(applied.created.get('assignment')?.[0]).toMatchObject({ activityKey: 'a', resourceKey: 'r9' })
})

test('a reference to nothing is refused', () => {
  const applied = applyEdits(planState(), edits(['activity', 'a', 'set', 'calendarKey', null, 'CAL9']))
  expect(codesOf(applied)).toEqual(['reference-unknown'])
})

test('typed predecessors become links and a link taken out of the cell goes', () => {
  const state = planState({ links: [link('l1', 'a', 'c')] })
  const applied = applyEdits(state, edits(['activity', 'c', 'set', 'predecessors', 'AFS', 'BSS+2d']))
  expect(applied.outcomes).toEqual(['accepted'])
  expect(applied.created.get('link')).toMatchObject([
    { predecessorKey: 'b', successorKey: 'c', kind: 'startToStart', lag: 960 },
  ])
  expect(applied.deleted.get('link')).toEqual(['l1'])
  expect(applied.journal.find(entry => entry.field === 'predecessors')).toMatchObject({
    oldValue: 'AFS',
    newValue: 'BSS+2d',
  })
})

test('links that others added meanwhile stay when a cell is merged', () => {
  const state = planState({ links: [link('l1', 'a', 'c')] })
  const applied = applyEdits(state, edits(['activity', 'c', 'set', 'predecessors', null, 'B']))
  expect(applied.outcomes).toEqual(['accepted'])
  expect(applied.deleted.get('link')).toBeUndefined()
  expect(applied.created.get('link')).toMatchObject([{ predecessorKey: 'b', successorKey: 'c' }])
})

test('an unknown predecessor is refused by its code', () => {
  const applied = applyEdits(planState(), edits(['activity', 'c', 'set', 'predecessors', null, 'Z99']))
  expect(applied.reasons[0]?.problem).toMatchObject({
    code: 'unknown-predecessor',
    data: { predecessor: 'Z99' },
    at: { sheet: 'activity', rowKey: 'c', field: 'predecessors' },
  })
})

test('a loop is refused with the whole circle, the rest of the batch stands', () => {
  const state = planState({ links: [link('l1', 'a', 'b'), link('l2', 'b', 'c')] })
  const applied = applyEdits(
    state,
    edits(['activity', 'a', 'set', 'predecessors', null, 'C'], ['activity', 'b', 'set', 'duration', 480, 60]),
  )
  expect(applied.outcomes).toEqual(['refused', 'accepted'])
  expect(applied.reasons[0]?.problem).toMatchObject({ code: 'link-loop', data: { cycle: 'C → A → B → C' } })
  expect(applied.created.get('link')).toBeUndefined()
})

test('an activity cannot be its own predecessor', () => {
  expect(
    codesOf(applyEdits(planState(), edits(['activity', 'a', 'set', 'predecessors', null, 'A']))),
  ).toEqual(['link-to-itself'])
})

test('a finish before its start is refused', () => {
  const applied = applyEdits(
    planState(),
    edits(
      ['activity', 'a', 'set', 'actualStart', null, 29000000],
      ['activity', 'a', 'set', 'actualFinish', null, 28990000],
    ),
  )
  expect(new Set(codesOf(applied))).toEqual(new Set(['finish-before-start']))
  expect(applied.changed.size).toBe(0)
})

test('a row that others depend on is not deleted, and is when they go with it', () => {
  const links = [link('l1', 'a', 'b')]
  const users = new Map([['a', [{ sheet: 'link' as const, rowKey: 'l1' }]]])
  const alone = applyEdits(planState({ links, users }), edits(['activity', 'a', 'delete']))
  expect(alone.reasons[0]?.problem).toMatchObject({
    code: 'row-in-use',
    data: { code: 'A', count: 1, users: ['B'] },
  })
  const together = applyEdits(
    planState({ links, users }),
    edits(['activity', 'a', 'delete'], ['activity', 'b', 'delete']),
  )
  expect(together.outcomes).toEqual(['accepted', 'accepted'])
  expect(together.deleted.get('link')).toEqual(['l1'])
})

test('counts always add up and accepted edits make what the journal says, whatever is sent', () => {
  const anyValue = fc.oneof(
    fc.constantFrom<CellValue>('A', 'B', 'C', 'AFS', 'B;C', 'CFF-1d', 'Z', null),
    fc.integer({ min: -10, max: 2000 }),
  )
  const anyEdit = fc.tuple(
    fc.constantFrom('activity', 'link', 'resource'),
    fc.constantFrom('a', 'b', 'c', 'n', 'm', 'l1', 'r1'),
    fc.constantFrom<'create' | 'set' | 'delete'>('create', 'set', 'set', 'set', 'delete'),
    fc.constantFrom(
      'code',
      'name',
      'duration',
      'predecessors',
      'successors',
      'predecessorKey',
      'successorKey',
      'earlyStart',
      'lag',
    ),
    anyValue,
    anyValue,
  )
  fc.assert(
    fc.property(fc.array(anyEdit, { maxLength: 25 }), list => {
      const state = planState({
        links: [link('l1', 'a', 'b')],
        users: new Map([['a', [{ sheet: 'link', rowKey: 'l1' }]]]),
      })
      const applied = applyEdits(state, edits(...(list as Edit[])))
      expect(applied.outcomes).toHaveLength(list.length)
      for (const { edit } of applied.reasons) expect(applied.outcomes[edit]).not.toBe('accepted')
      const refusedWithoutReason = applied.outcomes.filter(
        (outcome, edit) =>
          outcome !== 'accepted' &&
          outcome !== 'unchanged' &&
          !applied.reasons.some(reason => reason.edit === edit),
      )
      expect(refusedWithoutReason).toEqual([])
      expect(hasLoop(afterwards(state, applied))).toBe(false)
    }),
    { numRuns: 400 },
  )
})

function afterwards(state: EditState, applied: AppliedEdits): Link[] {
  const gone = new Set(applied.deleted.get('link'))
  const changed = new Map(
    [...(applied.changed.get('link') ?? []), ...(applied.created.get('link') ?? [])].map(found => [
      found.rowKey,
      found as unknown as Link,
    ]),
  )
  return [
    ...state.links.filter(found => !gone.has(found.rowKey) && !changed.has(found.rowKey)),
    ...changed.values(),
  ]
}

function hasLoop(links: readonly Link[]): boolean {
  const reach = (from: string, seen: Set<string>): Set<string> => {
    for (const next of links.filter(found => found.predecessorKey === from)) {
      if (seen.has(next.successorKey)) continue
      seen.add(next.successorKey)
      reach(next.successorKey, seen)
    }
    return seen
  }
  return links.some(found =>
    reach(found.successorKey, new Set([found.successorKey])).has(found.predecessorKey),
  )
}

test('the same links always show the same text', () => {
  const codes = new RowCodes()
  codes.load(
    'activity',
    new Map([
      ['A', 'a'],
      ['B', 'b'],
    ]),
  )
  const both = [link('l1', 'b', 'c'), link('l2', 'a', 'c')]
  expect(projectLinks(both, 'predecessors', codes, lagDaysOf([], [], null))).toBe('AFS;BFS')
  expect(projectLinks([...both].reverse(), 'predecessors', codes, lagDaysOf([], [], null))).toBe('AFS;BFS')
})
