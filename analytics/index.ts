import type { Language } from './model/contract.ts'
import type { SimulationRequest } from './model/simulation-contract.ts'
import type { AnalyticsOptions } from './jobs/open-analytics.ts'

export type {
  Actor,
  Analytics,
  AnalyticsEvent,
  FoundDates,
  JobProgress,
  Person,
  PlanExport,
  ProjectDates,
  PushResult,
  SignInStore,
} from './jobs/analytics.ts'
export type { AnalyticsOptions }

// Each use case loads its own code, so that a question about a file waits neither for the database nor for the workers.
export const openAnalytics = async (options: AnalyticsOptions) =>
  (await import('./jobs/open-analytics.ts')).openAnalytics(options)
export const restoreAnalytics = async (file: string, database: string) =>
  (await import('./jobs/restore-analytics.ts')).restoreAnalytics(file, database)
export const backtestFolder = async (folder: string) =>
  (await import('./jobs/forecast-cases.ts')).backtestFolder(folder)
export const answerCases = async (cases: string, folder: string, language: Language) =>
  (await import('./jobs/forecast-cases.ts')).answerCases(cases, folder, language)
export const scheduleFile = async (file: string) => (await import('./jobs/read-dates.ts')).readFileDates(file)
export const compareFile = async (file: string) => (await import('./jobs/compare-file.ts')).compareFile(file)
export const checkFile = async (file: string) => (await import('./jobs/check-stored-plan.ts')).checkFile(file)
export const simulateFile = async (file: string, request: SimulationRequest, workers: number | null) =>
  (await import('./jobs/simulate-file.ts')).simulateFile(file, request, workers)
export const levelFile = async (file: string, limits: { seconds: number; seed: number }) =>
  (await import('./jobs/level-file.ts')).levelFile(file, limits)
