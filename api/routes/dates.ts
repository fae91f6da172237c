import type { Analytics } from '#analytics'
import { datesAnswer } from '#model/dates-contract.ts'
import { everyRole } from '../access.ts'
import { problemAnswers } from '../problem-answers.ts'
import type { ProjectFinder } from '../project-finder.ts'
import type { TypedApp } from '../typed-app.ts'
import { projectParams } from './projects.ts'

/** Dates of a plan right after an edit, before anything is refreshed. */
export function dateRoutes(
  app: TypedApp,
  { analytics, findProject }: { analytics: Analytics; findProject: ProjectFinder },
): void {
  app.get(
    '/api/projects/:projectId/dates',
    {
      config: { access: everyRole },
      schema: {
        summary: 'Dates and floats of the plan as it stands, calculated at once and not stored',
        params: projectParams,
        response: { 200: datesAnswer, ...problemAnswers },
      },
    },
    async request => analytics.datesNow(await findProject(request.params.projectId)),
  )
}
