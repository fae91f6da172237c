import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeCellWords, readReference } from '#addin/sync/cell-words.ts'
import { diffTable, type TableDiff } from '#addin/sync/diff.ts'
import { emptySnapshot, type SheetSnapshot } from '#addin/sync/snapshot.ts'
import type { CellContent, TableCells } from '#addin/sync/table-cells.ts'
import type { CellValue } from '#model/contract.ts'
import { excelSerial, parseDay, parseMinute, type PlanDay } from '#model/plan-time.ts'

const words = makeCellWords('activity', readReference(emptySnapshot('P')), 'zh')
const fields = ['code', 'name', 'duration', 'completeRatio', 'actualStart', 'totalFloat'] as const
/** 2026-03-02T08:00, the first working minute of a Monday. */
const monday = 29540640

interface Row {
  key: string
  values: Record<string, CellValue>
}

function snapshotOf(rows: readonly Row[]): SheetSnapshot {
  return {
    sheet: 'activity',
    rowKeys: rows.map(row => row.key),
    columns: Object.fromEntries(fields.map(field => [field, rows.map(row => row.values[field] ?? null)])),
    issuedKeys: [],
  }
}
/** The table as it was written: every value as its cell shows it. */
function shown(rows: readonly Row[]): TableCells {
  return {
    sheet: 'activity',
    rowKeys: rows.map(row => row.key),
    columns: Object.fromEntries(
      fields.map(field => [field, rows.map(row => words.show(field, row.values[field] ?? null, null))]),
    ),
  }
}
function permute(table: TableCells, order: readonly number[]): TableCells {
  return {
    sheet: table.sheet,
    rowKeys: order.map(row => table.rowKeys[row] as string),
    columns: Object.fromEntries(
      Object.entries(table.columns).map(([field, column]) => [
        field,
        order.map(row => column[row] as CellContent),
      ]),
    ),
  }
}
let made = 0
function diff(table: TableCells, snapshot: SheetSnapshot): TableDiff {
  const work = diffTable(table, snapshot, words, () => `new-${++made}`)
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
  }
}
function set(table: TableCells, row: number, field: string, content: CellContent): void {
  const column = table.columns[field]
  if (!column) throw new Error(field)
  column[row] = content
}

const rows = fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 30 }).chain(keys =>
  fc.tuple(
    ...keys.map(key =>
      fc
        .record({
          code: fc.constant(`A${key.slice(0, 8)}`),
          name: fc.constantFrom('土方', '基础', 'Roof'),
          duration: fc.integer({ min: 0, max: 500_000 }),
          completeRatio: fc.option(fc.integer({ min: 0, max: 1000 }).map(n => n / 1000)),
          actualStart: fc.option(fc.integer({ min: monday, max: monday + 5_000_000 })),
          totalFloat: fc.option(fc.integer({ min: -9_000, max: 9_000 })),
        })
        .map((values): Row => ({ key, values })),
    ),
  ),
)

