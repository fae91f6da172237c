import { Type, type Static } from 'typebox'
import { problemPlace } from './contract.ts'

const count = Type.Integer({ minimum: 0 })
const maybeInteger = Type.Union([Type.Integer(), Type.Null()])

/** One cause and what it moved. */
const explanationPart = Type.Object(
  {
    kind: Type.Union([
      Type.Literal('dataDate'),
      Type.Literal('progress'),
      Type.Literal('calendar'),
      Type.Literal('option'),
      Type.Literal('activity'),
      Type.Literal('duration'),
      Type.Literal('constraint'),
      Type.Literal('link'),
      Type.Literal('cost'),
      Type.Literal('other'),
    ]),
    /** In words, in the language asked for: `A1020 工期 +5 天 → 完工推迟 3 天`. */
    text: Type.String(),
    /** The row that changed; empty where rows of several are meant. */
    at: problemPlace,
    /** How many changes of the journal it stands for. */
    changes: count,
    /** Movement of the finish in minutes of the clock, and in working minutes of the project's calendar; later is positive. */
    moved: maybeInteger,
    movedWork: maybeInteger,
    /** Movement of the budget in minor units. */
    movedBudget: Type.Integer(),
    /** Finish after this part, in plan minutes. */
    finish: maybeInteger,
  },
  { additionalProperties: false },
)

/** Why finish and budget moved between two change numbers; the parts add up to the movement. */
export const explanationAnswer = Type.Object(
  {
    projectId: Type.String(),
    code: Type.String(),
    from: count,
    to: count,
    finish: Type.Object({ before: maybeInteger, after: maybeInteger }, { additionalProperties: false }),
    moved: maybeInteger,
    movedWork: maybeInteger,
    /** Working minutes of one day of the project's calendar, to show work in days. */
    minutesPerDay: Type.Integer(),
    budget: Type.Object({ before: Type.Integer(), after: Type.Integer() }, { additionalProperties: false }),
    parts: Type.Array(explanationPart),
    /** Everything in one sentence. */
    summary: Type.String(),
  },
  { additionalProperties: false },
)
export type ExplanationAnswer = Static<typeof explanationAnswer>
