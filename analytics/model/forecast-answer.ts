import { Type, type Static, type TSchema } from 'typebox'

const closed = <P extends Record<string, TSchema>>(properties: P) =>
  Type.Object(properties, { additionalProperties: false })
const maybeNumber = Type.Union([Type.Number(), Type.Null()])
const maybeInteger = Type.Union([Type.Integer(), Type.Null()])

/** Error of P50 and shares of actual values at or below P80 and within P10 to P90; 0..1, null where nothing was to score. */
const trackScore = closed({ mape: maybeNumber, p80HitRate: maybeNumber, p10p90Coverage: maybeNumber })

/** How right such forecasts have been on the user's own finished projects, each forecast without having seen its family. */
export const trackRecord = closed({
  projects: Type.Integer({ minimum: 0 }),
  /** Methods of finish and cost that the back-test chose, as `forecastRules` names them. */
  method: closed({ finish: Type.String(), cost: Type.String() }),
  /** What finished projects kept of their deviations, those of this kind where there are any, else all: at this share of the budget
   *  earned the days of finish per day of lag by itself, beyond what the open activities or else earned schedule show; and the
   *  share of a cost deviation that the rest had too, which counts as much as is still to earn. Null where another method
   *  forecasts. */
  kept: Type.Union([
    closed({
      isOfKind: Type.Boolean(),
      earned: Type.Number({ minimum: 0, maximum: 1 }),
      finish: maybeNumber,
      cost: maybeNumber,
    }),
    Type.Null(),
  ]),
  finish: trackScore,
  cost: trackScore,
  /** By thirds of the earned budget. */
  byStage: Type.Array(
    closed({
      stage: Type.Union([Type.Literal('early'), Type.Literal('mid'), Type.Literal('late')]),
      projects: Type.Integer({ minimum: 0 }),
      finish: trackScore,
      cost: trackScore,
    }),
  ),
  /** P80 held in 70 to 90 % of the projects for finish and cost: outside it the ranges are not to be relied on. */
  isCalibrated: Type.Boolean(),
})
export type TrackRecord = Static<typeof trackRecord>
export type TrackScore = Static<typeof trackScore>

/** Why P50 moved between two forecasts: movements in minutes and minor units that add up to the whole. `finish` or `cost` is
 *  null where one of the two forecasts has none. */
export const forecastChange = closed({
  from: closed({ statusAt: Type.Integer(), finish: maybeInteger, cost: maybeInteger }),
  to: closed({ statusAt: Type.Integer(), finish: maybeInteger, cost: maybeInteger }),
  parts: Type.Array(
    closed({
      kind: Type.Union([
        Type.Literal('model'),
        Type.Literal('dataDate'),
        Type.Literal('progress'),
        Type.Literal('cost'),
        Type.Literal('statuses'),
        Type.Literal('plan'),
      ]),
      /** Figures the words are made of, by name. */
      data: Type.Record(Type.String(), maybeNumber),
      movement: closed({ finish: maybeInteger, cost: maybeInteger }),
    }),
  ),
})
export type ForecastChange = Static<typeof forecastChange>

/** What a forecast could not use, for `describeProblem`; without `at` where it was noted before places were. */
export const notUsedByForecast = Type.Array(
  closed({
    code: Type.String(),
    at: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    data: Type.Record(Type.String(), Type.Unknown()),
  }),
)
