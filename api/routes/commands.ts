import { Type } from 'typebox'
import type { Analytics } from '#analytics'
import { storedCommands } from '../commands/stored-commands.ts'
import { plainJson } from '../plain-json.ts'
import { callerOf } from '../plugins/auth.ts'
import { problemAnswers } from '../problem-answers.ts'
import { requestLanguage } from '../request-language.ts'
import type { Sessions } from '../sessions.ts'
import type { TypedApp } from '../typed-app.ts'

/** Says that this is the server a database's file names. */
const holderAnswer = Type.Object({ database: Type.String() }, { additionalProperties: false })

/** The command line's own door while this server holds the database; paths are of this machine. */
export function commandRoutes(
  app: TypedApp,
  { analytics, sessions, database }: { analytics: Analytics; sessions: Sessions; database: string },
): void {
  app.get(
    '/api/commands',
    {
      config: { access: 'machine' },
      schema: {
        summary: 'Which database this server holds',
        response: { 200: holderAnswer, ...problemAnswers },
      },
    },
    async () => ({ database }),
  )
  for (const command of storedCommands)
    app.post(
      `/api/commands/${command.name}`,
      {
        config: { access: 'machine' },
        schema: {
          summary: command.words.en,
          body: command.input,
          response: { 200: command.output, ...problemAnswers },
        },
        serializerCompiler: plainJson,
      },
      async request => {
        const language = requestLanguage(request)
        const { actor } = callerOf(request)
        return command.run({ analytics, actor, language, sessions: async () => sessions }, request.body)
      },
    )
}
