import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { buildTestServer } from '../support/build-app.ts'

test('the log names who asked what with the request’s number, and holds neither tokens nor codes nor queries', async () => {
  const logStream = new PassThrough()
  const server = await buildTestServer({}, { level: 'trace', stream: logStream })
  const token = await server.tokenOf('owner', 'boss')
  await server.as(token, { url: '/api/projects?secret=in-the-query' })
  await server.app.inject({ method: 'POST', url: '/api/session', payload: { pairingCode: 'ABCDE-FGHJK' } })
  const refused = await server.as(token, { url: '/api/projects/none/rows' })
  await server.close()

  const text = String(logStream.read())
  const lines = text
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
  const asked = lines.find(line => line.path === '/api/projects')
  expect(asked).toMatchObject({ who: 'boss', method: 'GET', status: 200 })
  const number = refused.json().instance.split(':').at(-1)
  expect(lines.find(line => line.path === '/api/projects/none/rows').reqId).toBe(number)
  expect(text).not.toContain(token)
  expect(text).not.toContain('ABCDE')
  expect(text).not.toContain('in-the-query')
})
