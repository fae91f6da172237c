import { Check } from 'typebox/value'
import { expect } from 'vitest'
import { whatIfAnswer, type WhatIfAnswer } from '#model/what-if-contract.ts'
import type { TestServer } from '../support/build-app.ts'

export const day = 480

/** A three-point estimate of one value: the duration is certain. */
export function always(days: number) {
  return {
    optimisticDuration: days * day,
    mostLikelyDuration: days * day,
    pessimisticDuration: days * day,
  }
}

/** The end of work on a day of March 2026, in plan minutes. */
export const at = (dayOfMarch: number) => Date.UTC(2026, 2, dayOfMarch, 17) / 60_000

export type Edit = [
  sheet: string,
  rowKey: string,
  field: string,
  base: unknown,
  value: unknown,
  operation?: 'create' | 'delete',
]
export const editsOf = (edits: Edit[]) => ({
  sheet: edits.map(edit => edit[0]),
  rowKey: edits.map(edit => edit[1]),
  operation: edits.map(edit => edit[5] ?? 'set'),
  field: edits.map(edit => edit[2]),
  base: edits.map(edit => edit[3]),
  value: edits.map(edit => edit[4]),
})

export type Row = [sheet: string, rowKey: string, values: Record<string, unknown>]

/** Makes a project that begins on Monday 2026-03-02 and works eight hours on five days, and gives its id. */
export async function makeProject(
  server: TestServer,
  token: string,
  code: string,
  rows: Row[],
): Promise<string> {
  const project = await server.as(token, {
    method: 'POST',
    url: '/api/projects',
    payload: { code, name: code, plannedStart: Date.UTC(2026, 2, 2, 8) / 60_000 },
  })
  const { projectId } = project.json<{ projectId: string }>()
  const edits = editsOf(
    rows.flatMap(([sheet, rowKey, values]): Edit[] => [
      [sheet, rowKey, '', null, null, 'create'],
      ...Object.entries(values).map(([field, value]): Edit => [sheet, rowKey, field, null, value]),
    ]),
  )
  const pushed = await server.as(token, {
    method: 'POST',
    url: `/api/projects/${projectId}/edits`,
    payload: { idempotencyKey: code, baseChange: 0, edits },
  })
  if (pushed.json().reasons.length > 0) throw new Error(pushed.body)
  return projectId
}

/** What scenarios come to, simulated where `simulate` says how. */
export async function askWhatIf(
  server: TestServer,
  token: string,
  projectId: string,
  edits: Edit[][],
  simulate: object | null,
): Promise<WhatIfAnswer> {
  const answer = await server.as(token, {
    method: 'POST',
    url: `/api/projects/${projectId}/what-if`,
    headers: { 'accept-language': 'en' },
    payload: {
      scenarios: edits.map((own, i) => ({ name: `S${i}`, edits: editsOf(own) })),
      ...(simulate && { simulate }),
    },
  })
  expect([answer.statusCode, Check(whatIfAnswer, answer.json())]).toEqual([200, true])
  return answer.json<WhatIfAnswer>()
}
