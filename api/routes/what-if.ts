import type { Analytics } from '#analytics'
import { whatIfAnswer, whatIfRequest } from '#model/what-if-contract.ts'
import { editors } from '../access.ts'
import { callerOf } from '../plugins/auth.ts'
import { problemAnswers } from '../problem-answers.ts'
import type { ProjectFinder } from '../project-finder.ts'
import { requestLanguage } from '../request-language.ts'
import type { TypedApp } from '../typed-app.ts'
import { whatIfInWords } from '../what-if-in-words.ts'
import { projectParams } from './projects.ts'

/** What a plan would come to with other durations, logic, resources or risks. */
export function whatIfRoutes(
  app: TypedApp,
  { analytics, findProject }: { analytics: Analytics; findProject: ProjectFinder },
): void {
  app.post(
    '/api/projects/:projectId/what-if',
    {
      config: { access: editors },
      schema: {
        summary: 'Finish, cost and forecast of the plan with other values, calculated at once and not stored',
        params: projectParams,
        body: whatIfRequest,
        response: { 200: whatIfAnswer, ...problemAnswers },
      },
    },
    async request => {
      const language = requestLanguage(request)
      const projectId = await findProject(request.params.projectId)
      const outcome = await analytics.whatIf(callerOf(request).actor, projectId, request.body)
      return whatIfInWords(outcome, language)
    },
  )
}
