import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Analytics, type AnalyticsEvent, openAnalytics } from '#analytics'
import { openStore } from '#store/open-store.ts'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Plan } from '#model/plan.ts'
import { parseMinute } from '#model/plan-time.ts'
import { makePlan, makeRow } from '../../support/make-row.ts'
import { author, someTime } from '../../support/memory-store.ts'

const monday = parseMinute('2026-03-02T08:00')
const actor = { name: 'tester', role: 'owner' as const }

/** A project of activities, days each, with links `[predecessor, successor]`. */
function project(
  code: string,
  activities: [string, number][],
  links: [string, string][],
  more: Record<string, Record<string, unknown>> = {},
): Plan {
  return makePlan(code, {
    project: makeRow('project', { projectId: code, rowKey: code, code, name: code, dataDate: monday }),
    activities: activities.map(([rowKey, days]) =>
      makeRow('activity', {
        projectId: code,
        rowKey,
        code: rowKey,
        name: rowKey,
        duration: days * 480,
        kind: 'task',
        ...more[rowKey],
      }),
    ),
    links: links.map(([predecessorKey, successorKey]) =>
      makeRow('link', {
        projectId: code,
        rowKey: `${predecessorKey}>${successorKey}`,
        predecessorKey,
        successorKey,
        kind: 'finishToStart',
        lag: 0,
        lagKind: 'working',
      }),
    ),
  } as Partial<Plan>)
}

let folder: string
let analytics: Analytics
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linked-'))
  const file = join(folder, 'test.duckdb')
  const store = await openStore(file, { now: () => someTime, log: () => undefined })
  await store.write(tx =>
    tx.insertPlans(
      [
        project('P1', [['A', 5]], []),
        // B waits for A; its external date is of a time when P1 was not here.
        {
          ...project('P2', [['B', 2]], [['A', 'B']], {
            B: { externalEarlyStart: parseMinute('2026-06-01T08:00') },
          }),
          resources: [
            makeRow('resource', {
              projectId: 'P2',
              rowKey: 'crane',
              code: 'crane',
              name: 'crane',
              available: 1000,
            }),
          ],
        } as Plan,
        project('P3', [['C', 1]], [['B', 'C']]),
        project('P4', [['D', 1]], []),
        project(
          'L1',
          [
            ['X', 1],
            ['W', 1],
          ],
          [['Y', 'X']],
        ),
        project('L2', [['Y', 1]], [['X', 'Y']]),
      ],
      author,
    ),
  )
  await store.close()
  analytics = await openAnalytics({ file, now: () => someTime })
})
afterAll(async () => {
  await analytics.close()
  await rm(folder, { recursive: true, force: true })
})

async function refreshed(projectId: string) {
  const job = await analytics.startRefresh(actor, projectId)
  const done = await analytics.finishedJob(job.jobId)
  expect(done).toMatchObject({ state: 'done', problem: null })
  const { sheets } = await analytics.pull(projectId, ['activity'], null)
  const columns = sheets[0]?.columns ?? {}
  const at = (code: string, field: string) => columns[field]?.[columns['code']?.indexOf(code) ?? -1]
  return { findings: done.findings, at }
}

test('a refresh counts the links from other stored projects, through several of them, and says which', async () => {
  const { at, findings } = await refreshed('P3')
  // A is done on Friday, B on Tuesday the 10th; C follows on Wednesday.
  expect(at('C', 'earlyStart')).toBe(parseMinute('2026-03-11T08:00'))
  expect(findings.find(({ code }) => code === 'calculated-with-projects')?.data?.['others']).toEqual([
    'P1',
    'P2',
  ])
})

test('what others wait for has the float that they leave it', async () => {
  const { at } = await refreshed('P1')
  expect(at('A', 'earlyFinish')).toBe(parseMinute('2026-03-06T17:00'))
  expect(at('A', 'totalFloat')).toBe(0)
})

