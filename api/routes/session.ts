import { Type } from 'typebox'
import { me, signInAnswer, signInRequest } from '#model/contract.ts'
import { everyRole } from '../access.ts'
import type { LocalSignIn } from '../local-sign-in.ts'
import { callerOf } from '../plugins/auth.ts'
import { signInAttempts } from '../plugins/limits.ts'
import { problemAnswers } from '../problem-answers.ts'
import type { Sessions } from '../sessions.ts'
import type { TypedApp } from '../typed-app.ts'

/** Signing in and out. */
export function sessionRoutes(
  app: TypedApp,
  { sessions, localSignIn }: { sessions: Sessions; localSignIn: LocalSignIn },
): void {
  app.post(
    '/api/session',
    {
      config: { access: 'anyone', rateLimit: signInAttempts },
      schema: {
        summary: 'Trade a pairing code for a token',
        body: signInRequest,
        response: { 200: signInAnswer, ...problemAnswers },
      },
    },
    async request => sessions.signIn(request.body.pairingCode, request.body.device ?? null),
  )
  app.post(
    '/api/session/local',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'A session for the page that this machine’s server opened itself',
        response: { 200: signInAnswer, ...problemAnswers },
      },
    },
    async request => sessions.open(await localSignIn.ownerFor(request), 'browser'),
  )
  app.get(
    '/api/session',
    {
      config: { access: everyRole },
      schema: { summary: 'Who I am', response: { 200: me, ...problemAnswers } },
    },
    async request => {
      const { name, role } = callerOf(request).actor
      return { name, role }
    },
  )
  app.delete(
    '/api/session',
    {
      config: { access: everyRole },
      schema: { summary: 'Sign out: revoke this token', response: { 204: Type.Null(), ...problemAnswers } },
    },
    async (request, reply) => {
      const { tokenId } = callerOf(request)
      if (tokenId !== null) await sessions.revoke(tokenId)
      return reply.code(204).send(null)
    },
  )
}
