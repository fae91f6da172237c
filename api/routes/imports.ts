import { Type } from 'typebox'
import type { Analytics } from '#analytics'
import { importSummary } from '#model/contract.ts'
import { planners } from '../access.ts'
import { callerOf } from '../plugins/auth.ts'
import { problemAnswers } from '../problem-answers.ts'
import type { TypedApp } from '../typed-app.ts'

const largestFileBytes = 64 * 1024 * 1024
const importQuery = Type.Object(
  {
    name: Type.String({
      minLength: 1,
      maxLength: 255,
      description: 'The file’s name; its ending tells its kind',
    }),
    asHistory: Type.Optional(Type.Union([Type.Literal('true'), Type.Literal('false')])),
  },
  { additionalProperties: false },
)

/** A planner's file, as the bytes of the body. */
export async function importRoutes(app: TypedApp, { analytics }: { analytics: Analytics }): Promise<void> {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.post(
    '/api/imports',
    {
      config: { access: planners },
      bodyLimit: largestFileBytes,
      schema: {
        summary: 'Store the projects of one file (.xer, .xlsx)',
        querystring: importQuery,
        consumes: ['application/octet-stream'],
        response: { 200: importSummary, ...problemAnswers },
      },
    },
    async request => {
      const { name, asHistory } = request.query
      const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
      return analytics.importFile(
        callerOf(request).actor,
        { name, bytes },
        { asHistory: asHistory === 'true' },
      )
    },
  )
}
