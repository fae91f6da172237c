import { describeCause } from '#model/describe-cause.ts'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import closeWithGrace from 'close-with-grace'
import type { Analytics } from '#analytics'
import { AppError, describeProblem, type Problem } from '#model/problems.ts'
import { isPort, type Settings } from '../config.ts'
import { findHolder } from '../find-holder.ts'
import { pairFirstOwner } from '../first-owner.ts'
import type { LocalSignInMode } from '../local-sign-in.ts'
import { openBrowser } from '../open-browser.ts'
import { openDatabase } from '../open-database.ts'
import type { RunningServer } from '../server.ts'
import type { Typed } from './command.ts'
import { startWords } from './start-words.ts'
import type { Terminal } from './terminal.ts'

const stopWithinMs = 10_000

/** Serves until the system tells it to stop. Prints one line with the address when it answers; all else is said. */
export async function start(typed: Typed, terminal: Terminal): Promise<void> {
  const { say, now, root, version, logStream } = terminal
  const settings = withFlags(terminal.settings, typed)
  const { database, language } = settings
  const words = startWords[language]
  const holder = await findHolder(database)
  if (holder)
    throw new AppError('server-running', { address: holder.address, file: database, command: 'start' })

  const [analytics] = await Promise.all([openDatabase(database, { say, now }), import('../server.ts')])
  let filled: Promise<unknown> = Promise.resolve()
  const server = await serve(analytics, {
    settings,
    version,
    webRoot: root,
    localSignIn: localSignInOf(typed),
    filled: () => filled,
    log: say,
    logStream,
    now,
  })
  const pairing = await pairFirstOwner(analytics.signIn, server.sessions, settings.userName)
  if (pairing) say(words.pairing(pairing, server.address))
  if (!server.isCertificateTrusted) say(words.certificate(server.authorityFile))
  const pages = join(root, 'dist', 'web')
  if (!existsSync(pages)) say(describeProblem({ code: 'pages-missing', data: { folder: pages } }, language))
  terminal.print(`Plumbline 准绳: ${server.address}`)

  if (typed.values['db'] === undefined) filled = attempt(() => fillEmpty(analytics, settings, say), terminal)
  await filled
  const wantsExcel = typed.values['excel'] === true
  const isInExcel = wantsExcel && (await attempt(() => openExcel(server, settings, terminal), terminal))
  const opensBrowser = typed.values['no-open'] !== true && isInExcel !== true
  if (opensBrowser)
    await attempt(() => openBrowser(server.address + server.localSignIn.makeOpeningPath()), terminal)
}

/** Listens, and from then on stops in order when the system asks. */
async function serve(
  analytics: Analytics,
  options: Omit<Parameters<typeof import('../server.ts')['startServer']>[0], 'analytics' | 'logger'> &
    Pick<Terminal, 'logStream'>,
): Promise<RunningServer> {
  const { startServer } = await import('../server.ts')
  const starting = startServer({
    ...options,
    analytics,
    logger: {
      level: options.settings.logLevel,
      redact: ['req.headers.authorization', 'req.headers.cookie'],
      stream: options.logStream,
    },
  })
  const server = await starting.catch(async (error: unknown) => {
    await analytics.close()
    throw error
  })
  closeWithGrace({ delay: stopWithinMs, logger: false }, async ({ err }) => {
    if (err) server.app.log.fatal({ err }, 'stopped by a fault')
    await server.stop()
  })
  return server
}

/** What fails after the server answers is said and does not stop it. */
async function attempt<T>(work: () => Promise<T>, { say, settings }: Terminal): Promise<T | null> {
  try {
    return await work()
  } catch (error) {
    const problem: Problem =
      error instanceof AppError
        ? error
        : { code: 'command-failed', data: { command: 'start', reason: describeCause(error) } }
    say(describeProblem(problem, settings.language))
    return null
  }
}

async function fillEmpty(
  analytics: Analytics,
  { language, userName }: Settings,
  say: (text: string) => void,
): Promise<void> {
  if ((await analytics.projects()).length > 0) return
  say(startWords[language].samples)
  await analytics.loadSamples({ name: userName, role: 'owner', language })
}

async function openExcel(server: RunningServer, settings: Settings, { say }: Terminal): Promise<true> {
  const { sideload } = await import('../sideload.ts')
  const manifest = await server.app.inject({
    url: '/manifest.xml',
    headers: { host: new URL(server.address).host },
  })
  await sideload(manifest.body, { folder: settings.dataFolder, say })
  return true
}

function withFlags(settings: Settings, { values }: Typed): Settings {
  const port = values['port'] === undefined ? settings.port : Number(values['port'])
  if (port !== null && !isPort(port))
    throw new AppError('usage-wrong', { reason: `--port ${String(values['port'])}` })
  return { ...settings, port, host: typeof values['host'] === 'string' ? values['host'] : settings.host }
}

function localSignInOf({ values }: Typed): LocalSignInMode {
  if (values['local-sign-in'] === true) return 'machine'
  return values['no-open'] === true ? 'off' : 'openedBrowser'
}
