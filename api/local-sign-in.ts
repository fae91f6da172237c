import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Person, SignInStore } from '#analytics'
import { AppError } from '#model/problems.ts'
import { isLoopback } from './loopback.ts'

/** How a page may sign in without a code: not at all, any page of this server on this machine, or only the browser the server opened. */
export type LocalSignInMode = 'off' | 'machine' | 'openedBrowser'

const cookieName = '__Host-plumbline-browser'
const keyLifetimeMs = 120_000

/** Lets the page that the server opened itself act as the owner, and no other page or user of this machine. */
export interface LocalSignIn {
  /** A path for the browser that the server opens; it works once, within two minutes. */
  makeOpeningPath(): string
  /** The cookie for the browser that came with the key of an opening path; null when the key is spent or wrong. */
  cookieFor(key: string): string | null
  /** The owner, for a request of a page that may act as one. Throws `local-sign-in-refused`. */
  ownerFor(request: FastifyRequest): Promise<Person>
}

export function createLocalSignIn(
  signIn: SignInStore,
  mode: LocalSignInMode,
  nowMs: () => number,
): LocalSignIn {
  const browserSecret = randomBytes(32).toString('base64url')
  const openingKeys = new Map<string, number>()

  return {
    makeOpeningPath() {
      const key = randomBytes(24).toString('base64url')
      openingKeys.set(key, nowMs() + keyLifetimeMs)
      return `/open?key=${key}`
    },
    cookieFor(key) {
      const expiresAtMs = openingKeys.get(key)
      openingKeys.delete(key)
      if (expiresAtMs === undefined || expiresAtMs < nowMs()) return null
      return `${cookieName}=${browserSecret}; Path=/; Secure; HttpOnly; SameSite=Strict`
    },
    async ownerFor(request) {
      const isOwnPage = isLoopback(request.socket.remoteAddress) && isSameOrigin(request)
      const isTrusted =
        mode === 'machine' || (mode === 'openedBrowser' && isSame(cookieOf(request), browserSecret))
      const owner = isOwnPage && isTrusted ? (await signIn.people()).find(isOwner) : undefined
      if (!owner) throw new AppError('local-sign-in-refused')
      return owner
    },
  }
}

const isOwner = (person: Person): boolean => person.role === 'owner'

/** The browser says that the page asking is one of ours, on a name that only this machine has. */
function isSameOrigin(request: FastifyRequest): boolean {
  const ownHosts = ['localhost', '127.0.0.1', '[::1]'].map(name => `${name}:${request.socket.localPort}`)
  return (
    ownHosts.includes(request.host) &&
    request.headers.origin === `${request.protocol}://${request.host}` &&
    request.headers['sec-fetch-site'] === 'same-origin'
  )
}

function cookieOf(request: FastifyRequest): string {
  const pairs = (request.headers.cookie ?? '').split(';').map(pair => pair.trim())
  return pairs.find(pair => pair.startsWith(`${cookieName}=`))?.slice(cookieName.length + 1) ?? ''
}

function isSame(given: string, expected: string): boolean {
  const a = Buffer.from(given)
  const b = Buffer.from(expected)
  return a.length === b.length && timingSafeEqual(a, b)
}
