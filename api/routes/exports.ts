import { Type } from 'typebox'
import type { Analytics } from '#analytics'
import { exportFormat, exportPreview } from '#model/exchange-contract.ts'
import { everyRole } from '../access.ts'
import { callerOf } from '../plugins/auth.ts'
import { problemAnswers } from '../problem-answers.ts'
import type { ProjectFinder } from '../project-finder.ts'
import { requestLanguage } from '../request-language.ts'
import type { TypedApp } from '../typed-app.ts'
import { projectParams } from './projects.ts'

const exportQuery = Type.Object(
  {
    format: exportFormat,
    encoding: Type.Optional(
      Type.Union([Type.Literal('utf-8'), Type.Literal('gbk')], {
        description: 'Of a .xer file, which P6 reads in the code page of its machine',
      }),
    ),
  },
  { additionalProperties: false },
)

/** A project as a file of another program, and beforehand what that file cannot carry. */
export function exportRoutes(
  app: TypedApp,
  { analytics, findProject }: { analytics: Analytics; findProject: ProjectFinder },
): void {
  app.get(
    '/api/projects/:projectId/export-losses',
    {
      config: { access: everyRole },
      schema: {
        summary: 'What an export would hold and what of the project it cannot carry',
        params: projectParams,
        querystring: exportQuery,
        response: { 200: exportPreview, ...problemAnswers },
      },
    },
    async request => {
      const { format, encoding } = request.query
      const actor = { ...callerOf(request).actor, language: requestLanguage(request) }
      const projectId = await findProject(request.params.projectId)
      const { fileName, sheets, losses } = await analytics.exportProject(actor, projectId, format, {
        encoding: encoding ?? null,
      })
      return { format, fileName, sheets, losses }
    },
  )
  app.get(
    '/api/projects/:projectId/export',
    {
      config: { access: everyRole },
      schema: {
        summary: 'The project as a file: .xer, P6 XML, MS Project XML, our workbook, or a zip of .csv',
        params: projectParams,
        querystring: exportQuery,
        response: {
          200: {
            description: 'The file',
            content: Object.fromEntries(
              contentTypes.map(type => [type, { schema: Type.Unsafe<Buffer>({}) }]),
            ),
          },
          ...problemAnswers,
        },
      },
    },
    async (request, reply) => {
      const { format, encoding } = request.query
      const actor = { ...callerOf(request).actor, language: requestLanguage(request) }
      const projectId = await findProject(request.params.projectId)
      const made = await analytics.exportProject(actor, projectId, format, { encoding: encoding ?? null })
      return reply
        .type(made.contentType)
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(made.fileName)}`)
        .send(Buffer.from(made.bytes) as never)
    },
  )
}

const contentTypes = [
  'application/octet-stream',
  'application/xml',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/zip',
]
