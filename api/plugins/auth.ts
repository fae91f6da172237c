import { timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import type { Actor } from '#analytics'
import { AppError } from '#model/problems.ts'
import type { Access } from '../access.ts'
import { isFromThisMachine } from '../loopback.ts'
import { requestLanguage } from '../request-language.ts'
import type { Sessions } from '../sessions.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; null on routes open to anyone. */
    caller: Caller | null
  }
}
export interface Caller {
  actor: Actor
  /** Null for the command line of this machine, which has no session. */
  tokenId: string | null
}
export interface AuthOptions {
  sessions: Sessions
  /** What the command line of this machine shows as token; null where no file holds one. */
  machineToken: string | null
  machineUser: string
}

/** Checks every request under /api against the access its route declares. Registering a route without one throws. */
export const auth = fastifyPlugin<AuthOptions>(
  async (app, { sessions, machineToken, machineUser }) => {
    app.decorateRequest('caller', null)

    app.addHook('onRoute', route => {
      if (!route.url.startsWith('/api')) return
      if (route.url.startsWith('/api/docs')) route.config = { ...route.config, access: 'anyone' }
      if (!route.config?.access) throw new Error(`${route.url} declares no access`)
    })

    app.addHook('onRequest', async request => {
      const access = request.routeOptions.config.access
      if (access === undefined || access === 'anyone') return
      const token = bearerToken(request)
      if (token === null) throw new AppError('sign-in-needed')
      const language = requestLanguage(request)
      if (machineToken !== null && isSameSecret(token, machineToken)) {
        if (!isFromThisMachine(request.socket)) throw new AppError('machine-only')
        request.caller = { actor: { name: machineUser, role: 'owner', language }, tokenId: null }
        return
      }
      const { tokenId, person } = await sessions.find(token)
      checkRole(access, person.role)
      request.caller = { actor: { name: person.name, role: person.role, language }, tokenId }
    })
  },
  { name: 'auth', fastify: '5.x' },
)

/** Who asks, on a route that is not open to anyone. */
export function callerOf(request: FastifyRequest): Caller {
  if (!request.caller) throw new AppError('sign-in-needed')
  return request.caller
}

function checkRole(access: Exclude<Access, 'anyone'>, role: Actor['role']): void {
  if (access === 'machine') throw new AppError('machine-only')
  if (!access.includes(role)) throw new AppError('role-not-allowed', { role, allowed: access })
}

function bearerToken(request: FastifyRequest): string | null {
  return /^Bearer +([\w.~+/-]+=*)$/i.exec(request.headers.authorization ?? '')?.[1] ?? null
}

function isSameSecret(given: string, expected: string): boolean {
  const a = Buffer.from(given)
  const b = Buffer.from(expected)
  return a.length === b.length && timingSafeEqual(a, b)
}
