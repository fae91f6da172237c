import { randomUUID } from 'node:crypto'
import type { LevelAccepted } from '#model/level-contract.ts'
import { openStore } from '#store/open-store.ts'
import type { Analytics, AnalyticsEvent } from './analytics.ts'
import { answerFunctions } from './answer-functions.ts'
import { ImportJobs } from './import-jobs.ts'
import { datesNow } from './dates-now.ts'
import { createProject } from './create-project.ts'
import { readForecast } from './read-forecast.ts'
import { JobBoard } from './job-board.ts'
import { Levelling } from './levelling.ts'
import { pushEdits } from './push-edits.ts'
import { readSheets } from './read-sheets.ts'
import { Simulations } from './simulations.ts'
import { takeBaseline } from './take-baseline.ts'
import { RefreshPool } from './refresh-pool.ts'
import { ForecastLearning } from './forecast-learning.ts'
import { readBacktest } from './read-backtest.ts'
import { refreshProject } from './refresh-project.ts'
import { whatIf } from './what-if.ts'
import { writeLevelledStarts } from './write-levelled-starts.ts'

export interface AnalyticsOptions {
  /** Database file, or `:memory:`. */
  file: string
  /** The present instant as ISO text ending in Z. */
  now: () => string
  log?: (event: Record<string, unknown>) => void
}

