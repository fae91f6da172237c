import { Type, type Static, type TSchema } from 'typebox'
import { wireProblem } from './contract.ts'

const closed = <P extends Record<string, TSchema>>(properties: P) =>
  Type.Object(properties, { additionalProperties: false })
const maybe = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()])
const share = Type.Number({ minimum: 0, maximum: 1 })
const planMinute = Type.Integer()
const minorUnits = Type.Integer()

/** How activities vary together: draws of one group share a part of their luck. */
const correlationGroups = Type.Union([Type.Literal('wbs'), Type.Literal('kind'), Type.Literal('none')])

/** A multiple of the planned price, of which 1 must be within the range. */
const priceMultiple = Type.Number({ exclusiveMinimum: 0, maximum: 10 })
const givenAssumption = closed({
  /** Share of the kind that is paid by time. */
  timeShare: Type.Optional(share),
  /** What its prices and quantities may come to whatever the time, as multiples of the plan. */
  price: Type.Optional(closed({ least: priceMultiple, most: priceMultiple })),
})

/** What a simulation may be told; everything absent takes the default it names in its answer. */
export const simulationRequest = closed({
  runs: Type.Optional(Type.Integer({ minimum: 100, maximum: 200_000 })),
  seed: Type.Optional(Type.Integer({ minimum: 0, maximum: 4_294_967_295 })),
  /** Shape of three-point and default ranges; betaPert where absent. */
  distribution: Type.Optional(
    Type.Union([
      Type.Literal('triangular'),
      Type.Literal('betaPert'),
      Type.Literal('lognormal'),
      Type.Literal('uniform'),
    ]),
  ),
  /** Groups by the first two levels of the WBS, by kind of work (the name without floors and numbers), or none. */
  correlateBy: Type.Optional(correlationGroups),
  /** Correlation of two activities of a group. */
  correlation: Type.Optional(Type.Number({ minimum: -1, maximum: 1 })),
  /** Correlation of activities of two named groups; repaired and said so where no set of numbers can have it. */
  groupCorrelations: Type.Optional(
    Type.Array(closed({ first: Type.String(), second: Type.String(), correlation: Type.Number() }), {
      maxItems: 500,
    }),
  ),
  /** Ends before all runs are made when P80 of finish and cost no longer moves; true where absent. */
  stopWhenStable: Type.Optional(Type.Boolean()),
  /** False leaves the risk register out. */
  withRisks: Type.Optional(Type.Boolean()),
  /** In the place of what finished projects or defaults say, by kind of cost. */
  costAssumptions: Type.Optional(
    closed({
      labour: Type.Optional(givenAssumption),
      material: Type.Optional(givenAssumption),
      machine: Type.Optional(givenAssumption),
      subcontract: Type.Optional(givenAssumption),
      other: Type.Optional(givenAssumption),
    }),
  ),
  /** True keeps every run to the limits of resources; starts of an accepted levelling give the order in which work gets them and hold as
   *  earliest starts, else an order is looked for. False where absent. */
  levelled: Type.Optional(Type.Boolean()),
})
export type SimulationRequest = Static<typeof simulationRequest>

/** Value at a probability; the curve is what is plotted as cumulative probability (S-curve). */
const curve = <S extends TSchema>(value: S) => Type.Array(closed({ probability: share, value }))
/** `from` to before `to`, and the share of runs in it. */
const histogram = <S extends TSchema>(value: S) => Type.Array(closed({ from: value, to: value, share }))
const summary = <S extends TSchema>(value: S) =>
  closed({
    /** What the plan says without uncertainty, levelled where the runs are. */
    planned: maybe(value),
    /** Share of runs that keep to `planned`. */
    plannedProbability: maybe(share),
    mean: value,
    /** In minutes of the clock or minor units. */
    deviation: Type.Number(),
    p10: value,
    p50: value,
    p80: value,
    p90: value,
    curve: curve(value),
    histogram: histogram(value),
  })

