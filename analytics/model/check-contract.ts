import { Type, type Static } from 'typebox'
import { problemPlace, wireProblem } from './contract.ts'

const judged = Type.Union([Type.Literal('pass'), Type.Literal('fail'), Type.Literal('not run')])
const count = Type.Integer({ minimum: 0 })
const nullableText = Type.Union([Type.String(), Type.Null()])

/** One of the 14 DCMA points in the language asked for; `places[i]` is the row that `items[i]` names. */
const dcmaCheck = Type.Object(
  {
    number: Type.Integer({ minimum: 1 }),
    name: Type.String(),
    result: judged,
    metric: Type.Union([Type.Number(), Type.Null()]),
    threshold: Type.Number(),
    count,
    of: count,
    items: Type.Array(Type.String()),
    places: Type.Array(problemPlace),
    /** Why it did not run, or what was left out of it. */
    reason: nullableText,
  },
  { additionalProperties: false },
)

/** One kind of fault of the plan with every row that has it; the items' code is that of the finding. */
const planFinding = Type.Object(
  {
    code: Type.String(),
    name: Type.String(),
    result: judged,
    severity: Type.Union([Type.Literal('error'), Type.Literal('warning'), Type.Literal('note')]),
    count,
    /** How many rows were looked at. */
    of: count,
    items: Type.Array(wireProblem),
    reason: nullableText,
  },
  { additionalProperties: false },
)

/** What a plan lacks to be carried out: activities whose resources, materials, lead times and drawings are covered, of all looked at. */
const feasibility = Type.Object(
  {
    /** covered / of; null where nothing could be looked at. */
    score: Type.Union([Type.Number({ minimum: 0, maximum: 1 }), Type.Null()]),
    covered: count,
    of: count,
    items: Type.Array(wireProblem),
    reason: nullableText,
  },
  { additionalProperties: false },
)

/** Everything the check of a stored plan says. */
export const planCheckAnswer = Type.Object(
  {
    projectId: Type.String(),
    code: Type.String(),
    /** Change number of the plan that was checked. */
    change: count,
    checks: Type.Array(dcmaCheck),
    findings: Type.Array(planFinding),
    feasibility,
  },
  { additionalProperties: false },
)
export type PlanCheckAnswer = Static<typeof planCheckAnswer>
