import { Type } from 'typebox'
import type { Analytics } from '#analytics'
import type { ServerEvent } from '#model/contract.ts'
import { everyRole } from '../access.ts'
import { problemAnswers } from '../problem-answers.ts'
import type { ProjectFinder } from '../project-finder.ts'
import { requestLanguage } from '../request-language.ts'
import type { TypedApp } from '../typed-app.ts'

const eventsQuery = Type.Object(
  { projects: Type.String({ minLength: 1, maxLength: 4000, description: 'Project ids, comma separated' }) },
  { additionalProperties: false },
)

/** The stream that tells workbooks to pull. It begins with where each project stands, so nothing falls between a pull and the stream. */
export function eventRoutes(
  app: TypedApp,
  { analytics, findProject }: { analytics: Analytics; findProject: ProjectFinder },
): void {
  app.get(
    '/api/events',
    {
      config: { access: everyRole },
      schema: {
        summary: 'Server-sent events (project, job) of some projects',
        querystring: eventsQuery,
        response: {
          200: {
            description: 'text/event-stream',
            content: { 'text/event-stream': { schema: Type.String() } },
          },
          ...problemAnswers,
        },
      },
    },
    async (request, reply) => {
      const ids = [...new Set(request.query.projects.split(',').filter(id => id !== ''))]
      const projectIds = new Set(await Promise.all(ids.map(findProject)))
      return app.eventStreams.open(reply, {
        projectIds,
        language: requestLanguage(request),
        readFirst: () => Promise.all([...projectIds].map(id => standOf(analytics, id))),
      })
    },
  )
}

type ProjectEvent = Extract<ServerEvent, { kind: 'project' }>

async function standOf(analytics: Analytics, projectId: string): Promise<ProjectEvent> {
  const { change, resultNumber, staleLinks } = await analytics.pull(projectId, [], null)
  return { kind: 'project', projectId, change, resultNumber, staleLinks }
}