/** What moves the finish, most first: an activity's duration or a risk. */
const driver = closed({
  sheet: Type.Union([Type.Literal('activity'), Type.Literal('risk')]),
  rowKey: Type.String(),
  code: Type.String(),
  name: Type.String(),
  /** Expected finish where this alone is at its P10 and at its P90 (for a risk: does not, does occur), in plan minutes. */
  finishLow: planMinute,
  finishHigh: planMinute,
  /** Of an activity only. */
  criticality: maybe(share),
  /** Correlation of its duration (a risk's delay) with the finish. */
  cruciality: maybe(Type.Number({ minimum: -1, maximum: 1 })),
  sensitivity: maybe(Type.Number({ minimum: 0 })),
  /** Of a risk: how likely it was taken to be. */
  probability: maybe(share),
})
export type SimulationDriver = Static<typeof driver>

/** What was assumed of one kind of cost. */
const costAssumption = closed({
  kind: Type.Union([
    Type.Literal('labour'),
    Type.Literal('material'),
    Type.Literal('machine'),
    Type.Literal('subcontract'),
    Type.Literal('other'),
  ]),
  /** Share that is paid by time. */
  timeShare: share,
  timeShareSource: Type.Union([Type.Literal('given'), Type.Literal('default')]),
  /** What prices and quantities may come to whatever the time, as multiples of the remaining budget. */
  least: Type.Number(),
  most: Type.Number(),
  /** Of the range: given by the request, the user's own finished projects, or a stated default. */
  source: Type.Union([Type.Literal('given'), Type.Literal('history'), Type.Literal('default')]),
  /** How many finished projects it is from; null where it is not. */
  projects: maybe(Type.Integer()),
})

/** Where ranges of durations came from. */
const rangeSource = Type.Union([
  Type.Literal('threePoint'),
  Type.Literal('history'),
  Type.Literal('default'),
  Type.Literal('fixed'),
])

/** The newest simulation of a project. Times are plan minutes, money minor units. */
export const simulationAnswer = closed({
  projectId: Type.String(),
  statusAt: planMinute,
  /** The change of the plan it was made from, and whether the plan has moved on since. */
  fromChange: Type.Integer(),
  isCurrent: Type.Boolean(),
  runs: Type.Integer(),
  seed: Type.Integer(),
  /** `stable` when P80 stopped moving before all runs were made. */
  endedBy: Type.Union([Type.Literal('runs'), Type.Literal('stable')]),
  distribution: Type.String(),
  /** Whether every run kept to the limits of resources: dates, cost and what is critical are then those of levelled runs. */
  levelled: Type.Boolean(),
  correlateBy: correlationGroups,
  correlation: Type.Number(),
  /** True when the correlations given could not hold together and the nearest that can were taken. */
  correlationRepaired: Type.Boolean(),
  /** How many activities took their range from where. */
  ranges: Type.Array(closed({ source: rangeSource, activities: Type.Integer() })),
  /** One per kind of cost; none in a simulation stored before they were stated. */
  costAssumptions: Type.Array(costAssumption),
  finish: summary(planMinute),
  /** Null where the plan has neither budget nor actual cost. */
  cost: maybe(summary(minorUnits)),
  /** Share of runs that end by `finish` and cost no more than `cost`, both at their percentile of that probability. */
  joint: Type.Array(closed({ probability: share, finish: planMinute, cost: minorUnits, both: share })),
  /** The smallest pair of equal percentiles that 80 % of runs keep both of; null where no cost is known. */
  jointP80: maybe(closed({ finish: planMinute, cost: minorUnits })),
  /** Up to 400 runs, for the picture of finish against cost. */
  scatter: Type.Array(closed({ finish: planMinute, cost: minorUnits })),
  /** The ten that move the finish most; none that do not move it. */
  tornado: Type.Array(driver),
  /** Activities that were critical in at least one run, most often first, at most 200. */
  criticality: Type.Array(
    closed({
      rowKey: Type.String(),
      code: Type.String(),
      name: Type.String(),
      criticality: share,
      cruciality: maybe(Type.Number({ minimum: -1, maximum: 1 })),
      sensitivity: maybe(Type.Number({ minimum: 0 })),
      /** Null where runs are levelled. */
      significance: maybe(Type.Number({ minimum: 0 })),
    }),
  ),
  /** What could not be used, and what was assumed instead. */
  findings: Type.Array(wireProblem),
})
export type SimulationAnswer = Static<typeof simulationAnswer>
