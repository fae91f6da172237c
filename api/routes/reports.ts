import { Type } from 'typebox'
import type { Analytics } from '#analytics'
import { reportRequest } from '#model/contract.ts'
import { everyRole } from '../access.ts'
import { problemAnswers } from '../problem-answers.ts'
import type { TypedApp } from '../typed-app.ts'

const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Workbooks for people who read rather than type. */
export function reportRoutes(app: TypedApp, { analytics }: { analytics: Analytics }): void {
  app.post(
    '/api/reports',
    {
      config: { access: everyRole },
      schema: {
        summary: 'The trend workbook of some projects, as .xlsx',
        body: reportRequest,
        response: {
          200: { description: '.xlsx', content: { [workbookType]: { schema: Type.Unsafe<Buffer>({}) } } },
          ...problemAnswers,
        },
      },
    },
    async (request, reply) => {
      const { projectIds, language } = request.body
      const found = await Promise.all(projectIds.map(id => analytics.findProject(id)))
      const report = await analytics.report(
        found.map(project => project.projectId),
        language,
      )
      const name = encodeURIComponent(
        `${found
          .map(project => project.code)
          .join('+')
          .slice(0, 80)}.xlsx`,
      )
      return reply
        .type(workbookType)
        .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
        .send(Buffer.from(report.bytes))
    },
  )
}
