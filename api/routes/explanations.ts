import type { Analytics } from '#analytics'
import { explanationAnswer } from '#model/explanation-contract.ts'
import { Type } from 'typebox'
import { everyRole } from '../access.ts'
import { explanationInWords } from '../explanation-in-words.ts'
import { problemAnswers } from '../problem-answers.ts'
import type { ProjectFinder } from '../project-finder.ts'
import { requestLanguage } from '../request-language.ts'
import type { TypedApp } from '../typed-app.ts'
import { projectParams } from './projects.ts'

const number = Type.Optional(Type.String({ pattern: '^[0-9]{1,9}$' }))
/** Two change numbers; without them the last that a calculation knew and the newest. */
const query = Type.Object({ from: number, to: number }, { additionalProperties: false })

/** Why the finish moved. */
export function explanationRoutes(
  app: TypedApp,
  { analytics, findProject }: { analytics: Analytics; findProject: ProjectFinder },
): void {
  app.get(
    '/api/projects/:projectId/explanation',
    {
      config: { access: everyRole },
      schema: {
        summary: 'What moved finish and budget between two change numbers; the parts add up to the movement',
        params: projectParams,
        querystring: query,
        response: { 200: explanationAnswer, ...problemAnswers },
      },
    },
    async request => {
      const projectId = await findProject(request.params.projectId)
      const { from, to } = request.query
      const explained = await analytics.explain(projectId, {
        from: from === undefined ? undefined : Number(from),
        to: to === undefined ? undefined : Number(to),
      })
      return explanationInWords(explained, requestLanguage(request))
    },
  )
}
