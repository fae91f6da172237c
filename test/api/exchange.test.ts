import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fileURLToPath } from 'node:url'
import { detectKind } from '#interchange/detect-kind.ts'
import { readXer } from '#interchange/xer.ts'
import type { ExportPreview, ImportJob, ImportPreview } from '#model/exchange-contract.ts'
import { buildTestServer, type TestServer } from '../support/build-app.ts'

const folder = fileURLToPath(new URL('../../../shared/data/planner_files/', import.meta.url))
const hasFiles = existsSync(folder)
const why = hasFiles ? '' : ' (skipped: ../shared/data/planner_files is not there)'
const fileOf = (name: string) => readFileSync(`${folder}${name}`)

let server: TestServer
let planner: string
beforeAll(async () => {
  server = await buildTestServer()
  planner = await server.tokenOf('planner')
})
afterAll(() => server.close())

const send = (query: string, bytes: Uint8Array, token = planner) =>
  server.as(token, {
    method: 'POST',
    url: `/api/imports?${query}`,
    headers: { 'content-type': 'application/octet-stream' },
    payload: Buffer.from(bytes),
  })
const codes = async () => (await server.analytics.projects()).map(project => project.code)

describe.skipIf(!hasFiles)(`files in and out${why}`, () => {
  test('a preview counts rows, names what is not taken over, and stores nothing', async () => {
    const answer = await send('name=a.xer&preview=true', fileOf('airport_terminal.xer'))
    expect(answer.statusCode).toBe(200)
    const preview = answer.json<ImportPreview>()
    expect(preview).toMatchObject({ file: 'a.xer', kind: 'xer', encoding: 'windows-1256' })
    const [project] = preview.projects
    // Counts of manifest.csv.
    const rows = Object.fromEntries(project?.sheets.map(one => [one.sheet, one.rows]) ?? [])
    expect(rows).toMatchObject({ activity: 66, link: 84, calendar: 4, resource: 7, assignment: 62 })
    expect(project?.replaces).toBeNull()
    expect(preview.notUsed.map(one => one.code)).toContain('xer-table-not-used')
    expect(await codes()).toEqual([])
  })

  test('an import runs as a job until it is done and says what it stored', async () => {
    const answer = await send('name=a.xer&job=true', fileOf('airport_terminal.xer'))
    expect(answer.statusCode).toBe(202)
    const { job } = answer.json<ImportJob>()
    expect(job).toMatchObject({ kind: 'import', projectId: null })
    expect((await server.analytics.finishedJob(job.jobId)).state).toBe('done')
    const after = await server.as(planner, { method: 'GET', url: `/api/imports/${job.jobId}` })
    expect(after.json<ImportJob>().summary?.projects).toMatchObject([{ code: 'TERMINAL-2', activities: 66 }])
    expect(await codes()).toEqual(['TERMINAL-2'])
  })

  test('a preview of a file that is stored already says what would change', async () => {
    const answer = await send('name=a.xer&preview=true', fileOf('airport_terminal.xer'))
    const replaces = answer.json<ImportPreview>().projects[0]?.replaces
    expect(replaces?.sheets.find(one => one.sheet === 'activity')).toEqual({
      sheet: 'activity',
      created: 0,
      changed: 0,
      unchanged: 66,
      deleted: 0,
    })
  })

  test('an import that is cancelled stores nothing', async () => {
    const before = await codes()
    const answer = await send('name=s.xer&job=true', fileOf('school_baseline.xer'))
    const { jobId } = answer.json<ImportJob>().job
    await server.as(planner, { method: 'DELETE', url: `/api/jobs/${jobId}` })
    const ended = await server.analytics.finishedJob(jobId)
    expect(ended).toMatchObject({ state: 'cancelled', problem: { code: 'import-cancelled' } })
    expect(await codes()).toEqual(before)
  })

  test('a file that cannot be read fails its job with the problem and stores nothing', async () => {
    const before = await codes()
    const { jobId } = (
      await send('name=s.xer&job=true', new TextEncoder().encode('no plan'))
    ).json<ImportJob>().job
    const ended = await server.analytics.finishedJob(jobId)
    expect(ended).toMatchObject({ state: 'failed', problem: { code: 'file-is-not-what-it-says' } })
    expect(await codes()).toEqual(before)
  })

  test('mode=new stores a project beside the one that has its code', async () => {
    const answer = await send('name=a.xer&mode=new', fileOf('airport_terminal.xer'))
    expect(answer.json()).toMatchObject({ projects: [{ code: 'TERMINAL-2-2' }] })
    expect((await codes()).toSorted()).toEqual(['TERMINAL-2', 'TERMINAL-2-2'])
  })

  test('an exported .xer holds the stored plan, and its losses are told beforehand', async () => {
    const { projectId } = await server.analytics.findProject('TERMINAL-2')
    const viewer = await server.tokenOf('viewer')
    const url = (what: string) => `/api/projects/${projectId}/${what}?format=xer`
    const losses = await server.as(viewer, { method: 'GET', url: url('export-losses') })
    expect(losses.json<ExportPreview>()).toMatchObject({ fileName: 'TERMINAL-2.xer' })
    expect(losses.json<ExportPreview>().losses.map(one => one.code)).not.toContain('export-rows-lost')
    const file = await server.as(viewer, { method: 'GET', url: url('export') })
    expect(file.headers['content-disposition']).toBe("attachment; filename*=UTF-8''TERMINAL-2.xer")
    const [back] = readXer(file.rawPayload, 'back.xer').plans
    expect(back?.activities).toHaveLength(66)
    expect(back?.links).toHaveLength(84)
  })

  test.each(['xer', 'pmxml', 'mspdi', 'template', 'csv'])(
    'a project exported as %s is recognised and comes back as the same activities',
    async format => {
      const { projectId } = await server.analytics.findProject('TERMINAL-2')
      const url = `/api/projects/${projectId}/export?format=${format}`
      const file = await server.as(planner, { method: 'GET', url })
      expect(file.statusCode).toBe(200)
      const name = /''(.+)$/.exec(String(file.headers['content-disposition']))?.[1]
      expect(detectKind(String(name), file.rawPayload)).toBe(format)
      const answer = await send(`name=${name}&preview=true`, file.rawPayload)
      const [project] = answer.json<ImportPreview>().projects
      expect(project?.code).toBe('TERMINAL-2')
      const activities = project?.replaces?.sheets.find(one => one.sheet === 'activity')
      expect(activities).toMatchObject({ created: 0, deleted: 0 })
    },
  )
})

test('a format that does not exist is refused', async () => {
  const answer = await server.as(planner, { method: 'GET', url: '/api/projects/x/export?format=doc' })
  expect(answer.statusCode).toBe(400)
})

test('only planners may preview and import', async () => {
  const viewer = await server.tokenOf('viewer')
  const answer = await send('name=a.xer&preview=true', new Uint8Array([1]), viewer)
  expect(answer.statusCode).toBe(403)
})
