import fc from 'fast-check'
import { entities, entityOf, type EntityName } from '#model/entities.ts'
import { computedFields, storedFields } from '#model/entity.ts'
import type { Field } from '#model/field.ts'
import type { Plan } from '#model/plan.ts'
import type { ResultOf, RowOf } from '#store/store.ts'
import { planParts, planSheets } from '#model/plan-sheets.ts'

/** A stored row with any values its declaration allows; references hold keys of no row. */
export function arbitraryRow<N extends EntityName>(
  name: N,
  projectId: string,
  given: Record<string, fc.Arbitrary<unknown>> = {},
): fc.Arbitrary<RowOf<N>> {
  const fields = storedFields(entityOf(name)).map(([field, f]) => [field, arbitraryValue(f)])
  return fc.record({
    projectId: fc.constant(projectId),
    rowKey: name === 'project' ? fc.constant(projectId) : fc.uuid(),
    ...(Object.fromEntries(fields) as Record<string, fc.Arbitrary<unknown>>),
    ...given,
  }) as unknown as fc.Arbitrary<RowOf<N>>
}

/** Rows of a sheet with keys, and codes where it has them, that differ. */
export function arbitraryRows<N extends EntityName>(
  name: N,
  projectId: string,
  size: { minLength?: number; maxLength?: number } = {},
): fc.Arbitrary<RowOf<N>[]> {
  const { codeField } = entityOf(name)
  return fc
    .uniqueArray(arbitraryRow(name, projectId), { ...size, selector: row => row.rowKey })
    .map(rows =>
      rows.map((row, i) => (codeField === null ? row : { ...row, [codeField]: `${name}-${i + 1}` })),
    )
}

/** What calculation may say of a row. */
export function arbitraryResult<N extends EntityName>(
  name: N,
  projectId: string,
  rowKey: string,
): fc.Arbitrary<ResultOf<N>> {
  const fields = computedFields(entityOf(name)).map(([field, f]) => [field, arbitraryValue(f)])
  return fc.record({
    projectId: fc.constant(projectId),
    rowKey: fc.constant(rowKey),
    ...(Object.fromEntries(fields) as Record<string, fc.Arbitrary<unknown>>),
  }) as unknown as fc.Arbitrary<ResultOf<N>>
}

/** A project with some rows in every sheet; its references point at rows that exist. */
export function arbitraryPlan(projectId: string): fc.Arbitrary<Plan> {
  const parts = planParts.map(
    part => [part, arbitraryRows(planSheets[part], projectId, { minLength: 1, maxLength: 6 })] as const,
  )
  return fc
    .record({
      project: arbitraryRow('project', projectId, { code: fc.constant(`code of ${projectId}`) }),
      ...(Object.fromEntries(parts) as Record<string, fc.Arbitrary<unknown>>),
    })
    .map(plan => pointReferences(plan as unknown as Plan))
}

function pointReferences(plan: Plan): Plan {
  const keys = new Map<string, string[]>(
    planParts.map(part => [planSheets[part], plan[part].map(row => row.rowKey)]),
  )
  const point = (name: EntityName, row: object, i: number) => {
    const pointed = storedFields(entityOf(name)).flatMap(([field, { refersTo }]) => {
      const targets = refersTo === null ? undefined : keys.get(refersTo)
      const isSet = (row as Record<string, unknown>)[field] !== null
      return targets && isSet ? [[field, targets[i % targets.length]]] : []
    })
    return { ...row, ...(Object.fromEntries(pointed) as object) }
  }
  return {
    project: point('project', plan.project, 0),
    ...Object.fromEntries(
      planParts.map(part => [part, plan[part].map((row, i) => point(planSheets[part], row, i))]),
    ),
  } as unknown as Plan
}

function arbitraryValue(field: Field<unknown>): fc.Arbitrary<unknown> {
  const value = arbitraryOfKind(field)
  return field.nullable ? fc.option(value, { nil: null }) : value
}

function arbitraryOfKind({ kind, json, choices }: Field<unknown>): fc.Arbitrary<unknown> {
  const { minimum: min, maximum: max } = limitsOf(json)
  switch (kind) {
    case 'text':
    case 'ref':
    case 'links':
    case 'shifts':
      return fc.string({ unit: 'binary', minLength: 1, maxLength: 40 })
    case 'number':
    case 'ratio':
      return fc.double({ min, max, noNaN: true, noDefaultInfinity: true }).map(value => value + 0)
    case 'boolean':
      return fc.boolean()
    case 'oneOf':
      return fc.constantFrom(...choices.map(choice => choice.value))
    case 'integer':
    case 'money':
    case 'unitPrice':
    case 'quantity':
    case 'work':
    case 'day':
    case 'start':
    case 'finish':
      return fc.integer({ min, max })
  }
}

/** Bounds the schema states; a nullable field carries them in its first alternative. */
function limitsOf(json: unknown): { minimum: number; maximum: number } {
  const schema = json as { anyOf?: unknown[]; minimum?: number; maximum?: number }
  if (schema.anyOf) return limitsOf(schema.anyOf[0])
  return { minimum: schema.minimum ?? -1e9, maximum: schema.maximum ?? 1e9 }
}

/** The names of all sheets, for tests that go through each. */
export const sheetNames = Object.keys(entities) as EntityName[]
