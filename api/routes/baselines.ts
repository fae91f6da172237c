import type { Analytics } from '#analytics'
import { baselineRequest, baselineTaken } from '#model/contract.ts'
import { planners } from '../access.ts'
import { callerOf } from '../plugins/auth.ts'
import { problemAnswers } from '../problem-answers.ts'
import type { ProjectFinder } from '../project-finder.ts'
import type { TypedApp } from '../typed-app.ts'
import { projectParams } from './projects.ts'

/** Freezing the calculated plan. */
export function baselineRoutes(
  app: TypedApp,
  { analytics, findProject }: { analytics: Analytics; findProject: ProjectFinder },
): void {
  app.post(
    '/api/projects/:projectId/baselines',
    {
      config: { access: planners },
      schema: {
        summary: 'Freeze the calculated plan as the current baseline',
        params: projectParams,
        body: baselineRequest,
        response: { 201: baselineTaken, ...problemAnswers },
      },
    },
    async (request, reply) => {
      const projectId = await findProject(request.params.projectId)
      const taken = await analytics.takeBaseline(callerOf(request).actor, projectId, request.body.name)
      return reply.code(201).send(taken)
    },
  )
}
