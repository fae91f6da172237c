import { Type } from 'typebox'
import type { Analytics } from '#analytics'
import { importSummary } from '#model/contract.ts'
import { importJob, importMode, importPreview } from '#model/exchange-contract.ts'
import { AppError } from '#model/problems.ts'
import { planners } from '../access.ts'
import { callerOf } from '../plugins/auth.ts'
import { problemAnswers } from '../problem-answers.ts'
import { requestLanguage } from '../request-language.ts'
import type { TypedApp } from '../typed-app.ts'
import { makeWireJob } from '../wire-job.ts'

const largestFileBytes = 64 * 1024 * 1024
const yesOrNo = Type.Union([Type.Literal('true'), Type.Literal('false')])
const importQuery = Type.Object(
  {
    name: Type.String({
      minLength: 1,
      maxLength: 255,
      description: 'The file’s name; its ending tells its kind',
    }),
    asHistory: Type.Optional(yesOrNo),
    mode: Type.Optional(importMode),
    preview: Type.Optional(yesOrNo),
    job: Type.Optional(yesOrNo),
  },
  { additionalProperties: false },
)
const jobParams = Type.Object({ jobId: Type.String({ minLength: 1, maxLength: 64 }) })

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
        summary:
          'Store the projects of one file (.xer, .xml, .xlsx, .csv in a .zip); preview=true only looks, job=true answers at once',
        querystring: importQuery,
        consumes: ['application/octet-stream'],
        response: { 200: Type.Union([importSummary, importPreview]), 202: importJob, ...problemAnswers },
      },
    },
    async (request, reply) => {
      const { name, asHistory, mode = 'replace', preview, job } = request.query
      const language = requestLanguage(request)
      const actor = { ...callerOf(request).actor, language }
      const file = { name, bytes: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0) }
      if (preview === 'true') return analytics.previewImport(actor, file)
      const options = { asHistory: asHistory === 'true', mode }
      if (job !== 'true') return analytics.importFile(actor, file, options)
      const started = analytics.startImport(actor, file, options)
      return reply.code(202).send({ job: makeWireJob(started, language), summary: null })
    },
  )
  app.get(
    '/api/imports/:jobId',
    {
      config: { access: planners },
      schema: {
        summary: 'How far an import is, and what it stored once it is done',
        params: jobParams,
        response: { 200: importJob, ...problemAnswers },
      },
    },
    async request => {
      const { jobId } = request.params
      const job = analytics.job(jobId)
      if (job?.kind !== 'import') throw new AppError('job-unknown', { job: jobId })
      return {
        job: makeWireJob(job, requestLanguage(request)),
        summary: analytics.importSummary(jobId),
      }
    },
  )
}
