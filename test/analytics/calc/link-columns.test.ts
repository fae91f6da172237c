import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyEdits } from '#calc/apply-edits.ts'
import type { AppliedEdits, EditState } from '#calc/edit-state.ts'
import { lagDaysOf } from '#calc/lag-days.ts'
import { LinkBook } from '#calc/link-book.ts'
import { type LinkSide, linkSides } from '#calc/link-side.ts'
import { projectLinks } from '#calc/project-links.ts'
import { identityOf } from '#calc/read-link-cell.ts'
import { RowCodes } from '#calc/row-codes.ts'
import type { CellValue, EditColumns } from '#model/contract.ts'
import type { Calendar } from '#model/entities/calendar.ts'
import type { Link } from '#model/entities/link.ts'
import { type EntityName, entityOf } from '#model/entities.ts'
import { storedFields } from '#model/entity.ts'
import type { AnyRow } from '#model/row.ts'

const keys = ['a', 'b', 'c', 'd', 'e', 'f'] as const
const codeOf = (key: string): string => key.toUpperCase()

function row(sheet: EntityName, rowKey: string, fields: Record<string, CellValue>): AnyRow {
  const blank = Object.fromEntries(
    storedFields(entityOf(sheet)).map(([name, field]) => [name, field.initial as CellValue]),
  )
  return { projectId: 'p', rowKey, ...blank, ...fields }
}

const activities = keys.map((key, i) =>
  row('activity', key, { code: codeOf(key), name: key, calendarKey: i % 2 === 0 ? 'six' : null }),
)
/** Ten hours a day for every other activity: a lag of a day is another number of minutes on each. */
const calendars = [
  row('calendar', 'six', { code: 'six', minutesPerDay: 600 }),
] as unknown as readonly Calendar[]
const lagDays = lagDaysOf(activities as never, calendars, null)
const codes = new RowCodes()
codes.load('activity', new Map(keys.map(key => [codeOf(key), key])))

function planState(links: readonly Link[]): EditState {
  let made = 0
  return {
    projectId: 'p',
    role: 'planner',
    language: 'en',
    rows: new Map<EntityName, Map<string, AnyRow>>([
      ['activity', new Map(activities.map(found => [found.rowKey, found]))],
      ['link', new Map(links.map(found => [found.rowKey, found as unknown as AnyRow]))],
    ]),
    codes: new Map<EntityName, Map<string, string>>([
      ['activity', new Map(keys.map(key => [codeOf(key), key as string]))],
    ]),
    links,
    lagDays,
    users: new Map(),
    amounts: 0,
    makeKey: () => `new-${++made}`,
  }
}

function link(from: string, to: string, more: Partial<Link> = {}): Link {
  return row('link', `${from}-${to}`, {
    predecessorKey: from,
    successorKey: to,
    ...(more as Record<string, CellValue>),
  }) as unknown as Link
}

type Cell = [rowKey: string, side: LinkSide, base: CellValue, value: CellValue]
function typed(cells: readonly Cell[]): EditColumns {
  return {
    sheet: cells.map(() => 'activity'),
    rowKey: cells.map(cell => cell[0]),
    operation: cells.map(() => 'set'),
    field: cells.map(cell => cell[1]),
    base: cells.map(cell => cell[2]),
    value: cells.map(cell => cell[3]),
  }
}

function linksAfter(state: EditState, applied: AppliedEdits): Link[] {
  const gone = new Set(applied.deleted.get('link'))
  const changed = (applied.changed.get('link') ?? []) as unknown as Link[]
  const kept = state.links.filter(
    found => !gone.has(found.rowKey) && !changed.some(other => other.rowKey === found.rowKey),
  )
  return [...kept, ...changed, ...((applied.created.get('link') ?? []) as unknown as Link[])]
}

const shown = (links: readonly Link[], key: string, side: LinkSide): string | null =>
  projectLinks(new LinkBook(links).of(key, side), side, codes, lagDays)

/** Links that lead from an earlier to a later activity, so that no circle closes. */
const anyLinks = fc
  .uniqueArray(
    fc.record({
      from: fc.nat(keys.length - 2),
      step: fc.integer({ min: 1, max: keys.length - 1 }),
      kind: fc.constantFrom<Link['kind']>('finishToStart', 'startToStart', 'finishToFinish', 'startToFinish'),
      lagKind: fc.constantFrom<Link['lagKind']>('working', 'elapsed', 'percent'),
      lag: fc.integer({ min: 1, max: 20 }).map(days => (days - 10) * 600 || 300),
    }),
    { maxLength: 12, selector: ({ from, step, kind }) => `${from} ${step} ${kind}` },
  )
  .map(list =>
    list
      .filter(({ from, step }) => from + step < keys.length)
      .map(({ from, step, kind, lag, lagKind }) => ({
        ...link(keys[from] as string, keys[from + step] as string, {
          kind,
          lag: lag as Link['lag'],
          lagKind,
        }),
        rowKey: `${from} ${step} ${kind}` as Link['rowKey'],
      })),
  )

test('the same links typed as predecessors or as successors are the same links', () => {
  fc.assert(
    fc.property(anyLinks, wanted => {
      const results = linkSides.map(side => {
        const state = planState([])
        const cells = keys.flatMap((key): Cell[] => {
          const text = shown(wanted, key, side)
          return text === null ? [] : [[key, side, null, text]]
        })
        const applied = applyEdits(state, typed(cells))
        expect(applied.outcomes.every(outcome => outcome === 'accepted')).toBe(true)
        return linksAfter(state, applied).map(identityOf).sort()
      })
      expect(results[0]).toEqual(results[1])
      expect(results[0]).toEqual(wanted.map(identityOf).sort())
    }),
  )
})

