import type { FileComparison } from './compare-file.ts'
import type {
  EditColumns,
  EditOutcome,
  ForecastAnswer,
  FunctionAnswers,
  FunctionCalls,
  ImportSummary,
  Language,
  NewProject,
  ProjectSummary,
  PullAnswer,
  JobStatus,
} from '#model/contract.ts'
import type { Static } from 'typebox'
import type { datesAnswer } from '#model/dates-contract.ts'
import type { CellValue } from '#model/contract.ts'
import type { ExportFormat, ImportMode, ImportPreview } from '#model/exchange-contract.ts'
import type { TrackRecord } from '#model/forecast-answer.ts'
import type { StoredScore } from '#store/forecast-memory.ts'
import type { LevelProposal } from '#calc/level-plan.ts'
import type { LevelAccepted, LevelRequest } from '#model/level-contract.ts'
import type { EntityName } from '#model/entities.ts'
import type { Role } from '#model/field.ts'
import type { Problem } from '#model/problems.ts'
import type { SimulationRequest } from '#model/simulation-contract.ts'
import type { WhatIfRequest } from '#model/what-if-contract.ts'
import type { Person, SignInStore } from '#store/sign-in.ts'
import type { StoredSimulation } from './simulations.ts'
import type { AppliedHolidays } from './apply-holidays.ts'
import type { CheckedProject } from './check-stored-plan.ts'
import type { ExplainedProject } from './explain-project.ts'
import type { ExportEncoding, PlanExport } from './export-plan.ts'
import type { WhatIfOutcome } from './what-if.ts'

/** Who asks, for rights and for the journal. */
export interface Actor {
  name: string
  role: Role
  /** Language of the answers; zh where absent. */
  language?: Language
}

/** One batch of a workbook's edits and what became of each. */
export interface PushResult {
  change: number
  repeated: boolean
  outcomes: EditOutcome[]
  reasons: { edit: number; problem: Problem; stored: CellValue }[]
}

/** A job as it stands; problems still without language. */
export type JobProgress = Omit<JobStatus, 'problem' | 'findings'> & {
  problem: Problem | null
  findings: Problem[]
}

/** What listeners are told: a project moved on, or a job did. */
export type AnalyticsEvent =
  | { kind: 'project'; projectId: string; change: number; resultNumber: number; staleLinks: string[] }
  | { kind: 'job'; job: JobProgress }

/** Dates of one project's schedulable activities, in plan minutes; floats in working minutes of the activity's own calendar. */
export interface ProjectDates {
  code: string
  dataDate: number | null
  finish: number | null
  activities: {
    code: string
    status: string
    /** Of finished activities the actual dates. */
    earlyStart: number | null
    earlyFinish: number | null
    lateStart: number | null
    lateFinish: number | null
    totalFloatMinutes: number | null
    freeFloatMinutes: number | null
    critical: boolean
  }[]
}

/** Dates of projects and what is wrong with the plans or could not be read of their file. */
export interface FoundDates {
  projects: ProjectDates[]
  findings: Problem[]
}

/** Scores of the newest version of what was learned; null and empty with too few finished projects. */
export interface StoredBacktest {
  version: number | null
  trackRecord: TrackRecord | null
  scores: StoredScore[]
}

