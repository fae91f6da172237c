import type { Analytics } from '#analytics'
import { planCheckAnswer } from '#model/check-contract.ts'
import { everyRole } from '../access.ts'
import { checkInWords } from '../check-in-words.ts'
import { problemAnswers } from '../problem-answers.ts'
import type { ProjectFinder } from '../project-finder.ts'
import { requestLanguage } from '../request-language.ts'
import type { TypedApp } from '../typed-app.ts'
import { projectParams } from './projects.ts'

/** The check of a stored plan. */
export function checkRoutes(
  app: TypedApp,
  { analytics, findProject }: { analytics: Analytics; findProject: ProjectFinder },
): void {
  app.get(
    '/api/projects/:projectId/check',
    {
      config: { access: everyRole },
      schema: {
        summary: 'The 14 DCMA points, faults of the plan by kind and what it lacks to be carried out',
        params: projectParams,
        response: { 200: planCheckAnswer, ...problemAnswers },
      },
    },
    async request => {
      const projectId = await findProject(request.params.projectId)
      const checked = await analytics.checkProject(projectId)
      return { projectId, change: checked.change, ...checkInWords(checked, requestLanguage(request)) }
    },
  )
}
