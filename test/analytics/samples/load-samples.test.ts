import { expect, test } from 'vitest'
import { loadSamples } from '#jobs/load-samples.ts'
import { memoryStore, someTime } from '../../support/memory-store.ts'

test('samples are stored whole and once, with a past forecast for every data date before the present one', async () => {
  const store = await memoryStore()
  const actor = { name: '王工', role: 'owner' as const }
  const summary = await loadSamples(store, actor, someTime)
  const projects = await store.projects()
  expect(summary.projects).toHaveLength(43)
  expect(summary.notUsed).toEqual([])
  expect(projects).toHaveLength(43)
  expect(projects.every(project => project.isSample)).toBe(true)
  for (const { projectId, status } of projects.filter(project => project.status === 'running')) {
    const snapshots = await store.rows('statusSnapshot', projectId)
    const forecasts = await store.rows('forecast', projectId)
    expect([status, forecasts.map(row => row.statusAt)]).toEqual([
      'running',
      snapshots.slice(0, -1).map(row => row.statusAt),
    ])
    expect(forecasts.every(row => row.sufficientHistory)).toBe(true)
  }

  await expect(loadSamples(store, actor, someTime)).rejects.toMatchObject({ code: 'project-exists' })
  expect(await store.projects()).toHaveLength(43)
  await store.close()
}, 120_000)