describe('what a user did to a table', () => {
  test('a table as it was written holds no edit, in whatever order its rows are sorted', () => {
    fc.assert(
      fc.property(rows, fc.infiniteStream(fc.nat()), (some, random) => {
        const order = some.map((_, i) => i).sort(() => (random.next().value % 2 === 0 ? 1 : -1))
        const found = diff(permute(shown(some), order), snapshotOf(some))
        expect(found).toMatchObject({ edits: [], newKeys: [], refused: [], overwritten: [], missing: [] })
      }),
    )
  })

  test('of any typed durations exactly those that differ are edits, with the value they were based on', () => {
    fc.assert(
      fc.property(
        rows,
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 400 })), { maxLength: 12 }),
        (some, typed) => {
          const table = shown(some)
          const expected = new Map<string, number>()
          for (const [at, days] of typed) {
            const row = at % some.length
            set(table, row, 'duration', days)
            expected.set(some[row]?.key as string, days * 480)
          }
          for (const row of some)
            if (expected.get(row.key) === row.values['duration']) expected.delete(row.key)
          const found = diff(table, snapshotOf(some))
          expect(new Map(found.edits.map(edit => [edit.rowKey, edit.value]))).toEqual(expected)
          for (const edit of found.edits)
            expect(edit.base).toBe(some.find(row => row.key === edit.rowKey)?.values['duration'])
        },
      ),
    )
  })

  const two: Row[] = [
    {
      key: 'k1',
      values: { code: 'A1', name: '土方', duration: 4800, completeRatio: 0.5, actualStart: monday },
    },
    { key: 'k2', values: { code: 'A2', name: '基础', duration: 960, totalFloat: 480 } },
  ]

  test('a number typed as text, a percentage and a date typed as text mean the same and are no edit', () => {
    const table = shown(two)
    set(table, 0, 'duration', '１０')
    set(table, 0, 'completeRatio', '50%')
    set(table, 0, 'actualStart', '2026-03-02')
    expect(diff(table, snapshotOf(two))).toMatchObject({ edits: [], refused: [] })
  })

  test('text in a number cell is refused with its place and never sent', () => {
    const table = shown(two)
    set(table, 1, 'duration', '两周')
    expect(diff(table, snapshotOf(two))).toMatchObject({
      edits: [],
      refused: [{ rowKey: 'k2', row: 1, field: 'duration', problem: { code: 'not-a-number' } }],
    })
  })

  test('a negative duration is refused', () => {
    const table = shown(two)
    set(table, 1, 'duration', -3)
    expect(diff(table, snapshotOf(two)).refused[0]?.problem.code).toBe('negative-value')
  })

  test('a computed cell that was written over is named, not sent', () => {
    const table = shown(two)
    set(table, 1, 'totalFloat', 99)
    expect(diff(table, snapshotOf(two))).toMatchObject({
      edits: [],
      overwritten: [{ rowKey: 'k2', row: 1, field: 'totalFloat' }],
    })
  })

  test('a copied row becomes a new row with a new key; the one unlike the snapshot is the copy', () => {
    const table = permute(shown(two), [0, 0, 1])
    set(table, 0, 'code', 'A9')
    const found = diff(table, snapshotOf(two))
    expect(found.newKeys).toEqual([{ row: 0, rowKey: found.edits[0]?.rowKey }])
    expect(found.edits.map(edit => edit.operation)).toEqual(['create', 'set', 'set', 'set', 'set', 'set'])
    expect(found.missing).toEqual([])
  })

  test('a typed row is created whole, or held back whole where one cell is bad', () => {
    const table = shown([...two, { key: '', values: { code: 'A3', name: '主体', duration: 480 } }])
    expect(diff(table, snapshotOf(two)).edits).toHaveLength(4)
    set(table, 2, 'duration', 'x')
    expect(diff(table, snapshotOf(two))).toMatchObject({
      edits: [],
      refused: [{ row: 2, field: 'duration' }],
    })
  })

  test('a typed row without a name says that it is missing', () => {
    const table = shown([...two, { key: '', values: { code: 'A3' } }])
    expect(diff(table, snapshotOf(two)).refused).toMatchObject([
      { row: 2, field: 'name', problem: { code: 'value-missing' } },
    ])
  })

  test('a blank row is no row', () => {
    expect(diff(shown([...two, { key: '', values: {} }]), snapshotOf(two))).toMatchObject({
      edits: [],
      newKeys: [],
    })
  })

  test('a row that is gone is missing, not deleted', () => {
    expect(diff(shown(two.slice(1)), snapshotOf(two))).toMatchObject({ edits: [], missing: ['k1'] })
  })

  test('a key given out before a failed send is kept, so that the row is not created twice', () => {
    const table = shown([...two, { key: 'issued', values: { code: 'A3', name: '主体' } }])
    const found = diff(table, { ...snapshotOf(two), issuedKeys: ['issued'] })
    expect(found.newKeys).toEqual([])
    expect(found.edits[0]).toMatchObject({ operation: 'create', rowKey: 'issued' })
  })
})

describe('the day of a constraint', () => {
  const friday = excelSerial(parseDay('2026-03-06') as PlanDay)
  const at = (text: string) => parseMinute(text)
  const dated = (constraintKind: string | null, constraintAt: number | null): Row[] => [
    { key: 'k1', values: { code: 'A1', name: '挖土', constraintKind, constraintAt } },
  ]
  const columns = ['code', 'name', 'constraintKind', 'constraintAt']
  const tableOf = (rows: Row[]): TableCells => ({
    sheet: 'activity',
    rowKeys: rows.map(row => row.key),
    columns: Object.fromEntries(
      columns.map(field => [field, rows.map(row => words.show(field, row.values[field] ?? null, null))]),
    ),
  })
  const heldOf = (rows: Row[]): SheetSnapshot => ({
    ...snapshotOf(rows),
    columns: Object.fromEntries(columns.map(field => [field, rows.map(row => row.values[field] ?? null)])),
  })
  const valuesOf = (table: TableCells, held: SheetSnapshot) =>
    diff(table, held).edits.map(({ field, value }) => [field, value])

  test.each([
    ['finishOnOrBefore', '2026-03-06T17:00'],
    ['finishOnOrAfter', '2026-03-06T17:00'],
    ['startOnOrAfter', '2026-03-06T08:00'],
  ])('of %s is typed as a day and means %s', (kind, meant) => {
    const table = tableOf(dated(kind, null))
    set(table, 0, 'constraintAt', friday)
    expect(valuesOf(table, heldOf(dated(kind, null)))).toEqual([['constraintAt', at(meant)]])
    // Once it is held, the cell says the same again.
    expect(valuesOf(table, heldOf(dated(kind, at(meant))))).toEqual([])
  })

  test('follows a constraint that is changed from the start to the finish', () => {
    const held = dated('startOnOrBefore', at('2026-03-06T08:00'))
    const table = tableOf(held)
    set(table, 0, 'constraintKind', words.show('constraintKind', 'finishOnOrBefore', null))
    expect(valuesOf(table, heldOf(held))).toEqual([
      ['constraintKind', 'finishOnOrBefore'],
      ['constraintAt', at('2026-03-06T17:00')],
    ])
  })

  test('with a time is taken as it is, and nothing is sent where nothing was typed', () => {
    const held = dated('finishOnOrBefore', at('2026-03-06T08:00'))
    expect(valuesOf(tableOf(held), heldOf(held))).toEqual([])
    const table = tableOf(held)
    set(table, 0, 'constraintAt', friday + 10 / 24)
    expect(valuesOf(table, heldOf(held))).toEqual([['constraintAt', at('2026-03-06T10:00')]])
    const { constraintKind: _, ...others } = table.columns
    expect(
      valuesOf({ ...table, columns: others }, heldOf(dated('finishOnOrBefore', at('2026-03-06T10:00')))),
    ).toEqual([])
  })
})