test('a project without links to others is calculated by itself', async () => {
  const codes = (await refreshed('P4')).findings.map(({ code }) => code)
  expect(codes).not.toContain('calculated-with-projects')
})

test('a loop through two projects is named with its whole circle in each of them', async () => {
  for (const projectId of ['L1', 'L2']) {
    const loops = (await refreshed(projectId)).findings.filter(({ code }) => code === 'link-loop')
    expect(loops).toHaveLength(1)
    const cycle = loops[0]?.data?.['cycle'] as string[]
    expect(new Set(cycle)).toEqual(new Set(['X', 'Y']))
    expect(cycle[0]).toBe(cycle.at(-1))
  }
  expect((await refreshed('L1')).at('W', 'earlyStart')).toBe(monday)
})

test('dates and check of a stored project take the others into account too', async () => {
  const { projects } = await analytics.schedule('P3')
  expect(projects.map(({ code, activities }) => [code, activities[0]?.earlyStart])).toEqual([
    ['P3', parseMinute('2026-03-11T08:00')],
  ])
  const { faults } = await analytics.checkProject('P3')
  expect(faults.find(({ code }) => code === 'link-to-missing-activity')).toMatchObject({ result: 'pass' })
})

test('levelling a stored project counts the links from others', async () => {
  const job = await analytics.startLevelling('P2', { seconds: 0.1 })
  expect(await analytics.finishedJob(job.jobId)).toMatchObject({ state: 'done', problem: null })
  const { projects, findings } = analytics.levelProposal(job.jobId)
  expect(projects[0]).toMatchObject({ code: 'P2', finishBefore: parseMinute('2026-03-10T17:00') })
  expect(findings[0]).toMatchObject({ data: { others: ['P1', 'P3'] } })
})

test('dates right after an edit are those of a refresh', async () => {
  const { rowKeys, start } = await analytics.datesNow('P3')
  expect([rowKeys, start]).toEqual([['C'], [parseMinute('2026-03-11T08:00')]])
})

test('an edit makes the results of linked projects old, tells their listeners, and a refresh makes them current again', async () => {
  await refreshed('P3')
  const staleLinks = async (projectId: string) => (await analytics.pull(projectId, [], null)).staleLinks
  expect(await staleLinks('P3')).toEqual([])
  const told: AnalyticsEvent[] = []
  const stop = analytics.listen(event => told.push(event))
  const { outcomes } = await analytics.push(actor, 'P1', {
    idempotencyKey: 'longer A',
    baseChange: 0,
    edits: {
      sheet: ['activity'],
      rowKey: ['A'],
      operation: ['set'],
      field: ['duration'],
      base: [5 * 480],
      value: [6 * 480],
    },
  })
  stop()
  expect(outcomes).toEqual(['accepted'])
  expect(told).toContainEqual(
    expect.objectContaining({ kind: 'project', projectId: 'P3', staleLinks: ['P1'] }),
  )
  expect(told.filter(event => event.kind === 'project' && event.projectId === 'P4')).toEqual([])
  expect(await staleLinks('P3')).toEqual(['P1'])
  const { at } = await refreshed('P3')
  // A now ends on Monday the 9th, B on Wednesday; C follows on Thursday.
  expect(at('C', 'earlyStart')).toBe(parseMinute('2026-03-12T08:00'))
  expect(await staleLinks('P3')).toEqual([])
})

test('an edit of a project without links to it leaves results as they are', async () => {
  await refreshed('P4')
  const edits = {
    sheet: ['activity'],
    rowKey: ['C'],
    operation: ['set' as const],
    field: ['name'],
    base: ['C'],
    value: ['C2'],
  }
  const { outcomes } = await analytics.push(actor, 'P3', { idempotencyKey: 'name C', baseChange: 0, edits })
  expect(outcomes).toEqual(['accepted'])
  expect((await analytics.pull('P4', [], null)).staleLinks).toEqual([])
})
