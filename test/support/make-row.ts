import { entityOf, type EntityName } from '#model/entities.ts'
import { storedFields } from '#model/entity.ts'
import type { Plan } from '#model/plan.ts'
import { planParts } from '#model/plan-sheets.ts'
import type { RowOf } from '#store/store.ts'

/** A row as a form would make it: given values, else initial ones, else the plainest. */
export function makeRow<N extends EntityName>(
  name: N,
  given: Partial<Record<keyof RowOf<N> | 'code' | 'name', unknown>> & { projectId: string; rowKey: string },
): RowOf<N> {
  const fields = storedFields(entityOf(name)).map(([field, { nullable, initial, kind, choices }]) => {
    const plain = choices[0]?.value ?? plainest[kind] ?? 0
    return [field, initial ?? (nullable ? null : plain)]
  })
  return { ...Object.fromEntries(fields), ...given } as unknown as RowOf<N>
}
const plainest: Record<string, unknown> = { text: 'x', ref: 'x', shifts: '08:00-12:00', boolean: false }

/** A project with nothing in it but what is given. */
export function makePlan(projectId: string, parts: Partial<Plan> = {}): Plan {
  return {
    ...Object.fromEntries(planParts.map(part => [part, []])),
    project: makeRow('project', { projectId, rowKey: projectId, code: projectId }),
    ...parts,
  } as unknown as Plan
}
