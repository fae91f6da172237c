import type {
  BaselineTaken,
  ForecastAnswer,
  ImportSummary,
  JobStatus,
  Language,
  ProjectSummary,
  WireProblem,
} from '#model/contract.ts'
import type { PlanCheckAnswer } from '#model/check-contract.ts'
import type { ExportPreview, ImportPreview } from '#model/exchange-contract.ts'
import type { ExplanationAnswer } from '#model/explanation-contract.ts'
import type { WireLevelProposal } from '#model/level-contract.ts'
import type { SimulationAnswer } from '#model/simulation-contract.ts'
import type { EntityName } from '#model/entities.ts'
import type { Problem } from '#model/problems.ts'
import type { Me } from '../sync/client.ts'
import type { Receipt } from '../sync/receipt.ts'
import type { DeleteQuestion, SyncStage } from '../sync/sync-project.ts'
import type { TableProposal } from '../sync/workbook-port.ts'
import type { WhatIfState } from './what-if-scenario.ts'

export type Screen =
  | 'starting'
  | 'signIn'
  | 'projects'
  | 'home'
  | 'insert'
  | 'bind'
  | 'problems'
  | 'check'
  | 'explanation'
  | 'levelling'
  | 'simulation'
  | 'whatIf'
  | 'import'
  | 'export'
  | 'receipt'
  | 'settings'

/** The command that runs; the pane shows how far it is and nothing else may start. */
export interface Busy {
  command:
    | 'signIn'
    | 'load'
    | 'insert'
    | 'bind'
    | 'sync'
    | 'refresh'
    | 'report'
    | 'follow'
    | 'dataDate'
    | 'baseline'
    | 'check'
    | 'explanation'
    | 'levelling'
    | 'acceptLevelling'
    | 'simulation'
    | 'whatIf'
    | 'preview'
    | 'import'
    | 'losses'
    | 'export'
  stage: SyncStage | null
  /** The calculation of a refresh, once the server has begun it. */
  job: JobStatus | null
}
/** Why the last command did not do what was asked. */
export interface Failure {
  /** `away`: no answer from the server, nothing is lost. `refused`: the server's own words. `broken`: anything else. */
  kind: 'away' | 'refused' | 'broken'
  text: string
}

/** A file chosen for import: what it holds, and once it is stored what became of it. */
export interface ImportFile {
  name: string
  bytes: ArrayBuffer
  preview: ImportPreview | null
  summary: ImportSummary | null
}

/** A typed cell to correct, found here and now; its text follows the pane's language. */
export interface TypedProblem {
  sheet: EntityName
  rowKey: string
  /** Position in the table, for a row that has no key yet. */
  row: number
  /** What people call the row: its code. */
  name: string
  field: string
  problem: Problem
}

/** Everything the pane shows. */
export interface PaneState {
  screen: Screen
  language: Language
  me: Me | null
  projects: ProjectSummary[] | null
  project: ProjectSummary | null
  /** Sheets of the project that the workbook holds. */
  sheets: EntityName[]
  isConnected: boolean
  /** Something was typed since the last sync. */
  isDirty: boolean
  /** Edits that wait for the server to come back. */
  waitingEdits: number
  busy: Busy | null
  failure: Failure | null
  receipt: Receipt | null
  findings: WireProblem[]
  /** Cells typed since the last sync that say something their field cannot hold. */
  typed: TypedProblem[]
  forecast: ForecastAnswer | null
  /** The data date was moved here and nothing was calculated at the new one yet. */
  isNewDate: boolean
  /** Codes of linked projects that moved on since the last calculation. */
  staleLinks: readonly string[]
  /** A linked project moved on after the last check of the plan. */
  isCheckOld: boolean
  /** The last check of the plan asked for, and the last explanation; of the project as it stood then. */
  check: PlanCheckAnswer | null
  explanation: ExplanationAnswer | null
  /** What levelling would change, until it is accepted or put away. */
  levelling: WireLevelProposal | null
  /** The newest simulation of the project, once it was asked for. */
  simulation: SimulationAnswer | null
  /** Scenarios to try, once their screen was opened. */
  whatIf: WhatIfState | null
  /** Change numbers that the last calculation and the one before it were made from, as far as this pane has seen them. */
  calculatedFrom: { last: number | null; before: number | null }
  importFile: ImportFile | null
  /** What an export in the chosen format would hold and lose. */
  exportPreview: ExportPreview | null
  /** The baseline taken just now, until the user puts its message away. */
  baseline: BaselineTaken | null
  question: DeleteQuestion[] | null
  proposal: TableProposal | null
  /** True when a proposal was asked for and the active sheet holds no table that fits. */
  foundNoTable: boolean
}

/** The pane before anything is known. */
export function initialState(language: Language): PaneState {
  return {
    screen: 'starting',
    language,
    me: null,
    projects: null,
    project: null,
    sheets: [],
    isConnected: true,
    isDirty: false,
    waitingEdits: 0,
    busy: null,
    failure: null,
    receipt: null,
    findings: [],
    typed: [],
    forecast: null,
    isNewDate: false,
    staleLinks: [],
    isCheckOld: false,
    check: null,
    explanation: null,
    levelling: null,
    simulation: null,
    whatIf: null,
    calculatedFrom: { last: null, before: null },
    importFile: null,
    exportPreview: null,
    baseline: null,
    question: null,
    proposal: null,
    foundNoTable: false,
  }
}
