import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { buildTestServer, type TestServer } from '../support/build-app.ts'

let server: TestServer
let token: string
let projectId: string
beforeEach(async () => {
  server = await buildTestServer()
  token = await server.tokenOf('planner')
  projectId = await server.newProject()
})
afterEach(() => server.close())

type Edit = [
  sheet: string,
  rowKey: string,
  operation: 'create' | 'set' | 'delete',
  field: string,
  base: unknown,
  value: unknown,
]

/** Sends edits as a workbook does and gives the change number they made. */
async function push(edits: Edit[]): Promise<number> {
  const column = (place: number) => edits.map(edit => edit[place])
  const answer = await server.as(token, {
    method: 'POST',
    url: `/api/projects/${projectId}/edits`,
    payload: {
      idempotencyKey: randomUUID(),
      baseChange: 0,
      edits: {
        sheet: column(0),
        rowKey: column(1),
        operation: column(2),
        field: column(3),
        base: column(4),
        value: column(5),
      },
    },
  })
  expect(answer.json()).toMatchObject({ reasons: [] })
  return answer.json<{ change: number }>().change
}
const activity = (key: string, code: string, days: number, more: [string, unknown][] = []): Edit[] => [
  ['activity', key, 'create', '', null, null],
  ...[['code', code], ['name', code], ['duration', days * 480], ...more].map(
    ([field, value]): Edit => ['activity', key, 'set', String(field), field === 'duration' ? 0 : null, value],
  ),
]
async function get<Body>(path: string, language = 'zh'): Promise<Body> {
  const answer = await server.as(token, {
    url: `/api/projects/${projectId}/${path}`,
    headers: { 'accept-language': language },
  })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json<Body>()
}
interface Explained {
  from: number
  to: number
  moved: number
  summary: string
  parts: { kind: string; text: string; at: { code?: string }; movedWork: number }[]
}

test('a delay is told change by change, back from the journal', async () => {
  await push([['project', projectId, 'set', 'dataDate', null, 29_540_160]])
  const built = await push([...activity('a', 'A', 5), ...activity('b', 'B', 5, [['predecessors', 'A']])])
  const longer = await push([['activity', 'a', 'set', 'duration', 2400, 4800]])
  await push(activity('c', 'C', 3, [['predecessors', 'B']]))
  await push([['activity', 'c', 'delete', '', null, null]])

  const whole = await get<Explained>(`explanation?from=${built}&to=${longer}`)
  expect(whole.parts.map(({ text }) => text)).toEqual(['A 工期(天) 5 → 10 → 完工推迟 5 天'])
  expect(whole).toMatchObject({ from: built, to: longer })
  expect((await get<Explained>(`explanation?from=${built}&to=${longer}`, 'en')).parts[0]?.text).toBe(
    'A Duration (d) 5 → 10 → finish 5 d later',
  )

  const back = await get<Explained>(`explanation?from=${longer + 1}&to=${longer + 2}`)
  expect(back.parts.map(({ text }) => text)).toEqual(['删除工序 C C（3 天，1 条逻辑关系） → 完工提前 3 天'])
  // Nothing remains of what came and went.
  expect((await get<Explained>(`explanation?from=${longer}&to=${longer + 2}`)).parts).toEqual([])
})

test('without change numbers it tells what happened since the last calculation', async () => {
  await push([['project', projectId, 'set', 'dataDate', null, 29_540_160]])
  const built = await push(activity('a', 'A', 5))
  const job = await server.analytics.startRefresh({ name: 'tester', role: 'planner' }, projectId)
  expect(await server.analytics.finishedJob(job.jobId)).toMatchObject({ state: 'done' })
  const longer = await push([['activity', 'a', 'set', 'duration', 2400, 2880]])
  expect(await get<Explained>('explanation')).toMatchObject({
    from: built,
    to: longer,
    parts: [{ kind: 'duration', at: { code: 'A' }, movedWork: 480 }],
  })
})

test('calculated again at the same data date, it tells what happened between the last two calculations', async () => {
  const refresh = async () => {
    const job = await server.analytics.startRefresh({ name: 'tester', role: 'planner' }, projectId)
    expect(await server.analytics.finishedJob(job.jobId)).toMatchObject({ state: 'done' })
  }
  await push([['project', projectId, 'set', 'dataDate', null, 29_540_160]])
  const built = await push(activity('a', 'A', 5))
  await refresh()
  const longer = await push([['activity', 'a', 'set', 'duration', 2400, 2880]])
  await refresh()
  await refresh()
  expect(await get<Explained>('explanation')).toMatchObject({
    from: built,
    to: longer,
    parts: [{ kind: 'duration', at: { code: 'A' }, movedWork: 480 }],
  })
})

test.each(['explanation?from=3&to=2', 'explanation?from=1&to=99', 'explanation?from=0'])(
  '%s is refused with the numbers there are',
  async path => {
    await push(activity('a', 'A', 5))
    const answer = await server.as(token, { url: `/api/projects/${projectId}/${path}` })
    expect(answer.statusCode).toBe(400)
    expect(answer.json()).toMatchObject({ code: 'explanation-range-wrong' })
  },
)

test('the check of a stored plan names its rows', async () => {
  await push([['project', projectId, 'set', 'dataDate', null, 29_540_160]])
  await push([
    ...activity('a', 'A', 5),
    ...activity('b', 'B', 5, [['predecessors', 'A']]),
    ...activity('c', 'C', 5, [['predecessors', 'A;BSS-2d']]),
  ])
  const check = await get<{
    change: number
    checks: { number: number; items: string[]; places: { code?: string; rowKey?: string }[] }[]
    findings: { code: string; count: number; items: { text: string; at: { rowKey?: string } }[] }[]
    feasibility: { score: number | null; reason: string | null }
  }>('check')
  expect(check.checks.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14])
  expect(check.checks[1]).toMatchObject({ items: ['BSS→C'], places: [{ code: 'C', rowKey: 'c' }] })
  expect(check.checks[0]?.places.map(({ code }) => code)).toEqual(check.checks[0]?.items)
  const dangling = check.findings.find(({ code }) => code === 'dangling-finish')
  expect(dangling?.items).toMatchObject([{ at: { rowKey: 'b' } }])
  expect(dangling?.items[0]?.text).toContain('工序“B”')
  expect(check.feasibility).toMatchObject({ score: null })
  expect(check.feasibility.reason).toContain('没有可核对的内容')
})
