import { Type, type Static, type TSchema } from 'typebox'
import { cellValue, editColumns, editOutcome, wireProblem } from './contract.ts'
import { simulationAnswer, simulationRequest } from './simulation-contract.ts'

const closed = <P extends Record<string, TSchema>>(properties: P) =>
  Type.Object(properties, { additionalProperties: false })
const maybeInteger = Type.Union([Type.Integer(), Type.Null()])
const maybeMinute = Type.Union([
  Type.Integer({ description: 'Minutes since 1970-01-01T00:00 plan time' }),
  Type.Null(),
])
const maybeMoney = Type.Union([Type.Integer({ description: 'Minor units' }), Type.Null()])

const { seed, distribution, correlateBy, correlation, groupCorrelations, costAssumptions } =
  simulationRequest.properties

/** How to simulate scenarios: with the risk register, and all of them by the same draws, so every run is made. */
const scenarioSimulation = closed({
  runs: Type.Optional(Type.Integer({ minimum: 100, maximum: 20_000 })),
  seed,
  distribution,
  correlateBy,
  correlation,
  groupCorrelations,
  costAssumptions,
  /** True keeps every run to the limits of resources, so that crews and capacities move the finish; starts of an accepted levelling then give
   *  the order in which work gets them and hold nothing back. False where absent. */
  levelled: Type.Optional(Type.Boolean()),
})
export type ScenarioSimulation = Static<typeof scenarioSimulation>

/** Changes to try out together, as edits of a workbook are sent; nothing of them is stored. */
export const whatIfRequest = closed({
  scenarios: Type.Array(closed({ name: Type.String({ minLength: 1, maxLength: 100 }), edits: editColumns }), {
    minItems: 1,
    maxItems: 10,
  }),
  /** Simulates finish and cost of the present plan and of every scenario; absent where only dates and costs are wanted. */
  simulate: Type.Optional(scenarioSimulation),
})
export type WhatIfRequest = Static<typeof whatIfRequest>

/** What a plan comes to once it is calculated. */
const whatIfFigures = closed({
  /** Latest finish; null without dated activities. */
  finish: maybeMinute,
  /** Activities on the critical path, summaries left out. */
  criticalCount: Type.Integer(),
  budgetAtCompletion: maybeMoney,
  /** The forecast at the data date; null where there is none to make. */
  finishP50: maybeMinute,
  finishP80: maybeMinute,
  costP50: maybeMoney,
  costP80: maybeMoney,
  /** Resources needed at some time beyond what is available. */
  overloadedResources: Type.Integer(),
})
export type WhatIfFigures = Static<typeof whatIfFigures>

/** What a scenario has more of than the present plan: minutes, minor units, counts; null where either has none. */
const whatIfDifferences = closed({
  finish: maybeInteger,
  /** The same in working minutes of the project's calendar. */
  finishWork: maybeInteger,
  criticalCount: Type.Integer(),
  budgetAtCompletion: maybeInteger,
  finishP50: maybeInteger,
  finishP80: maybeInteger,
  costP50: maybeInteger,
  costP80: maybeInteger,
  overloadedResources: Type.Integer(),
})
export type WhatIfDifferences = Static<typeof whatIfDifferences>

/** What the runs of a simulation come to. */
const simulatedFigures = closed({
  finishP50: Type.Integer(),
  finishP80: Type.Integer(),
  /** Null where the plan has neither budget nor actual cost. */
  costP50: maybeMoney,
  costP80: maybeMoney,
})
export type SimulatedFigures = Static<typeof simulatedFigures>

/** What a scenario has more of by simulation: minutes, working minutes of the project's calendar, minor units. */
const simulatedDifferences = closed({
  finishP50: Type.Integer(),
  finishP50Work: Type.Integer(),
  finishP80: Type.Integer(),
  finishP80Work: Type.Integer(),
  costP50: maybeInteger,
  costP80: maybeInteger,
})
export type SimulatedDifferences = Static<typeof simulatedDifferences>

/** The present plan and every scenario, in the order sent. */
export const whatIfAnswer = closed({
  projectId: Type.String(),
  code: Type.String(),
  currency: Type.String(),
  /** The change number of the plan that the scenarios start from. */
  change: Type.Integer(),
  /** Working minutes of a day of the project's calendar. */
  minutesPerDay: Type.Integer(),
  present: whatIfFigures,
  /** Null where none was asked for. */
  simulation: Type.Union([
    closed({
      runs: Type.Integer(),
      seed: Type.Integer(),
      distribution: Type.String(),
      /** Whether every run kept to the limits of resources. */
      levelled: Type.Boolean(),
      costAssumptions: simulationAnswer.properties.costAssumptions,
      /** Null where the present plan cannot be simulated; `findings` say why. */
      present: Type.Union([simulatedFigures, Type.Null()]),
      /** What simulating the present plan assumed and could not use. */
      findings: Type.Array(wireProblem),
    }),
    Type.Null(),
  ]),
  scenarios: Type.Array(
    closed({
      name: Type.String(),
      figures: whatIfFigures,
      differences: whatIfDifferences,
      /** By the draws of the present plan's simulation, so differences are not chance; null where none was asked for or made. */
      simulated: Type.Union([
        closed({
          figures: simulatedFigures,
          differences: Type.Union([simulatedDifferences, Type.Null()]),
        }),
        Type.Null(),
      ]),
      /** One per edit. */
      outcomes: Type.Array(editOutcome),
      /** Why edits were not taken; the figures are those of the others. */
      reasons: Type.Array(
        closed({ edit: Type.Integer({ minimum: 0 }), problem: wireProblem, stored: cellValue }),
      ),
      /** What calculating the scenario found that is not found in the present plan. */
      findings: Type.Array(wireProblem),
    }),
  ),
})
export type WhatIfAnswer = Static<typeof whatIfAnswer>
