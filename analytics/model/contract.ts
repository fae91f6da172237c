import { Type, type Static, type TSchema } from 'typebox'
import { forecastChange, notUsedByForecast, trackRecord } from './forecast-answer.ts'

const closed = <P extends Record<string, TSchema>>(properties: P) =>
  Type.Object(properties, { additionalProperties: false })
const uuid = Type.String({ minLength: 1, maxLength: 64 })
const changeNumber = Type.Integer({ minimum: 0 })
const planMinute = Type.Integer()
const minorUnits = Type.Integer()
const nullable = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()])

/** A value of a field on the wire: money in minor units, time in plan minutes, work in minutes, references as codes. */
export const cellValue = Type.Union([
  Type.String({ maxLength: 32767 }),
  Type.Number(),
  Type.Boolean(),
  Type.Null(),
])
export type CellValue = Static<typeof cellValue>

export const roleName = Type.Union([
  Type.Literal('owner'),
  Type.Literal('planner'),
  Type.Literal('cost'),
  Type.Literal('site'),
  Type.Literal('viewer'),
])
export const language = Type.Union([Type.Literal('zh'), Type.Literal('en')])
export type Language = Static<typeof language>

export const problemPlace = closed({
  sheet: Type.Optional(Type.String()),
  rowKey: Type.Optional(Type.String()),
  code: Type.Optional(Type.String()),
  field: Type.Optional(Type.String()),
  file: Type.Optional(Type.String()),
  line: Type.Optional(Type.Integer()),
  part: Type.Optional(Type.String()),
})
/** A finding about a plan, with its text in the language that was asked for. */
export const wireProblem = closed({
  code: Type.String(),
  severity: Type.Union([Type.Literal('error'), Type.Literal('warning'), Type.Literal('note')]),
  text: Type.String(),
  at: problemPlace,
})
export type WireProblem = Static<typeof wireProblem>
/** RFC 9457 body of a failed request; `code` is from the catalogue. */
export const problemBody = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.String(),
  code: Type.String(),
  at: Type.Optional(problemPlace),
  instance: Type.Optional(Type.String()),
})

export const signInRequest = closed({
  pairingCode: Type.String({ minLength: 4, maxLength: 64 }),
  device: Type.Optional(Type.String({ maxLength: 120 })),
})
export const me = closed({ name: Type.String(), role: roleName })
export const signInAnswer = closed({ token: Type.String(), expiresAt: Type.String(), me })
export type SignInAnswer = Static<typeof signInAnswer>
export const pairingRequest = closed({ name: Type.String({ minLength: 1, maxLength: 80 }), role: roleName })
export const pairingAnswer = closed({ pairingCode: Type.String(), expiresAt: Type.String() })

export const projectSummary = closed({
  projectId: uuid,
  code: Type.String(),
  name: Type.String(),
  status: Type.String(),
  currency: Type.String(),
  isSample: Type.Boolean(),
  source: Type.String(),
  dataDate: nullable(planMinute),
  change: changeNumber,
  activities: Type.Integer(),
})
export type ProjectSummary = Static<typeof projectSummary>
export const projectList = closed({ projects: Type.Array(projectSummary) })
export const newProject = closed({
  code: Type.String({ minLength: 1, maxLength: 64 }),
  name: Type.String({ minLength: 1, maxLength: 255 }),
  currency: Type.Optional(Type.String({ minLength: 3, maxLength: 3 })),
  plannedStart: Type.Optional(planMinute),
})
export type NewProject = Static<typeof newProject>

/** Rows of one sheet as column arrays of equal length; `rowKeys[i]` and `columns[field][i]` are one row. */
export const sheetRows = closed({
  sheet: Type.String(),
  /** True when these are all rows of the sheet, so that a row not listed is gone; else only what changed. */
  complete: Type.Boolean(),
  rowKeys: Type.Array(uuid),
  columns: Type.Record(Type.String(), Type.Array(cellValue)),
  /** Row keys that are gone since the change number asked for. */
  removed: Type.Array(uuid),
})
export type SheetRows = Static<typeof sheetRows>
export const pullAnswer = closed({
  projectId: uuid,
  /** The project's change number these rows bring the workbook to. */
  change: changeNumber,
  /** The number of the newest calculation included; results carry the change they were made from. */
  resultNumber: changeNumber,
  resultsFromChange: nullable(changeNumber),
  /** Codes of linked projects that moved on since that calculation: its results are as old as those of an edited project. */
  staleLinks: Type.Array(Type.String()),
  sheets: Type.Array(sheetRows),
})
export type PullAnswer = Static<typeof pullAnswer>

/** Edits as column arrays; `operation` create and delete carry field '' and null values. */
export const editColumns = closed({
  sheet: Type.Array(Type.String()),
  rowKey: Type.Array(uuid),
  operation: Type.Array(Type.Union([Type.Literal('create'), Type.Literal('set'), Type.Literal('delete')])),
  field: Type.Array(Type.String()),
  base: Type.Array(cellValue),
  value: Type.Array(cellValue),
})
export type EditColumns = Static<typeof editColumns>
export const pushRequest = closed({
  idempotencyKey: uuid,
  /** The change number the base values were read at. */
  baseChange: changeNumber,
  edits: editColumns,
})
export type PushRequest = Static<typeof pushRequest>
export const editOutcome = Type.Union([
  Type.Literal('accepted'),
  /** The stored value already is what was sent. */
  Type.Literal('unchanged'),
  Type.Literal('refused'),
  Type.Literal('conflict'),
  /** A computed or foreign column: put the stored value back. */
  Type.Literal('readOnly'),
])
export type EditOutcome = Static<typeof editOutcome>
export const pushAnswer = closed({
  change: changeNumber,
  /** True when the same batch had been applied before. */
  repeated: Type.Boolean(),
  /** One outcome per edit, in order. */
  outcomes: Type.Array(editOutcome),
  /** For edits that were not accepted: index of the edit, the reason, and the value stored now. */
  reasons: Type.Array(
    closed({ edit: Type.Integer({ minimum: 0 }), problem: wireProblem, stored: cellValue }),
  ),
})
export type PushAnswer = Static<typeof pushAnswer>

