import Fastify, { LogController, type FastifyInstance, type FastifyServerOptions } from 'fastify'
import type { Analytics } from '#analytics'
import { createLocalSignIn, type LocalSignIn, type LocalSignInMode } from './local-sign-in.ts'
import { auth } from './plugins/auth.ts'
import { events } from './plugins/events.ts'
import { gracefulStop } from './plugins/graceful-stop.ts'
import { limits } from './plugins/limits.ts'
import { openapi } from './plugins/openapi.ts'
import { answerProblems } from './plugins/problems.ts'
import { requestLog } from './plugins/request-log.ts'
import { security } from './plugins/security.ts'
import { web } from './plugins/web.ts'
import { commandRoutes } from './routes/commands.ts'
import { eventRoutes } from './routes/events.ts'
import { exportRoutes } from './routes/exports.ts'
import { functionRoutes } from './routes/functions.ts'
import { healthRoutes } from './routes/health.ts'
import { importRoutes } from './routes/imports.ts'
import { checkRoutes } from './routes/checks.ts'
import { dateRoutes } from './routes/dates.ts'
import { explanationRoutes } from './routes/explanations.ts'
import { holidayRoutes } from './routes/holidays.ts'
import { baselineRoutes } from './routes/baselines.ts'
import { jobRoutes } from './routes/jobs.ts'
import { levellingRoutes } from './routes/levelling.ts'
import { peopleRoutes } from './routes/people.ts'
import { projectRoutes } from './routes/projects.ts'
import { reportRoutes } from './routes/reports.ts'
import { rowRoutes } from './routes/rows.ts'
import { simulationRoutes } from './routes/simulations.ts'
import { sessionRoutes } from './routes/session.ts'
import { whatIfRoutes } from './routes/what-if.ts'
import { createProjectFinder } from './project-finder.ts'
import { createSessions, type Sessions } from './sessions.ts'
import type { TypedApp } from './typed-app.ts'

export interface AppConfig {
  version: string
  /** The database's file, for the command line that asks who holds it. */
  database: string
  /** What the command line of this machine shows as token; null where it has none. */
  machineToken: string | null
  machineUser: string
  localSignIn: LocalSignInMode
  /** True where only this machine reaches the server. */
  isLocal: boolean
  /** The project's folder, whose pages are served; null serves the API alone. */
  webRoot: string | null
  /** Lists of projects wait for it: an empty database may just be being filled with samples. */
  filled?: () => Promise<unknown>
  now: () => string
}
export interface AppOptions {
  analytics: Analytics
  config: AppConfig
  logger: FastifyServerOptions['logger']
  /** Certificate and key; plain HTTP where absent. */
  https?: { cert: string; key: string }
}
export interface App {
  app: FastifyInstance
  sessions: Sessions
  localSignIn: LocalSignIn
}

const largestBodyBytes = 10 * 1024 * 1024

/** Builds the server without listening. HTTP/2 over TLS, so that the event streams of many workbooks fit in one connection. */
export async function buildApp({ analytics, config, logger, https }: AppOptions): Promise<App> {
  const options: FastifyServerOptions = {
    logger: logger ?? false,
    bodyLimit: largestBodyBytes,
    requestIdHeader: false,
    logController: new LogController({ disableRequestLogging: true }),
    return503OnClosing: false,
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false, useDefaults: true } },
  }
  const app = (https
    ? Fastify({ ...(options as object), http2: true, https: { ...https, allowHTTP1: true } })
    : Fastify(options)) as unknown as TypedApp
  const sessions = await createSessions(analytics.signIn, config.now)
  const localSignIn = createLocalSignIn(analytics.signIn, config.localSignIn, () => Date.parse(config.now()))

  const findProject = createProjectFinder(analytics)

  await app.register(answerProblems)
  await app.register(security, { isLocal: config.isLocal })
  await app.register(limits)
  await app.register(auth, {
    sessions,
    machineToken: config.machineToken,
    machineUser: config.machineUser,
  })
  await app.register(requestLog)
  await app.register(openapi, { version: config.version })
  await app.register(events, { analytics })
  await app.register(gracefulStop)
  await app.register(async routes => {
    const typed = routes as unknown as TypedApp
    healthRoutes(typed, { analytics, version: config.version })
    sessionRoutes(typed, { sessions, localSignIn })
    peopleRoutes(typed, { analytics, sessions })
    projectRoutes(typed, { analytics, findProject, filled: config.filled ?? (async () => undefined) })
    rowRoutes(typed, { analytics, findProject })
    jobRoutes(typed, { analytics, findProject })
    baselineRoutes(typed, { analytics, findProject })
    checkRoutes(typed, { analytics, findProject })
    dateRoutes(typed, { analytics, findProject })
    explanationRoutes(typed, { analytics, findProject })
    holidayRoutes(typed, { analytics, findProject })
    levellingRoutes(typed, { analytics, findProject })
    simulationRoutes(typed, { analytics, findProject })
    whatIfRoutes(typed, { analytics, findProject })
    eventRoutes(typed, { analytics, findProject })
    functionRoutes(typed, { analytics })
    reportRoutes(typed, { analytics })
    exportRoutes(typed, { analytics, findProject })
    commandRoutes(typed, { analytics, sessions, database: config.database })
  })
  await app.register(async routes => importRoutes(routes as unknown as TypedApp, { analytics }))
  if (config.webRoot !== null) await app.register(web, { root: config.webRoot, localSignIn })
  return { app: app as unknown as FastifyInstance, sessions, localSignIn }
}
