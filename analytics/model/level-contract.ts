import { Type, type Static, type TSchema } from 'typebox'
import { wireProblem } from './contract.ts'

const closed = <P extends Record<string, TSchema>>(properties: P) =>
  Type.Object(properties, { additionalProperties: false })
const planMinute = Type.Integer({ description: 'Minutes since 1970-01-01T00:00 plan time' })
const maybeMinute = Type.Union([planMinute, Type.Null()])
const units = Type.Integer({ description: 'Thousandths of the unit of the resource' })

export const levelMode = Type.Union([Type.Literal('finishMayMove'), Type.Literal('withinFloat')])

/** What to level and how long to search. */
export const levelRequest = closed({
  mode: Type.Optional(levelMode),
  /** Other projects to level together with the one asked for, by id or code. */
  with: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { maxItems: 50 })),
  seconds: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 600 })),
  seed: Type.Optional(Type.Integer({ minimum: 0, maximum: 2_147_483_647 })),
})
export type LevelRequest = Static<typeof levelRequest>

/** What levelling would change; nothing of it is written until it is accepted. */
export const levelProposal = closed({
  proposalId: Type.String(),
  mode: levelMode,
  projects: Type.Array(
    closed({
      projectId: Type.String(),
      code: Type.String(),
      priority: Type.Integer(),
      finishBefore: maybeMinute,
      finishAfter: maybeMinute,
    }),
  ),
  moves: Type.Array(
    closed({
      projectId: Type.String(),
      rowKey: Type.String(),
      code: Type.String(),
      name: Type.String(),
      startBefore: planMinute,
      startAfter: planMinute,
      finishBefore: planMinute,
      finishAfter: planMinute,
      levelledStart: maybeMinute,
    }),
  ),
  /** Stretches in which a resource stays needed beyond what there is. */
  overloads: Type.Array(
    closed({
      projectId: Type.String(),
      rowKey: Type.String(),
      resource: Type.String(),
      from: planMinute,
      to: planMinute,
      need: units,
      available: units,
      activities: Type.Array(Type.String()),
    }),
  ),
  overloadsBefore: Type.Integer(),
  isProven: Type.Boolean(),
  schedules: Type.Integer(),
  findings: Type.Array(wireProblem),
})
export type WireLevelProposal = Static<typeof levelProposal>

/** The change number each project has after a proposal was accepted or levelling cleared. */
export const levelAccepted = closed({
  projects: Type.Array(closed({ projectId: Type.String(), change: Type.Integer(), moved: Type.Integer() })),
})
export type LevelAccepted = Static<typeof levelAccepted>
