import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildTestServer, createActivities, type TestServer } from '../support/build-app.ts'
import { readEvents } from '../support/read-events.ts'

let server: TestServer
let planner: string
let address: string

beforeAll(async () => {
  server = await buildTestServer()
  planner = await server.tokenOf('planner')
  address = await server.app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => server.close())

const open = async (projects: string) => {
  const abort = new AbortController()
  const response = await fetch(`${address}/api/events?projects=${projects}`, {
    headers: { authorization: `Bearer ${planner}`, 'accept-language': 'en' },
    signal: abort.signal,
  })
  return { response, abort, events: readEvents(response.body as unknown as AsyncIterable<Uint8Array>) }
}
const push = (projectId: string, key: string, codes: string[]) =>
  server.as(planner, {
    method: 'POST',
    url: `/api/projects/${projectId}/edits`,
    payload: { idempotencyKey: key, baseChange: 0, edits: createActivities(codes) },
  })

test('a stream begins with where each project stands and tells of a push at once', async () => {
  const projectId = await server.newProject('E1')
  const { response, events, abort } = await open(projectId)
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  const stand = (await events.next()).value
  expect(stand).toMatchObject({ event: 'project', data: { kind: 'project', projectId, resultNumber: 0 } })
  const { change } = (await push(projectId, 'e1', ['A1'])).json()
  const told = (await events.next()).value
  expect(told).toMatchObject({ event: 'project', data: { kind: 'project', projectId, change } })
  abort.abort()
})

test('a stream tells nothing of projects it did not ask for', async () => {
  const asked = await server.newProject('E2')
  const other = await server.newProject('E3')
  const { events, abort } = await open(asked)
  await events.next()
  await push(other, 'e2', ['A1'])
  await push(asked, 'e3', ['A1'])
  expect((await events.next()).value).toMatchObject({ data: { projectId: asked } })
  abort.abort()
})

test('a stream tells how a recalculation goes on until it is done', async () => {
  const projectId = await server.newProject('E4')
  await push(projectId, 'e4', ['A1', 'A2'])
  const { events, abort } = await open(projectId)
  const started = await server.as(planner, { method: 'POST', url: `/api/projects/${projectId}/refresh` })
  expect(started.statusCode).toBe(202)
  const states: string[] = []
  let movedTo = 0
  for await (const { event, data } of events) {
    const told = data as { job?: { jobId: string; state: string }; resultNumber?: number }
    if (event === 'project') movedTo = told.resultNumber ?? 0
    if (event !== 'job' || told.job?.jobId !== started.json().jobId) continue
    states.push(told.job?.state ?? '')
    if (states.at(-1) === 'done' || states.at(-1) === 'failed') break
  }
  expect(states.at(-1)).toBe('done')
  expect(movedTo).toBeGreaterThan(0)
  abort.abort()
})

test('events of a project that does not exist are a problem, not an empty stream', async () => {
  const { response } = await open('nothing')
  expect(response.status).toBe(404)
})

test('stopping the server ends its streams', async () => {
  const stopping = await buildTestServer()
  const projectId = await stopping.newProject('E5')
  const token = await stopping.tokenOf('viewer')
  const at = await stopping.app.listen({ port: 0, host: '127.0.0.1' })
  const response = await fetch(`${at}/api/events?projects=${projectId}`, {
    headers: { authorization: `Bearer ${token}` },
  })
  const events = readEvents(response.body as unknown as AsyncIterable<Uint8Array>)
  await events.next()
  const closing = stopping.close()
  expect((await events.next()).done).toBe(true)
  await closing
})
