import type {
  BaselineTaken,
  ForecastAnswer,
  FunctionAnswers,
  FunctionCalls,
  JobStatus,
  Language,
  NewProject,
  ProjectSummary,
  PullAnswer,
  PushAnswer,
  PushRequest,
  ServerEvent,
  SignInAnswer,
  WireProblem,
} from '#model/contract.ts'
import type { PlanCheckAnswer } from '#model/check-contract.ts'
import type { EntityName } from '#model/entities.ts'
import type {
  ExportFormat,
  ExportPreview,
  ImportJob,
  ImportMode,
  ImportPreview,
} from '#model/exchange-contract.ts'
import type { ExplanationAnswer } from '#model/explanation-contract.ts'
import type { SimulationAnswer, SimulationRequest } from '#model/simulation-contract.ts'
import type { LevelAccepted, LevelRequest, WireLevelProposal } from '#model/level-contract.ts'
import type { WhatIfAnswer, WhatIfRequest } from '#model/what-if-contract.ts'
import { readEvents } from './read-events.ts'

/** A request the server refused: its problem in the user's language. */
export class ServerProblem extends Error {
  readonly code: string
  readonly status: number
  constructor(code: string, status: number, text: string) {
    super(text)
    this.name = 'ServerProblem'
    this.code = code
    this.status = status
  }
}
/** The server did not answer at all: away, or the network is. */
export class ServerAway extends Error {
  constructor(cause: unknown) {
    super('server away', { cause })
    this.name = 'ServerAway'
  }
}

export interface Me {
  name: string
  role: SignInAnswer['me']['role']
}
export interface Client {
  signIn(pairingCode: string, device: string): Promise<SignInAnswer>
  /** A session for the page that this machine's own server opened; refused anywhere else. */
  signInLocally(): Promise<SignInAnswer>
  whoAmI(): Promise<Me>
  signOut(): Promise<void>
  projects(): Promise<ProjectSummary[]>
  createProject(project: NewProject): Promise<ProjectSummary>
  pull(request: PullRequest): Promise<PullAnswer>
  push(projectId: string, batch: PushRequest): Promise<PushAnswer>
  findings(projectId: string): Promise<WireProblem[]>
  forecast(projectId: string): Promise<ForecastAnswer | null>
  refresh(projectId: string): Promise<JobStatus>
  /** Freezes the calculated plan; refused with `baseline-needs-refresh` while edits are not calculated. */
  takeBaseline(projectId: string, name: string | null): Promise<BaselineTaken>
  job(jobId: string): Promise<JobStatus>
  cancelJob(jobId: string): Promise<void>
  callFunctions(calls: FunctionCalls['calls']): Promise<FunctionAnswers['answers']>
  checkPlan(projectId: string): Promise<PlanCheckAnswer>
  /** Why the finish moved from one change number to the newest; without it from the newest one that a calculation knew. */
  explainFinish(projectId: string, from: number | null): Promise<ExplanationAnswer>
  startSimulation(projectId: string, request: SimulationRequest): Promise<JobStatus>
  /** The newest simulation, or null where none was made. */
  simulation(projectId: string): Promise<SimulationAnswer | null>
  /** What the plan would come to with the edits of each scenario; nothing is stored. */
  whatIf(projectId: string, request: WhatIfRequest): Promise<WhatIfAnswer>
  startLevelling(projectId: string, request: LevelRequest): Promise<JobStatus>
  levelProposal(proposalId: string): Promise<WireLevelProposal>
  acceptLevelling(proposalId: string): Promise<LevelAccepted>
  discardLevelling(proposalId: string): Promise<void>
  /** What a file holds and what storing it would do; nothing is stored. */
  previewImport(file: ChosenFile): Promise<ImportPreview>
  /** Begins to store a file; followed like any job. */
  startImport(file: ChosenFile, mode: ImportMode): Promise<ImportJob>
  importJob(jobId: string): Promise<ImportJob>
  previewExport(projectId: string, format: ExportFormat): Promise<ExportPreview>
  exportFile(projectId: string, format: ExportFormat): Promise<ArrayBuffer>
  trendWorkbook(projectIds: string[], language: Language): Promise<ArrayBuffer>
  /** Resolves when the stream is up. */
  openEvents(projectIds: string[], signal: AbortSignal): Promise<AsyncGenerator<ServerEvent>>
}
export interface ChosenFile {
  name: string
  bytes: ArrayBuffer
}
export interface PullRequest {
  projectId: string
  sheets: readonly EntityName[]
  /** Without these everything comes. */
  since?: { change: number; resultNumber: number }
}
/** What a client needs of its surroundings. */
export interface ClientOptions {
  origin: string
  token: () => string | null
  language: () => Language
  fetch?: typeof fetch
}

