import { Check } from 'typebox/value'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { problemBody } from '#model/contract.ts'
import { buildTestServer, createActivities, type TestServer } from '../support/build-app.ts'

let server: TestServer
let owner: string
let projectId: string

beforeAll(async () => {
  server = await buildTestServer()
  owner = await server.tokenOf('owner')
  projectId = await server.newProject()
})
afterAll(() => server.close())

const problemOf = async (request: Parameters<TestServer['as']>[1]) => {
  const answer = await server.as(owner, request)
  expect(answer.headers['content-type']).toBe('application/problem+json')
  expect(Check(problemBody, answer.json())).toBe(true)
  expect(answer.json().status).toBe(answer.statusCode)
  return answer.json()
}

test('a problem speaks Chinese by default and English when asked', async () => {
  const url = '/api/projects/none/rows'
  expect(await problemOf({ url })).toMatchObject({
    code: 'project-unknown',
    status: 404,
    detail: expect.stringMatching(/^没有项目“none”。现.*。请核对项目编码，或导入、新建项目。$/),
  })
  expect(
    await problemOf({ url, headers: { 'accept-language': 'en-US,en;q=0.9,zh-CN;q=0.5' } }),
  ).toMatchObject({
    detail: expect.stringMatching(/^There is no project "none". There are .*create the project.$/),
  })
})

test('an unknown address answers route-unknown and says where the description is', async () => {
  const problem = await problemOf({ url: '/api/nothing?x=1', headers: { 'accept-language': 'en' } })
  expect(problem).toMatchObject({ code: 'route-unknown', status: 404 })
  expect(problem.detail).toBe('There is no GET /api/nothing. See /api/docs for what there is.')
})

test('a misspelt field is refused by name, never dropped', async () => {
  const problem = await problemOf({
    method: 'POST',
    url: '/api/projects',
    payload: { code: 'P2', name: 'Second', curency: 'CNY' },
  })
  expect(problem.code).toBe('request-invalid')
  expect(problem.detail).toContain('body.curency')
})

test('a missing field is named', async () => {
  const problem = await problemOf({ method: 'POST', url: '/api/projects', payload: { code: 'P2' } })
  expect(problem.detail).toContain('body.name')
})

test('a number sent as text is refused, not converted', async () => {
  const payload = { idempotencyKey: 'k1', baseChange: '0', edits: createActivities(['A1']) }
  const problem = await problemOf({ method: 'POST', url: `/api/projects/${projectId}/edits`, payload })
  expect(problem.code).toBe('request-invalid')
  expect(problem.detail).toContain('body.baseChange')
})

test('columns of unequal length are refused', async () => {
  const edits = createActivities(['A1'])
  edits.value.pop()
  const payload = { idempotencyKey: 'k2', baseChange: 0, edits }
  const problem = await problemOf({ method: 'POST', url: `/api/projects/${projectId}/edits`, payload })
  expect(problem.code).toBe('columns-unequal')
  expect(problem.detail).toContain('value')
})

test('a pull of a sheet that does not exist names it', async () => {
  const problem = await problemOf({ url: `/api/projects/${projectId}/rows?sheets=activity,gantt` })
  expect(problem).toMatchObject({ code: 'sheet-unknown' })
  expect(problem.detail).toContain('gantt')
})

test('a pull since something that is no number is refused', async () => {
  expect(await problemOf({ url: `/api/projects/${projectId}/rows?change=-1` })).toMatchObject({
    code: 'request-invalid',
    status: 400,
  })
})

test('half a JSON text is refused as such', async () => {
  const problem = await problemOf({
    method: 'POST',
    url: '/api/projects',
    headers: { 'content-type': 'application/json' },
    payload: '{"code":"P2",',
  })
  expect(problem).toMatchObject({ code: 'body-unreadable', status: 400 })
})

test('a body of another type is refused by its name', async () => {
  const problem = await problemOf({
    method: 'POST',
    url: '/api/projects',
    headers: { 'content-type': 'text/csv' },
    payload: 'a,b',
  })
  expect(problem).toMatchObject({ code: 'media-type-unknown', status: 415 })
  expect(problem.detail).toContain('text/csv')
})

test('a body over 10 MB is refused with the limit', async () => {
  const problem = await problemOf({
    method: 'POST',
    url: '/api/projects',
    payload: { code: 'P3', name: 'x'.repeat(10 * 1024 * 1024) },
  })
  expect(problem).toMatchObject({ code: 'payload-too-large', status: 413 })
  expect(problem.detail).toContain('10 MB')
})

test('a fault of the server is told without its cause', async () => {
  const faulty = await buildTestServer()
  faulty.analytics.projects = () => Promise.reject(new Error('Constraint Error: SELECT secret FROM token'))
  const token = await faulty.tokenOf('viewer')
  const answer = await faulty.as(token, { url: '/api/projects' })
  expect(answer.statusCode).toBe(500)
  expect(answer.json().code).toBe('server-fault')
  expect(answer.body).not.toContain('secret')
  await faulty.close()
})
