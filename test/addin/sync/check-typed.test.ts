import { expect, test } from 'vitest'
import { makeCellWords, readReference } from '#addin/sync/cell-words.ts'
import { checkTyped } from '#addin/sync/check-typed.ts'
import { emptySnapshot, type ProjectSnapshot } from '#addin/sync/snapshot.ts'
import type { CellContent, TableCells } from '#addin/sync/table-cells.ts'
import { describeProblem } from '#model/problems.ts'
import { excelSerial, parseDay, type PlanDay } from '#model/plan-time.ts'

const snapshot: ProjectSnapshot = {
  ...emptySnapshot('p'),
  sheets: {
    activity: {
      sheet: 'activity',
      rowKeys: ['a', 'b'],
      columns: {
        code: ['A10', 'FS-1'],
        name: ['土方', '基础'],
        duration: [4800, 960],
        predecessors: [null, 'X77FS'],
        successors: [null, null],
        calendarKey: [null, null],
        constraintKind: [null, null],
        constraintAt: [null, null],
        actualStart: [null, null],
        actualFinish: [null, null],
      },
      issuedKeys: [],
    },
    calendar: { sheet: 'calendar', rowKeys: ['c'], columns: { code: ['6d'] }, issuedKeys: [] },
  },
}
const words = makeCellWords('activity', readReference(snapshot), 'zh')
const known = new Map([
  ['activity', new Set(['A10', 'FS-1'])],
  ['calendar', new Set(['6d'])],
])
const serial = (text: string): number => excelSerial(parseDay(text) as PlanDay)

/** Row b as it stands, with some cells typed over. */
function found(typed: Record<string, CellContent>, rowKey = 'b') {
  const columns: Record<string, CellContent[]> = {}
  const cells = {
    code: 'FS-1',
    name: '基础',
    duration: 2,
    predecessors: 'X77FS',
    successors: '',
    calendarKey: '',
    constraintKind: '',
    constraintAt: '',
    actualStart: '',
    actualFinish: '',
    start: '',
    ...typed,
  }
  for (const [field, content] of Object.entries(cells)) columns[field] = [content]
  const table: TableCells = { sheet: 'activity', rowKeys: [rowKey], columns }
  return checkTyped(table, snapshot.sheets.activity ?? null, words, sheet => known.get(sheet) ?? null).map(
    ({ field, problem }) => [field, problem.code],
  )
}

test('a row that shows what the server holds is not looked at, whatever it holds', () => {
  expect(found({})).toEqual([])
})

test('hours, days in words and a date in words are read, anything else is named at its cell', () => {
  expect(found({ duration: '12h', actualStart: '2026年3月2日' })).toEqual([])
  expect(found({ duration: '三天半', actualStart: '开春' })).toEqual([
    ['duration', 'not-a-number'],
    ['actualStart', 'not-a-date'],
  ])
  expect(found({ duration: -3 })).toEqual([['duration', 'negative-value']])
})

test('links are read with the workbook’s own codes: an unknown code, an unreadable lag and the row itself are named', () => {
  expect(found({ predecessors: 'A10SS+4h' })).toEqual([])
  expect(found({ predecessors: 'A10;B20' })).toEqual([['predecessors', 'unknown-predecessor']])
  expect(found({ successors: 'A10FS+3x' })).toEqual([['successors', 'lag-unreadable']])
  expect(found({ successors: 'FS-1' })).toEqual([['successors', 'link-to-itself']])
  expect(found({ predecessors: 'A10FS+2周,FS-1SS' })).toEqual([['predecessors', 'link-to-itself']])
})

test('a calendar that does not exist and a constraint that is no choice are named', () => {
  expect(found({ calendarKey: '6d' })).toEqual([])
  expect(found({ calendarKey: '7d' })).toEqual([['calendarKey', 'reference-unknown']])
  expect(found({ constraintKind: '越早越好' })).toEqual([['constraintKind', 'not-a-choice']])
})

test('a constraint without its date and a date without its constraint are pointed out where to fill in', () => {
  expect(found({ constraintKind: '开始不早于' })).toEqual([['constraintAt', 'constraint-needs-date']])
  expect(found({ constraintKind: '尽可能晚' })).toEqual([])
  expect(found({ constraintAt: serial('2026-03-02') })).toEqual([['constraintKind', 'date-needs-constraint']])
  expect(found({ constraintKind: '开始不早于', constraintAt: serial('2026-03-02') })).toEqual([])
})

test('an actual finish before the actual start is named', () => {
  expect(found({ actualStart: serial('2026-03-05'), actualFinish: serial('2026-03-02') })).toEqual([
    ['actualFinish', 'finish-before-start'],
  ])
})

test('a new row is not blamed for what it still lacks', () => {
  expect(found({ code: 'N1', name: '', predecessors: 'A10', duration: '' }, '')).toEqual([])
  expect(found({ code: 'N1', name: '', predecessors: 'Z', duration: '' }, '')).toEqual([
    ['predecessors', 'unknown-predecessor'],
  ])
})

test('the text of an unreadable lag shows what may be written', () => {
  const text = describeProblem({ code: 'lag-unreadable', data: { activity: 'A10', rest: 'FS+3x' } }, 'zh')
  expect(text).toContain('FS+3d')
})