/** Opens the database and everything that works on it. Throws what `openStore` throws. */
export async function openAnalytics({
  file,
  now,
  log = () => undefined,
}: AnalyticsOptions): Promise<Analytics> {
  const store = await openStore(file, { now, log })
  const listeners = new Set<(event: AnalyticsEvent) => void>()
  const tell = (event: AnalyticsEvent) => {
    for (const listener of listeners) listener(event)
  }
  const tellStand = async (projectId: string) => {
    const { change, resultNumber } = await store.projectState(projectId)
    const staleLinks = await store.staleLinks(projectId)
    tell({ kind: 'project', projectId, change, resultNumber, staleLinks })
  }
  /** Tells of a project, and of those whose results its links make old. */
  const tellProject = async (projectId: string) => {
    await tellStand(projectId)
    for (const follower of await store.followers(projectId)) await tellStand(follower)
  }
  const pool = new RefreshPool()
  const learning = new ForecastLearning(store, { now, log })
  const jobs = new JobBoard(job => tell({ kind: 'job', job }))
  const startRefresh = (projectId: string) =>
    jobs.start({ kind: 'refresh', projectId }, async handle => {
      const outcome = await refreshProject(store, pool, learning, projectId, handle)
      await tellProject(projectId)
      return outcome
    })
  const imports = new ImportJobs(store, jobs)
  const simulations = new Simulations(store, jobs)
  const levelling = new Levelling(store, jobs)
  const followLevelling = async (accepted: LevelAccepted) => {
    for (const { projectId } of accepted.projects) {
      await tellProject(projectId)
      startRefresh(projectId)
    }
    return accepted
  }
  return {
    signIn: store.signIn,
    schemaVersion: () => store.schemaVersion,
    projects: () => store.projects(),
    findProject: idOrCode => store.findProject(idOrCode),
    createProject: async (actor, project) =>
      createProject(store, actor, project, { at: now(), makeKey: randomUUID }),
    pull: (projectId, sheets, since) => store.read(reader => readSheets(reader, projectId, sheets, since)),
    push: async (actor, projectId, batch) => {
      const result = await pushEdits(store, actor, projectId, batch, now())
      if (!result.repeated && result.outcomes.includes('accepted')) await tellProject(projectId)
      if (batch.edits.sheet.includes('project')) learning.begin()
      return result
    },
    startRefresh: async (_actor, projectId) => {
      await store.projectState(projectId)
      return startRefresh(projectId)
    },
    job: jobId => jobs.get(jobId),
    cancelJob: jobId => jobs.cancel(jobId),
    finishedJob: jobId => jobs.finished(jobId),
    takeBaseline: async (actor, projectId, name) => {
      const taken = await takeBaseline(store, actor, projectId, name, { at: now(), makeKey: randomUUID })
      await tellProject(projectId)
      return taken
    },
    findings: projectId => store.findings(projectId),
    forecast: projectId => readForecast(store, projectId),
    backtest: async () => readBacktest(store, await learning.tested(false)),
    startSimulation: (_actor, projectId, request) =>
      simulations.start(projectId, request, () => tellProject(projectId)),
    simulation: projectId => simulations.latest(projectId),
    answerFunctions: calls => answerFunctions(store, calls),
    importPaths: async (actor, paths, options) => {
      const { importPaths } = await import('./import-paths.ts')
      const summary = await importPaths(store, actor, paths, { ...options, at: now(), tellProject })
      if (options.asHistory) learning.begin()
      return summary
    },
    importFile: async (actor, given, options) => {
      const { importFile } = await import('./import-paths.ts')
      const summary = await importFile(store, actor, given, { ...options, at: now(), tellProject })
      if (options.asHistory) learning.begin()
      return summary
    },
    previewImport: async ({ language = 'zh' }, file) => {
      const { previewImport, previewPath } = await import('./preview-import.ts')
      return 'path' in file
        ? previewPath(store, file.path, language)
        : previewImport(store, file, language, given => imports.read(given))
    },
    startImport: (actor, given, options) =>
      imports.start(actor, given, { ...options, at: now(), tellProject }),
    importSummary: jobId => imports.summary(jobId),
    exportProject: async ({ language = 'zh' }, idOrCode, format, options) => {
      const { exportPlan } = await import('./export-plan.ts')
      return exportPlan(store, idOrCode, format, { language, encoding: options?.encoding ?? null })
    },
    loadSamples: async actor => {
      const { loadSamples } = await import('./load-samples.ts')
      const summary = await loadSamples(store, actor, now())
      learning.begin(true)
      return summary
    },
    schedule: async fileOrProject => {
      const { readDates } = await import('./read-dates.ts')
      return readDates(store, fileOrProject)
    },
    compareFile: async file => {
      const { compareFile } = await import('./compare-file.ts')
      return compareFile(file)
    },
    check: async fileOrProject => {
      const { checkStoredPlan } = await import('./check-stored-plan.ts')
      return checkStoredPlan(store, fileOrProject)
    },
    applyHolidays: async (actor, projectId, given) => {
      const { applyHolidays } = await import('./apply-holidays.ts')
      const applied = await applyHolidays(store, actor, projectId, given, { at: now(), makeKey: randomUUID })
      if (applied.added + applied.removed > 0) await tellProject(projectId)
      return applied
    },
    explain: async (projectId, range) => {
      const { explainProject } = await import('./explain-project.ts')
      return explainProject(store, projectId, range)
    },
    datesNow: projectId => datesNow(store, pool, projectId),
    whatIf: (actor, projectId, request) =>
      whatIf(store, { pool, learning, simulations }, actor, projectId, request),
    checkProject: async projectId => {
      const { checkProject } = await import('./check-stored-plan.ts')
      return checkProject(store, projectId)
    },
    startLevelling: (projectId, request) => levelling.start(projectId, request),
    levelProposal: proposalId => levelling.proposal(proposalId),
    discardLevelling: proposalId => levelling.discard(proposalId),
    acceptLevelling: async (actor, proposalId) =>
      followLevelling(await levelling.accept(actor, proposalId, now())),
    clearLevelling: async (actor, projectId) => {
      const { change } = await store.projectState(projectId)
      const fromChange = new Map([[projectId, change]])
      return followLevelling({
        projects: await writeLevelledStarts(store, actor, fromChange, new Map(), now()),
      })
    },
    template: async language => {
      const { makeTemplate } = await import('#interchange/template-workbook.ts')
      return makeTemplate(language)
    },
    report: async (projectIds, language) => {
      const { makeReport } = await import('./make-report.ts')
      return makeReport(store, projectIds, language)
    },
    backup: target => store.backup(target),
    listen: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => {
      await jobs.close()
      await imports.close()
      await simulations.close()
      await levelling.close()
      await learning.close()
      await pool.close()
      await store.close()
    },
  }
}
