import { Type } from 'typebox'
import type { Analytics } from '#analytics'
import { me, pairingAnswer, pairingRequest } from '#model/contract.ts'
import { owners } from '../access.ts'
import { findOrAddPerson } from '../find-or-add-person.ts'
import { problemAnswers } from '../problem-answers.ts'
import type { Sessions } from '../sessions.ts'
import type { TypedApp } from '../typed-app.ts'

const peopleAnswer = Type.Object({ people: Type.Array(me) }, { additionalProperties: false })

/** Who may sign in, and new codes for them. */
export function peopleRoutes(
  app: TypedApp,
  { analytics, sessions }: { analytics: Analytics; sessions: Sessions },
): void {
  app.get(
    '/api/people',
    {
      config: { access: owners },
      schema: { summary: 'Who may sign in', response: { 200: peopleAnswer, ...problemAnswers } },
    },
    async () => ({
      people: (await analytics.signIn.people()).map(({ name, role }) => ({ name, role })),
    }),
  )
  app.post(
    '/api/pairings',
    {
      config: { access: owners },
      schema: {
        summary: 'A new pairing code for a person, who is added when new',
        body: pairingRequest,
        response: { 200: pairingAnswer, ...problemAnswers },
      },
    },
    async request =>
      sessions.pair(await findOrAddPerson(analytics.signIn, request.body.name, request.body.role)),
  )
}
