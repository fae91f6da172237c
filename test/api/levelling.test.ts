import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildTestServer, createActivities, machineToken, type TestServer } from '../support/build-app.ts'

let server: TestServer
let planner: string
let crowded: string
const actor = { name: 'tester', role: 'owner' as const }

beforeAll(async () => {
  server = await buildTestServer()
  planner = await server.tokenOf('planner')
  await server.analytics.loadSamples(actor)
  crowded = await mostCrowded()
}, 120_000)
afterAll(() => server.close())

/** The largest running sample project, half of its crews gone. */
async function mostCrowded(): Promise<string> {
  const running = (await server.analytics.projects()).filter(project => project.status === 'running')
  const [{ projectId } = { projectId: '' }] = running.toSorted((a, b) => b.activities - a.activities)
  const { sheets } = await server.analytics.pull(projectId, ['resource'], null)
  const { rowKeys = [], columns = {} } = sheets[0] ?? {}
  const limited = rowKeys.flatMap((rowKey, row) => {
    const [available, kind] = [columns['available']?.[row], columns['kind']?.[row]]
    return typeof available === 'number' && kind === 'labour' ? [{ rowKey, available }] : []
  })
  const pushed = await server.analytics.push(actor, projectId, {
    idempotencyKey: 'half of the crews',
    baseChange: 0,
    edits: {
      sheet: limited.map(() => 'resource'),
      rowKey: limited.map(({ rowKey }) => rowKey),
      operation: limited.map(() => 'set' as const),
      field: limited.map(() => 'available'),
      base: limited.map(({ available }) => available),
      value: limited.map(({ available }) => Math.round(available / 2)),
    },
  })
  expect(pushed.outcomes).toEqual(limited.map(() => 'accepted'))
  return projectId
}

async function propose(projectId: string, payload = {}) {
  const url = `/api/projects/${projectId}/levelling`
  const started = await server.as(planner, { method: 'POST', url, payload: { seconds: 0.5, ...payload } })
  expect(started.statusCode).toBe(202)
  const { jobId } = started.json<{ jobId: string }>()
  const job = await server.analytics.finishedJob(jobId)
  return { jobId, job, ask: () => server.as(planner, { url: `/api/levelling/${jobId}` }) }
}
const accept = (proposalId: string) =>
  server.as(planner, { method: 'POST', url: `/api/levelling/${proposalId}/accept` })
const levelledStarts = async (projectId: string) => {
  const { sheets } = await server.analytics.pull(projectId, ['activity'], null)
  const [sheet] = sheets
  return Object.fromEntries(
    (sheet?.rowKeys ?? []).map((rowKey, row) => [rowKey, sheet?.columns['levelledStart']?.[row] ?? null]),
  )
}

async function begunActivities(projectId: string): Promise<Set<unknown>> {
  const [sheet] = (await server.analytics.pull(projectId, ['activity'], null)).sheets
  const { code = [], actualStart = [] } = sheet?.columns ?? {}
  return new Set(code.filter((_, row) => actualStart[row] !== null))
}

test('a proposal leaves nothing beyond capacity but where work has begun, and nothing is written before it is accepted', async () => {
  const { job, ask, jobId } = await propose(crowded)
  expect(job.state).toBe('done')
  const proposal = (await ask()).json()
  expect(proposal.overloadsBefore).toBeGreaterThan(0)
  const begun = await begunActivities(crowded)
  for (const overload of proposal.overloads)
    expect(overload.activities.filter((code: string) => begun.has(code))).not.toEqual([])
  expect(proposal.projects[0].finishAfter).toBeGreaterThanOrEqual(proposal.projects[0].finishBefore)
  expect(Object.values(await levelledStarts(crowded)).every(start => start === null)).toBe(true)

  const accepted = await accept(jobId)
  expect(accepted.statusCode).toBe(200)
  const written = await levelledStarts(crowded)
  for (const move of proposal.moves) expect(written[move.rowKey]).toBe(move.levelledStart)
  const again = await accept(jobId)
  expect([again.statusCode, again.json().code]).toEqual([404, 'level-proposal-unknown'])
})

test('after accepting, the dates of the plan are those of the proposal and can be cleared again', async () => {
  const { ask, jobId } = await propose(crowded)
  const proposal = (await ask()).json()
  await accept(jobId)
  const { jobId: refresh } = await server.analytics.startRefresh(actor, crowded)
  await server.analytics.finishedJob(refresh)
  const { projects } = await server.analytics.schedule(crowded)
  expect(projects[0]?.finish).toBe(proposal.projects[0].finishAfter)
  const cleared = await server.as(planner, { method: 'DELETE', url: `/api/projects/${crowded}/levelling` })
  expect(cleared.json().projects[0].moved).toBe(
    proposal.moves.filter((move: { levelledStart: number | null }) => move.levelledStart !== null).length,
  )
  expect(Object.values(await levelledStarts(crowded)).every(start => start === null)).toBe(true)
})

test('a proposal for a plan that has changed since is refused and writes nothing', async () => {
  const { jobId } = await propose(crowded)
  await server.analytics.push(actor, crowded, {
    idempotencyKey: 'meanwhile',
    baseChange: 0,
    edits: createActivities(['NEW-1']),
  })
  const refused = await accept(jobId)
  expect([refused.statusCode, refused.json().code]).toEqual([409, 'level-plan-changed'])
  expect(Object.values(await levelledStarts(crowded)).every(start => start === null)).toBe(true)
})

test('a project without limited resources is told so', async () => {
  const projectId = await server.newProject('EMPTY')
  const answer = await server.as(planner, {
    method: 'POST',
    url: `/api/projects/${projectId}/levelling`,
    payload: {},
  })
  expect([answer.statusCode, answer.json().code]).toEqual([422, 'level-without-limits'])
})

test('a discarded proposal is gone', async () => {
  const { jobId } = await propose(crowded)
  const discarded = await server.as(planner, { method: 'DELETE', url: `/api/levelling/${jobId}` })
  expect(discarded.statusCode).toBe(204)
  expect((await accept(jobId)).json().code).toBe('level-proposal-unknown')
})

test('a search that is cancelled leaves no proposal', async () => {
  const url = `/api/projects/${crowded}/levelling`
  const started = await server.as(planner, { method: 'POST', url, payload: { seconds: 60 } })
  const { jobId } = started.json<{ jobId: string }>()
  server.analytics.cancelJob(jobId)
  expect((await server.analytics.finishedJob(jobId)).state).toBe('cancelled')
  expect((await server.as(planner, { url: `/api/levelling/${jobId}` })).statusCode).toBe(404)
})

test('the command line proposes for stored projects, and writes only where that is asked for', async () => {
  const run = (accept: boolean) =>
    server.app.inject({
      method: 'POST',
      url: '/api/commands/level',
      headers: { authorization: `Bearer ${machineToken}` },
      payload: { file: null, projects: [crowded], mode: 'finishMayMove', accept, seconds: 0.5, seed: 1 },
    })
  const proposed = (await run(false)).json()
  expect(proposed).toMatchObject({ accepted: false, starts: expect.any(Object) })
  expect(proposed.makespan).toBeGreaterThanOrEqual(proposed.lowerBound)
  expect(Object.keys(proposed.starts)).toHaveLength(proposed.moves.length)
  expect(Object.values(await levelledStarts(crowded)).every(start => start === null)).toBe(true)
  expect((await run(true)).json().accepted).toBe(true)
  expect(Object.values(await levelledStarts(crowded)).some(start => start !== null)).toBe(true)
})
