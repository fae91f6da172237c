import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import type { FastifyInstance, FastifyServerOptions } from 'fastify'
import type { Analytics } from '#analytics'
import { type App, buildApp } from './app.ts'
import { ensureCertificate } from './certificate.ts'
import type { Settings } from './config.ts'
import { findPort } from './find-port.ts'
import { removeHolderFile, writeHolderFile } from './holder-file.ts'
import type { LocalSignInMode } from './local-sign-in.ts'
import { isLoopback } from './loopback.ts'

export interface ServerOptions {
  analytics: Analytics
  settings: Settings
  version: string
  webRoot: string | null
  localSignIn: LocalSignInMode
  /** Settles once an empty database has been filled with samples, where it is. */
  filled: () => Promise<unknown>
  logger: FastifyServerOptions['logger']
  log: (text: string) => void
  now: () => string
}
export interface RunningServer extends App {
  /** `https://localhost:3000` */
  address: string
  isCertificateTrusted: boolean
  authorityFile: string
  /** Takes no more requests, finishes those it has, ends the event streams, closes the database. */
  stop(): Promise<void>
}

/** Serves API and pages over HTTPS and notes beside the database that it holds it. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { analytics, settings, version, webRoot, localSignIn, filled, logger, log, now } = options
  const isLocal = settings.host === 'localhost' || isLoopback(settings.host)
  const [certificate, port] = await Promise.all([
    ensureCertificate(`${settings.dataFolder}/certificates`, namesOf(settings.host, isLocal), {
      nowMs: Date.parse(now()),
      log,
    }),
    findPort(settings.port, settings.host),
  ])
  const machineToken = randomBytes(32).toString('base64url')
  const built = await buildApp({
    analytics,
    logger,
    https: certificate,
    config: {
      version,
      database: settings.database,
      machineToken,
      machineUser: settings.userName,
      localSignIn,
      isLocal,
      webRoot,
      filled,
      now,
    },
  })
  await built.app.listen({ port, host: settings.host })
  const bound = boundPort(built.app.addresses()) ?? port
  const address = `https://${isLocal || isAnyAddress(settings.host) ? 'localhost' : settings.host}:${bound}`
  await writeHolderFile(settings.database, {
    address,
    token: machineToken,
    certificateAuthority: certificate.authority,
  })
  return {
    ...built,
    address,
    isCertificateTrusted: certificate.isTrusted,
    authorityFile: certificate.authorityFile,
    async stop() {
      removeHolderFile(settings.database)
      await built.app.close()
      await analytics.close()
    },
  }
}

function boundPort(addresses: ReturnType<FastifyInstance['addresses']>): number | undefined {
  return addresses.find(address => typeof address === 'object')?.port
}

function namesOf(host: string, isLocal: boolean): string[] {
  const own = ['127.0.0.1', 'localhost']
  if (isLocal) return own
  return isAnyAddress(host) ? [...own, hostname()] : [...own, host, hostname()]
}

function isAnyAddress(host: string): boolean {
  return host === '0.0.0.0' || host === '::'
}