/** The name people give a baseline; null for none. */
export const baselineRequest = closed({ name: nullable(Type.String({ minLength: 1, maxLength: 255 })) })
export const baselineTaken = closed({ code: Type.String(), activities: Type.Integer(), change: changeNumber })
export type BaselineTaken = Static<typeof baselineTaken>

export const jobState = Type.Union([
  Type.Literal('queued'),
  Type.Literal('running'),
  Type.Literal('done'),
  Type.Literal('failed'),
  Type.Literal('cancelled'),
])
export const jobStage = Type.Union([
  Type.Literal('queued'),
  Type.Literal('reading'),
  Type.Literal('schedule'),
  Type.Literal('cost'),
  Type.Literal('earnedValue'),
  Type.Literal('forecast'),
  Type.Literal('writing'),
  Type.Literal('done'),
])
export const jobStatus = closed({
  jobId: uuid,
  kind: Type.Union([
    Type.Literal('refresh'),
    Type.Literal('import'),
    Type.Literal('simulation'),
    Type.Literal('levelling'),
  ]),
  /** Null for an import: its projects are known when it is done. */
  projectId: nullable(uuid),
  state: jobState,
  stage: jobStage,
  progress: Type.Number({ minimum: 0, maximum: 1 }),
  /** Set when the state is failed. */
  problem: nullable(wireProblem),
  /** What the refresh found wrong with the plan. */
  findings: Type.Array(wireProblem),
  resultNumber: nullable(changeNumber),
})
export type JobStatus = Static<typeof jobStatus>

/** Server-sent events: a project moved to a change or result number, or one it is linked with did; a job moved on. */
export const projectEvent = closed({
  kind: Type.Literal('project'),
  projectId: uuid,
  change: changeNumber,
  resultNumber: changeNumber,
  /** Codes of linked projects that moved on since the last calculation. */
  staleLinks: Type.Array(Type.String()),
})
export const jobEvent = closed({ kind: Type.Literal('job'), job: jobStatus })
export const serverEvent = Type.Union([projectEvent, jobEvent])
export type ServerEvent = Static<typeof serverEvent>

const percentiles = <S extends TSchema>(value: S) =>
  closed({ p10: nullable(value), p50: nullable(value), p80: nullable(value), p90: nullable(value) })
/** A forecast as the pane shows it: finish in plan minutes, cost in minor units. */
export const forecastAnswer = closed({
  projectId: uuid,
  statusAt: planMinute,
  method: Type.String(),
  sufficientHistory: Type.Boolean(),
  finish: percentiles(planMinute),
  cost: percentiles(minorUnits),
  reference: Type.Array(
    closed({ code: Type.String(), name: nullable(Type.String()), weight: Type.Number() }),
  ),
  indices: Type.Record(Type.String(), nullable(Type.Number())),
  /** Version of what was learned from finished projects; null where nothing was. */
  modelVersion: nullable(Type.Integer({ minimum: 1 })),
  /** Null with too few finished projects to test on. */
  trackRecord: nullable(trackRecord),
  notUsed: notUsedByForecast,
  /** Against the forecast of the data date before, else the last one of the same data date; null for the first. */
  change: nullable(forecastChange),
  /** Every forecast so far, by data date. */
  course: Type.Array(
    closed({
      statusAt: planMinute,
      plannedFinish: nullable(planMinute),
      budgetAtCompletion: nullable(minorUnits),
      finish: percentiles(planMinute),
      cost: percentiles(minorUnits),
    }),
  ),
})
export type ForecastAnswer = Static<typeof forecastAnswer>

/** Calls of custom functions, answered together. */
export const functionCalls = closed({
  calls: Type.Array(closed({ name: Type.String(), arguments: Type.Array(cellValue) }), { maxItems: 5000 }),
})
export const functionAnswers = closed({
  answers: Type.Array(closed({ value: cellValue, problem: nullable(wireProblem) })),
})
export type FunctionCalls = Static<typeof functionCalls>
export type FunctionAnswers = Static<typeof functionAnswers>

export const importSummary = closed({
  projects: Type.Array(
    closed({
      code: Type.String(),
      name: Type.String(),
      activities: Type.Integer(),
      links: Type.Integer(),
      resources: Type.Integer(),
      calendars: Type.Integer(),
      periods: Type.Integer(),
    }),
  ),
  notUsed: Type.Array(closed({ file: Type.String(), place: Type.String(), reason: Type.String() })),
})
export type ImportSummary = Static<typeof importSummary>

export const reportRequest = closed({ projectIds: Type.Array(uuid, { minItems: 1, maxItems: 50 }), language })
export const health = closed({
  status: Type.Literal('ok'),
  version: Type.String(),
  schemaVersion: Type.Integer(),
  projects: Type.Integer(),
})
