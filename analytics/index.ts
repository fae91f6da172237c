export type {
  Actor,
  Analytics,
  AnalyticsEvent,
  JobProgress,
  Person,
  ProjectDates,
  PushResult,
  SignInStore,
} from './jobs/analytics.ts'
export { openAnalytics, type AnalyticsOptions } from './jobs/open-analytics.ts'
export { restoreAnalytics } from './jobs/restore-analytics.ts'
export { answerCases, backtestFolder } from './jobs/forecast-cases.ts'
