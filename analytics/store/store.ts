import type { SignInStore } from './sign-in.ts'
import type { ProjectSummary } from '#model/contract.ts'
import type { entities, EntityName } from '#model/entities.ts'
import type { ResultRow, StoredRow } from '#model/entity.ts'
import type { Role } from '#model/field.ts'
import type { Plan } from '#model/plan.ts'
import type { Problem } from '#model/problems.ts'
import type { StoredBasis, StoredForecastModel, StoredLessons, StoredScore } from './forecast-memory.ts'
import type { FinishedProject } from './read-history.ts'
import type { TieOutFigures, TieOutScope } from './read-tie-out.ts'
import type { Value } from './rows.ts'

export type RowOf<N extends EntityName> = StoredRow<(typeof entities)[N]>
export type ResultOf<N extends EntityName> = ResultRow<(typeof entities)[N]>
/** A calculated row with the number of the calculation that last changed it. */
export type NumberedResult<N extends EntityName> = ResultOf<N> & { resultNumber: number }

/** How far a project has come: its last batch, its last calculation, the batch that one was made from, and the latest earlier
 *  batch that a calculation was made from. */
export interface ProjectState {
  change: number
  resultNumber: number
  resultsFromChange: number | null
  previousFromChange: number | null
}

export type Operation = 'create' | 'set' | 'delete' | 'import'
/** One line of the journal. `field` is null where the whole row is meant; its values are then rows. */
export interface ChangeEntry {
  sheet: EntityName
  rowKey: string
  operation: Operation
  field: string | null
  oldValue: unknown
  newValue: unknown
}
/** Who made a batch. `at` is an ISO instant, `batch` its idempotency key. */
export interface Author {
  who: string
  role: Role
  at: string
  batch: string | null
}
export type JournalEntry = ChangeEntry & Author & { change: number; ordinal: number }

/** What happened to rows since a change number; a row is in `removed` or in `touched`, never in both. */
export interface ChangedRows {
  change: number
  touched: Map<EntityName, Set<string>>
  removed: Map<EntityName, Set<string>>
  /** Rows whose code was set: cells that refer to them show another text. */
  renamed: Map<EntityName, Set<string>>
}

/** A batch that was applied before, with the answer it got. */
export interface StoredBatch {
  projectId: string
  requestHash: string
  change: number
  answer: unknown
}
export type NewBatch = StoredBatch & { idempotencyKey: string; at: string; who: string }

/** A row that refers to another: `target` is the row key it holds in `field`. */
export interface Reference {
  sheet: EntityName
  rowKey: string
  field: string
  target: string
}

/** What became of a project that was imported again; `kept` rows are no longer in the file but still in use. */
export interface ReplacedPlan {
  projectId: string
  change: number
  created: number
  set: number
  deleted: number
  kept: Reference[]
}

/** Reads; within one `read` or `write` they all see the same moment. */
export interface StoreReader {
  projects(): Promise<ProjectSummary[]>
  /** The project of an id, else of a code. Throws `project-unknown`. */
  findProject(idOrCode: string): Promise<ProjectSummary>
  /** Throws `project-unknown`. */
  projectState(projectId: string): Promise<ProjectState>
  /** Rows of a sheet, by code where rows have one (A2 before A10), else by date or as they came. */
  rows<N extends EntityName>(
    entityName: N,
    projectId: string,
    rowKeys?: Iterable<string>,
  ): Promise<RowOf<N>[]>
  results<N extends EntityName>(
    entityName: N,
    projectId: string,
    rowKeys?: Iterable<string>,
  ): Promise<NumberedResult<N>[]>
  rowKeysByCode(entityName: EntityName, projectId: string): Promise<Map<string, string>>
  /** Throws `project-unknown`. */
  readPlan(projectId: string): Promise<Plan>
  readPlans(projectIds: readonly string[]): Promise<Plan[]>
  /** Ids of the other projects that links lead to or from, directly or through others. */
  linkedProjects(projectId: string): Promise<string[]>
  /** Codes of linked projects that moved on, came or went since the project was last calculated. */
  staleLinks(projectId: string): Promise<string[]>
  /** Ids of the projects whose results hang on this one through links. */
  followers(projectId: string): Promise<string[]>
  changedSince(projectId: string, change: number): Promise<ChangedRows>
  /** Rows whose results a later calculation than `resultNumber` changed. */
  resultKeysSince(entityName: EntityName, projectId: string, resultNumber: number): Promise<Set<string>>
  /** Newest first. With `field`, whole-row entries carry that field's value. */
  journal(projectId: string, filter: JournalFilter): Promise<JournalEntry[]>
  findings(projectId: string): Promise<Problem[]>
  /** Figures of a report, worked out apart from the rows it is written from. */
  tieOutFigures(projectId: string, scope: TieOutScope): Promise<TieOutFigures>
  /** Finished projects with what was made of them for forecasts to learn from. */
  finishedProjects(): Promise<FinishedProject[]>
  /** Changes whenever what `finishedProjects` would teach may have. */
  finishedMarks(): Promise<string>
  newestForecastModel(forSamples: boolean): Promise<StoredForecastModel | null>
  trackRecord(version: number): Promise<string | null>
  backtestScores(version: number): Promise<StoredScore[]>
  forecastBases(projectId: string): Promise<StoredBasis[]>
  referencesTo(projectId: string, entityName: EntityName, rowKeys: Iterable<string>): Promise<Reference[]>
  findBatch(idempotencyKey: string): Promise<StoredBatch | null>
}
export interface JournalFilter {
  sheet?: EntityName
  rowKey?: string
  field?: string
  /** Only entries of later changes. */
  after?: number
  limit: number
}