/** Everything the server and the command line can ask; the one door to jobs and store. */
export interface Analytics {
  signIn: SignInStore
  schemaVersion(): number
  projects(): Promise<ProjectSummary[]>
  /** The project of an id or code; throws `project-unknown`. */
  findProject(idOrCode: string): Promise<ProjectSummary>
  createProject(actor: Actor, project: NewProject): Promise<ProjectSummary>
  pull(
    projectId: string,
    sheets: EntityName[],
    since: { change: number; resultNumber: number } | null,
  ): Promise<PullAnswer>
  push(
    actor: Actor,
    projectId: string,
    batch: { idempotencyKey: string; baseChange: number; edits: EditColumns },
  ): Promise<PushResult>
  startRefresh(actor: Actor, projectId: string): Promise<JobProgress>
  job(jobId: string): JobProgress | null
  cancelJob(jobId: string): JobProgress | null
  /** Resolves when the job is done, failed or cancelled. */
  finishedJob(jobId: string): Promise<JobProgress>
  /** Freezes the calculated plan as the current baseline; throws `baseline-needs-refresh`. */
  takeBaseline(
    actor: Actor,
    projectId: string,
    name: string | null,
  ): Promise<{ code: string; activities: number; change: number }>
  findings(projectId: string): Promise<Problem[]>
  forecast(projectId: string): Promise<ForecastAnswer>
  /** How right forecasts would have been on the stored finished projects, each left out with its family. */
  backtest(): Promise<StoredBacktest>
  /** Simulates finish and cost as a job of kind `simulation`. Throws `project-unknown`. */
  startSimulation(actor: Actor, projectId: string, request: SimulationRequest): Promise<JobProgress>
  /** The newest simulation. Throws `simulation-missing`. */
  simulation(projectId: string): Promise<StoredSimulation>
  answerFunctions(calls: FunctionCalls): Promise<{ value: CellValue; problem: Problem | null }[]>
  /** Reads files or folders from disk and stores what they hold. */
  importPaths(
    actor: Actor,
    paths: string[],
    options: { asHistory: boolean; isSample?: boolean; mode?: ImportMode },
  ): Promise<ImportSummary>
  /** The same for one file whose bytes came over the network; its name tells its kind. */
  importFile(
    actor: Actor,
    file: { name: string; bytes: Uint8Array },
    options: { asHistory: boolean; mode?: ImportMode },
  ): Promise<ImportSummary>
  /** What a file holds and what importing it would do, nothing stored; given as bytes or as an absolute path. */
  previewImport(
    actor: Actor,
    file: { name: string; bytes: Uint8Array } | { path: string },
  ): Promise<ImportPreview>
  /** Imports as a job: followed by `job`, stopped by `cancelJob`, nothing stored unless all is. */
  startImport(
    actor: Actor,
    file: { name: string; bytes: Uint8Array },
    options: { asHistory: boolean; mode?: ImportMode },
  ): JobProgress
  /** What an import job stored; null while it runs or where it stored nothing. */
  importSummary(jobId: string): ImportSummary | null
  /** A stored project as a file for another program. */
  exportProject(
    actor: Actor,
    idOrCode: string,
    format: ExportFormat,
    options?: { encoding: ExportEncoding | null },
  ): Promise<PlanExport>
  /** Fills an empty database with the sample portfolio. */
  loadSamples(actor: Actor): Promise<ImportSummary>
  /** Dates of a file (absolute path) or a stored project, without storing anything. */
  schedule(fileOrProject: string): Promise<FoundDates>
  /** Recalculates a P6 file and compares with the dates it carries. */
  compareFile(file: string): Promise<FileComparison>
  /** The check of a file's plans (absolute path) or of a stored project: the 14 DCMA points, faults by kind, feasibility. */
  check(fileOrProject: string): Promise<CheckedProject[]>
  /** The same of a stored project, with the change number it stands at. */
  checkProject(projectId: string): Promise<CheckedProject & { change: number }>
  /** Dates and floats as the plan stands, calculated at once and not stored. */
  datesNow(projectId: string): Promise<Static<typeof datesAnswer>>
  /** What the plan would come to with the edits of each scenario; nothing is stored. Throws `project-unknown`, `columns-unequal`. */
  whatIf(actor: Actor, projectId: string, request: WhatIfRequest): Promise<WhatIfOutcome>
  /** Gives a calendar (code or row key) China's holidays of some years, all where none are named. */
  applyHolidays(
    actor: Actor,
    projectId: string,
    given: { calendar: string; years: readonly number[] },
  ): Promise<AppliedHolidays>
  /** Why finish and budget moved between two change numbers; throws `explanation-range-wrong`. */
  explain(
    projectId: string,
    range: { from?: number | undefined; to?: number | undefined },
  ): Promise<ExplainedProject>
  /** Searches dates at which the limited resources suffice; the job's number is the proposal's. Throws `level-without-limits`. */
  startLevelling(projectId: string, request: LevelRequest): Promise<JobProgress>
  /** Throws `level-proposal-unknown`, as do the next two. */
  levelProposal(proposalId: string): LevelProposal
  discardLevelling(proposalId: string): void
  /** Writes the starts of a proposal into all its projects or none and recalculates them. Throws `level-plan-changed`. */
  acceptLevelling(actor: Actor, proposalId: string): Promise<LevelAccepted>
  /** Clears the levelled starts of a project and recalculates it. */
  clearLevelling(actor: Actor, projectId: string): Promise<LevelAccepted>
  /** The workbook that people fill in to import a plan. */
  template(language: Language): Promise<Uint8Array>
  report(
    projectIds: string[],
    language: Language,
  ): Promise<{ bytes: Uint8Array; sheets: string[]; charts: number }>
  backup(file: string): Promise<{ file: string; projects: number; changes: number }>
  listen(listener: (event: AnalyticsEvent) => void): () => void
  close(): Promise<void>
}
export type { FunctionAnswers, PlanExport, Person, SignInStore }