/** The server as functions. A refusal throws `ServerProblem`, no answer throws `ServerAway`. */
export function createClient(options: ClientOptions): Client {
  const project = (id: string): string => `/projects/${encodeURIComponent(id)}`
  const proposalPath = (id: string): string => `/levelling/${encodeURIComponent(id)}`
  const call = async (
    method: string,
    path: string,
    body?: unknown,
    signal?: AbortSignal,
  ): Promise<Response> => send(options, method, path, body, signal)
  const json = async <T>(method: string, path: string, body?: unknown): Promise<T> =>
    (await (await call(method, path, body)).json()) as T
  const upload = async <T>(path: string, { bytes }: ChosenFile): Promise<T> =>
    (await (await call('POST', path, bytes)).json()) as T
  return {
    signIn: (pairingCode, device) => json('POST', '/session', { pairingCode, device }),
    signInLocally: () => json('POST', '/session/local'),
    whoAmI: () => json('GET', '/session'),
    signOut: async () => void (await call('DELETE', '/session')),
    projects: async () => (await json<{ projects: ProjectSummary[] }>('GET', '/projects')).projects,
    createProject: body => json('POST', '/projects', body),
    pull: ({ projectId, sheets, since }) =>
      json('GET', `${project(projectId)}/rows?${pullQuery(sheets, since)}`),
    push: (projectId, batch) => json('POST', `${project(projectId)}/edits`, batch),
    findings: async projectId =>
      (await json<{ findings: WireProblem[] }>('GET', `${project(projectId)}/findings`)).findings,
    forecast: projectId => orNull(json<ForecastAnswer>('GET', `${project(projectId)}/forecast`)),
    refresh: projectId => json('POST', `${project(projectId)}/refresh`),
    takeBaseline: (projectId, name) => json('POST', `${project(projectId)}/baselines`, { name }),
    job: jobId => json('GET', `/jobs/${encodeURIComponent(jobId)}`),
    cancelJob: async jobId => void (await call('DELETE', `/jobs/${encodeURIComponent(jobId)}`)),
    callFunctions: async calls => (await json<FunctionAnswers>('POST', '/functions', { calls })).answers,
    checkPlan: projectId => json('GET', `${project(projectId)}/check`),
    explainFinish: (projectId, from) =>
      json('GET', `${project(projectId)}/explanation${from === null ? '' : `?from=${from}`}`),
    startSimulation: (projectId, request) => json('POST', `${project(projectId)}/simulations`, request),
    simulation: projectId => orNull(json('GET', `${project(projectId)}/simulations/latest`)),
    whatIf: (projectId, request) => json('POST', `${project(projectId)}/what-if`, request),
    startLevelling: (projectId, request) => json('POST', `${project(projectId)}/levelling`, request),
    levelProposal: proposalId => json('GET', proposalPath(proposalId)),
    acceptLevelling: proposalId => json('POST', `${proposalPath(proposalId)}/accept`),
    discardLevelling: async proposalId => void (await call('DELETE', proposalPath(proposalId))),
    previewImport: file => upload(`/imports?${fileQuery(file, { preview: 'true' })}`, file),
    startImport: (file, mode) => upload(`/imports?${fileQuery(file, { job: 'true', mode })}`, file),
    importJob: jobId => json('GET', `/imports/${encodeURIComponent(jobId)}`),
    previewExport: (projectId, format) => json('GET', `${project(projectId)}/export-losses?format=${format}`),
    exportFile: async (projectId, format) =>
      (await call('GET', `${project(projectId)}/export?format=${format}`)).arrayBuffer(),
    trendWorkbook: async (projectIds, language) =>
      (await call('POST', '/reports', { projectIds, language })).arrayBuffer(),
    openEvents: async (projectIds, signal) => {
      const ids = projectIds.map(encodeURIComponent).join(',')
      const response = await call('GET', `/events?projects=${ids}`, undefined, signal)
      return readEvents(response.body ?? new ReadableStream())
    },
  }
}

/** Null where the server holds no such thing yet. */
async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof ServerProblem && error.status === 404) return null
    throw error
  }
}

function fileQuery({ name }: ChosenFile, more: Record<string, string>): string {
  return new URLSearchParams({ name, ...more }).toString()
}

function pullQuery(sheets: readonly EntityName[], since: PullRequest['since']): string {
  const query = new URLSearchParams({ sheets: sheets.join(',') })
  if (since) {
    query.set('change', String(since.change))
    query.set('resultNumber', String(since.resultNumber))
  }
  return query.toString()
}

async function send(
  { origin, token, language, fetch: ask = fetch }: ClientOptions,
  method: string,
  path: string,
  body: unknown,
  signal?: AbortSignal,
): Promise<Response> {
  const headers: Record<string, string> = { 'accept-language': language() === 'zh' ? 'zh-CN' : 'en' }
  const bearer = token()
  if (bearer) headers['authorization'] = `Bearer ${bearer}`
  const isFile = body instanceof ArrayBuffer
  if (body !== undefined) headers['content-type'] = isFile ? 'application/octet-stream' : 'application/json'
  let response: Response
  try {
    response = await ask(`${origin}/api${path}`, {
      method,
      headers,
      body: body === undefined ? null : isFile ? body : JSON.stringify(body),
      signal: signal ?? null,
    })
  } catch (error) {
    if (signal?.aborted) throw error
    throw new ServerAway(error)
  }
  if (response.ok) return response
  throw await readProblem(response)
}

/** A gateway that answers for a server that is away sends no problem body; that counts as away. */
async function readProblem(response: Response): Promise<Error> {
  const text = await response.text()
  const body = response.headers.get('content-type')?.includes('json')
    ? (JSON.parse(text) as { code?: string; detail?: string; title?: string })
    : null
  if (body?.code) return new ServerProblem(body.code, response.status, body.detail ?? body.title ?? body.code)
  if (response.status >= 502) return new ServerAway(new Error(`HTTP ${response.status}`))
  return new ServerProblem('http', response.status, body?.detail ?? `HTTP ${response.status}`)
}