/** One transaction: everything in it happens, or nothing. */
export interface StoreTransaction extends StoreReader {
  /** Counts the project's change number up and gives it; 1 for a project without any. */
  nextChange(projectId: string): Promise<number>
  /** Counts the project's calculations up and notes the change they were made from. */
  nextResult(projectId: string, fromChange: number): Promise<number>
  /** Notes at which change each linked project stood for the project's newest calculation. */
  putLinkedResults(projectId: string, changes: ReadonlyMap<string, number>): Promise<void>
  /** Throws `row-key-taken` where a row with that key is there already. */
  insertRows<N extends EntityName>(entityName: N, rows: readonly RowOf<N>[]): Promise<void>
  /** Puts whole rows in the place of those with the same keys. */
  replaceRows<N extends EntityName>(entityName: N, rows: readonly RowOf<N>[]): Promise<void>
  /** Gives how many were there. Their results go with them. */
  deleteRows(entityName: EntityName, projectId: string, rowKeys: Iterable<string>): Promise<number>
  /** For sheets that only the server makes. */
  deleteAllRows(entityName: EntityName, projectId: string): Promise<number>
  appendChanges(
    projectId: string,
    change: number,
    entries: readonly ChangeEntry[],
    author: Author,
  ): Promise<void>
  recordBatch(batch: NewBatch): Promise<void>
  /** Makes `rows` the results of the sheet; only rows that differ get the new number. Gives how many did. */
  replaceResults<N extends EntityName>(
    entityName: N,
    projectId: string,
    rows: readonly ResultOf<N>[],
    resultNumber: number,
  ): Promise<number>
  replaceFindings(projectId: string, resultNumber: number, findings: readonly Problem[]): Promise<void>
  putLessons(lessons: readonly StoredLessons[]): Promise<void>
  /** Numbers a new version of what was learned and gives the number. */
  addForecastModel(model: Omit<StoredForecastModel, 'version' | 'trackRecord'>): Promise<number>
  putBacktest(version: number, trackRecord: string, scores: readonly StoredScore[]): Promise<void>
  putForecastBasis(basis: StoredBasis): Promise<void>
  /** Removes a project with its journal and batches. */
  deleteProject(projectId: string): Promise<void>
  /** Stores new projects with one journal entry per row. Throws `project-exists`. */
  insertPlans(plans: readonly Plan[], author: Author): Promise<void>
  /** Brings a stored project to what a file now says; see `replace-plan.ts` for what stays. */
  replacePlan(projectId: string, plan: Plan, author: Author): Promise<ReplacedPlan>
}

export interface Store extends StoreReader {
  file: string
  /** Number of the newest migration. */
  schemaVersion: number
  /** Where the file was copied to before it was migrated; null when it was not. */
  migrationBackup: string | null
  signIn: SignInStore
  /** One transaction at a time, in the order asked for; durable when it resolves. Never call it from inside `work`. */
  write<T>(work: (tx: StoreTransaction) => Promise<T>): Promise<T>
  /** Several reads of one moment. */
  read<T>(work: (reader: StoreReader) => Promise<T>): Promise<T>
  /** A whole copy of one moment while writing goes on. Throws `backup-exists`. */
  backup(file: string): Promise<{ file: string; projects: number; changes: number }>
  close(): Promise<void>
}
export type { Value }