test('after any typed links both columns show the same links, and the journal names every cell that changed', () => {
  const anyCell = fc.record({
    key: fc.constantFrom(...keys),
    side: fc.constantFrom(...linkSides),
    text: fc.constantFrom<CellValue>('A', 'B;C', 'CSS+1d', 'DFF-2d', 'E;FSS', 'F', null, 'Z9', 'A;A+50%'),
  })
  fc.assert(
    fc.property(anyLinks, fc.array(anyCell, { maxLength: 6 }), (before, list) => {
      const state = planState(before)
      const cells = list.map(({ key, side, text }): Cell => [key, side, shown(before, key, side), text])
      const applied = applyEdits(state, typed(cells))
      const after = linksAfter(state, applied)
      const pairs = (side: LinkSide): string[] =>
        keys.flatMap(key => new LinkBook(after).of(key, side).map(identityOf)).sort()
      expect(pairs('predecessors')).toEqual(pairs('successors'))
      for (const key of keys)
        for (const side of linkSides) {
          const entry = applied.journal.find(
            found => found.sheet === 'activity' && found.rowKey === key && found.field === side,
          )
          const [was, is] = [shown(before, key, side), shown(after, key, side)]
          expect(entry ? [entry.oldValue, entry.newValue] : null).toEqual(was === is ? null : [was, is])
        }
    }),
  )
})

test('a lag typed in days counts by the predecessor’s calendar in either column', () => {
  const state = planState([])
  const applied = applyEdits(state, typed([['a', 'successors', null, 'B+2d']]))
  expect(applied.created.get('link')).toMatchObject([
    { predecessorKey: 'a', successorKey: 'b', kind: 'finishToStart', lag: 1200 },
  ])
  expect(
    applied.journal.map(({ sheet, rowKey, field, newValue }) => [sheet, rowKey, field, newValue]),
  ).toEqual([
    ['link', 'new-1', null, applied.created.get('link')?.[0]],
    ['activity', 'b', 'predecessors', 'AFS+2d'],
    ['activity', 'a', 'successors', 'BFS+2d'],
  ])
})

test('one link typed alike in both columns is one link', () => {
  const state = planState([])
  const cells: Cell[] = [
    ['b', 'predecessors', null, 'A+2d'],
    ['a', 'successors', null, 'BFS+2d'],
  ]
  const applied = applyEdits(state, typed(cells))
  expect(applied.outcomes).toEqual(['accepted', 'accepted'])
  expect(linksAfter(state, applied)).toHaveLength(1)
})

test('a link changed otherwise in the two columns is refused in both, each naming the other', () => {
  const state = planState([link('a', 'b')])
  const applied = applyEdits(
    state,
    typed([
      ['b', 'predecessors', 'AFS', 'ASS'],
      ['a', 'successors', 'BFS', 'BFS+3d'],
      ['a', 'predecessors', null, null],
    ]),
  )
  expect(applied.outcomes).toEqual(['refused', 'refused', 'unchanged'])
  expect(applied.reasons.map(({ problem, stored }) => [problem.code, problem.data, stored])).toEqual([
    ['links-contradict', { predecessor: 'A', successor: 'B', other: 'A · Successors' }, 'AFS'],
    ['links-contradict', { predecessor: 'A', successor: 'B', other: 'B · Predecessors' }, 'BFS'],
  ])
  expect(linksAfter(state, applied)).toEqual(state.links)
})

test('a link taken from one column and changed in the other is refused in both', () => {
  const state = planState([link('a', 'b')])
  const applied = applyEdits(
    state,
    typed([
      ['b', 'predecessors', 'AFS', null],
      ['a', 'successors', 'BFS', 'BFS+3d'],
    ]),
  )
  expect(applied.outcomes).toEqual(['refused', 'refused'])
})

test('different links of one pair typed in the two columns are merged', () => {
  const state = planState([])
  const applied = applyEdits(
    state,
    typed([
      ['b', 'predecessors', null, 'ASS'],
      ['a', 'successors', null, 'BFF;C'],
    ]),
  )
  expect(applied.outcomes).toEqual(['accepted', 'accepted'])
  expect(linksAfter(state, applied).map(identityOf).sort()).toEqual([
    'a|b|finishToFinish|0|working',
    'a|b|startToStart|0|working',
    'a|c|finishToStart|0|working',
  ])
})

test('a loop that a successor closes is refused with the whole circle, in both columns that ask for it', () => {
  const state = planState([link('a', 'b'), link('b', 'c')])
  const applied = applyEdits(
    state,
    typed([
      ['c', 'successors', null, 'A'],
      ['a', 'predecessors', null, 'C'],
      ['b', 'successors', 'CFS', 'CFS;D'],
    ]),
  )
  expect(applied.outcomes).toEqual(['refused', 'refused', 'accepted'])
  expect(applied.reasons[0]?.problem).toMatchObject({ code: 'link-loop' })
})

test('an unknown successor is refused by its code', () => {
  const applied = applyEdits(planState([]), typed([['a', 'successors', null, 'Z99']]))
  expect(applied.reasons[0]?.problem).toMatchObject({
    code: 'unknown-successor',
    data: { successor: 'Z99' },
    at: { sheet: 'activity', rowKey: 'a', field: 'successors' },
  })
})

test('a link changed on its own sheet and taken from a successor cell is refused in both places', () => {
  const state = planState([link('a', 'b')])
  const applied = applyEdits(state, {
    sheet: ['link', 'activity'],
    rowKey: ['a-b', 'a'],
    operation: ['set', 'set'],
    field: ['lag', 'successors'],
    base: [0, 'BFS'],
    value: [480, null],
  })
  expect(applied.outcomes).toEqual(['refused', 'refused'])
  expect(applied.reasons.map(({ problem }) => problem.code)).toEqual(['links-contradict', 'links-contradict'])
})
