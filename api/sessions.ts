import { randomBytes, randomUUID } from 'node:crypto'
import { errors, jwtVerify, SignJWT } from 'jose'
import type { Person, SignInStore } from '#analytics'
import type { SignInAnswer } from '#model/contract.ts'
import { AppError } from '#model/problems.ts'
import { makePairing, type PairingCode, takePairing } from './pairing.ts'

const daysToLive = 30
const issuer = 'plumbline'
/** Checked tokens are remembered: only this process revokes any, since it alone holds the database. */
const rememberedSessions = 10_000

export interface Session {
  tokenId: string
  person: Person
}

/** Bearer tokens and pairing codes on top of what the store keeps. */
export interface Sessions {
  pair(person: Person, options?: { isFirst?: boolean }): Promise<PairingCode>
  signIn(typedCode: string, device: string | null): Promise<SignInAnswer>
  open(person: Person, device: string | null): Promise<SignInAnswer>
  /** The session of a token. Throws `token-invalid`, `token-expired` or `token-revoked`. */
  find(token: string): Promise<Session>
  revoke(tokenId: string): Promise<void>
}

/** Tokens are JWTs signed with HS256 by a key that the store keeps; each carries its id, so that it can be revoked. */
export async function createSessions(signIn: SignInStore, now: () => string): Promise<Sessions> {
  const key = await signIn.signingKey(() => randomBytes(32).toString('base64url'))
  const secret = Buffer.from(key)
  const known = new Map<string, { session: Session; expiresAtMs: number }>()
  const revoked = new Set<string>()

  const open = async (person: Person, device: string | null): Promise<SignInAnswer> => {
    const tokenId = randomUUID()
    const issuedAt = now()
    const expiresAt = new Date(Date.parse(issuedAt) + daysToLive * 86_400_000).toISOString()
    const token = await new SignJWT()
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(issuer)
      .setSubject(person.personId)
      .setJti(tokenId)
      .setIssuedAt(new Date(issuedAt))
      .setExpirationTime(new Date(expiresAt))
      .sign(secret)
    await signIn.addToken({ tokenId, personId: person.personId, device, issuedAt, expiresAt })
    return { token, expiresAt, me: { name: person.name, role: person.role } }
  }

  const check = async (token: string): Promise<Session> => {
    const { tokenId, expiresAtMs } = await readToken(token, secret, now())
    const person = await signIn.personOfToken(tokenId, now())
    if (!person) throw new AppError('token-revoked')
    if (known.size >= rememberedSessions) known.clear()
    known.set(token, { session: { tokenId, person }, expiresAtMs })
    return { tokenId, person }
  }

  return {
    pair: (person, options = {}) => makePairing(signIn, person, { now, key, ...options }),
    signIn: async (typedCode, device) => open(await takePairing(signIn, typedCode, { now, key }), device),
    open,
    async find(token) {
      const remembered = known.get(token)
      const isFresh = remembered !== undefined && Date.parse(now()) < remembered.expiresAtMs
      const session = isFresh ? remembered.session : await check(token)
      if (revoked.has(session.tokenId)) throw new AppError('token-revoked')
      return session
    },
    async revoke(tokenId) {
      revoked.add(tokenId)
      await signIn.revokeToken(tokenId, now())
    },
  }
}

async function readToken(
  token: string,
  secret: Uint8Array,
  now: string,
): Promise<{ tokenId: string; expiresAtMs: number }> {
  try {
    const { payload } = await jwtVerify(token, secret, {
      issuer,
      algorithms: ['HS256'],
      requiredClaims: ['jti', 'exp'],
      currentDate: new Date(now),
    })
    return { tokenId: payload.jti as string, expiresAtMs: (payload.exp as number) * 1000 }
  } catch (cause) {
    if (cause instanceof errors.JWTExpired) throw new AppError('token-expired', {}, { cause })
    if (cause instanceof errors.JOSEError) throw new AppError('token-invalid', {}, { cause })
    throw cause
  }
}
