import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CalendarException } from '#model/entities/calendar-exception.ts'
import { formatDay, parseDay } from '#model/plan-time.ts'
import { buildTestServer, type TestServer } from '../support/build-app.ts'

let server: TestServer
let token: string
let projectId: string
beforeAll(async () => {
  server = await buildTestServer()
  token = await server.tokenOf('planner')
  projectId = await server.newProject()
  const calendar: [string, string, unknown][] = [
    ['code', 'code', 'RL'],
    ['name', 'name', '现场日历'],
    ...['monday', 'tuesday', 'wednesday', 'thursday', 'friday'].map((name): [string, string, unknown] => [
      name,
      name,
      '08:00-12:00,13:00-17:00',
    ]),
  ]
  await push(
    'calendar',
    'cal',
    calendar.map(([field, , value]) => [field, value]),
  )
  // The site opens on Labour Day and closes for a week in August by its own rule.
  await push('calendarException', 'own-1', [
    ['calendarKey', 'RL'],
    ['fromDay', parseDay('2026-05-01')],
    ['toDay', parseDay('2026-05-01')],
    ['shifts', '08:00-12:00'],
  ])
  await push('calendarException', 'own-2', [
    ['calendarKey', 'RL'],
    ['fromDay', parseDay('2026-08-03')],
    ['toDay', parseDay('2026-08-07')],
  ])
})
afterAll(() => server.close())

async function push(sheet: string, rowKey: string, fields: [string, unknown][]): Promise<void> {
  const edits = [['create', '', null], ...fields.map(([field, value]) => ['set', field, value])]
  const answer = await server.as(token, {
    method: 'POST',
    url: `/api/projects/${projectId}/edits`,
    payload: {
      idempotencyKey: randomUUID(),
      baseChange: 0,
      edits: {
        sheet: edits.map(() => sheet),
        rowKey: edits.map(() => rowKey),
        operation: edits.map(edit => edit[0]),
        field: edits.map(edit => edit[1]),
        base: edits.map(() => null),
        value: edits.map(edit => edit[2]),
      },
    },
  })
  expect(answer.json()).toMatchObject({ reasons: [] })
}
const apply = (payload: object, calendar = 'RL', as = token) =>
  server.as(as, { method: 'POST', url: `/api/projects/${projectId}/calendars/${calendar}/holidays`, payload })
async function exceptions(): Promise<string[]> {
  const answer = await server.as(token, { url: `/api/projects/${projectId}/rows?sheets=calendarException` })
  const [sheet] = answer.json<{ sheets: { columns: Record<keyof CalendarException, never[]> }[] }>().sheets
  return (sheet?.columns.fromDay ?? [])
    .map((day, i) => `${formatDay(day)} ${sheet?.columns.standing[i]}`)
    .toSorted()
}

test('holidays of a year are written once, replaced by applying again, and the company keeps its days', async () => {
  const first = await apply({ years: [2026] })
  expect(first.json()).toMatchObject({
    calendar: 'RL',
    removed: 0,
    years: [{ year: 2026, standing: 'official' }],
  })
  const rows = await exceptions()
  expect(rows).toContain('2026-10-01 official')
  // Labour Day itself stays the company's; the holiday goes on the day after.
  expect(rows.filter(row => row.startsWith('2026-05'))).toEqual([
    '2026-05-01 company',
    '2026-05-02 official',
    '2026-05-09 official',
  ])
  expect(rows).toContain('2026-08-03 company')
  const again = await apply({ years: [2026] })
  expect(again.json()).toMatchObject({
    added: 0,
    removed: 0,
    change: first.json<{ change: number }>().change,
  })
  expect(await exceptions()).toEqual(rows)
})

test('a further year is added beside the first, tagged by what is known of it', async () => {
  const before = await exceptions()
  await apply({ years: [2027] })
  const after = await exceptions()
  expect(after).toEqual(expect.arrayContaining(before))
  expect(after).toContain('2027-10-01 projected')
})

test('unknown years and calendars are refused with what there is', async () => {
  const year = await apply({ years: [2010] })
  expect(year.statusCode).toBe(400)
  expect(year.json()).toMatchObject({ code: 'holiday-year-unknown', detail: expect.stringContaining('2023') })
  const calendar = await apply({}, 'XX')
  expect(calendar.statusCode).toBe(404)
  expect(calendar.json()).toMatchObject({ code: 'calendar-unknown', detail: expect.stringContaining('RL') })
  expect((await apply({}, 'RL', await server.tokenOf('viewer'))).statusCode).toBe(403)
})

test('everyone can read the list with its sources', async () => {
  const answer = await server.as(await server.tokenOf('viewer'), { url: '/api/holidays' })
  expect(answer.json()).toMatchObject({
    years: expect.arrayContaining([expect.objectContaining({ year: 2025, publishedOn: '2024-11-12' })]),
  })
})
