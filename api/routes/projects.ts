import { Type } from 'typebox'
import type { Analytics } from '#analytics'
import { forecastAnswer, newProject, projectList, projectSummary, wireProblem } from '#model/contract.ts'
import { everyRole, planners } from '../access.ts'
import { callerOf } from '../plugins/auth.ts'
import { makeWireProblem } from '../problem-body.ts'
import { problemAnswers } from '../problem-answers.ts'
import type { ProjectFinder } from '../project-finder.ts'
import { requestLanguage } from '../request-language.ts'
import type { TypedApp } from '../typed-app.ts'

export const projectParams = Type.Object({ projectId: Type.String({ minLength: 1, maxLength: 64 }) })
const findingsAnswer = Type.Object({ findings: Type.Array(wireProblem) }, { additionalProperties: false })

/** Projects: the list, new ones, what is wrong with one and where it is heading. */
export function projectRoutes(
  app: TypedApp,
  {
    analytics,
    findProject,
    filled,
  }: { analytics: Analytics; findProject: ProjectFinder; filled: () => Promise<unknown> },
): void {
  app.get(
    '/api/projects',
    {
      config: { access: everyRole },
      schema: { summary: 'All projects', response: { 200: projectList, ...problemAnswers } },
    },
    async () => {
      await filled()
      return { projects: await analytics.projects() }
    },
  )
  app.post(
    '/api/projects',
    {
      config: { access: planners },
      schema: {
        summary: 'A new, empty project',
        body: newProject,
        response: { 201: projectSummary, ...problemAnswers },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await analytics.createProject(callerOf(request).actor, request.body)),
  )
  app.get(
    '/api/projects/:projectId/findings',
    {
      config: { access: everyRole },
      schema: {
        summary: 'What the last calculation found wrong with the plan',
        params: projectParams,
        response: { 200: findingsAnswer, ...problemAnswers },
      },
    },
    async request => {
      const projectId = await findProject(request.params.projectId)
      const language = requestLanguage(request)
      const findings = await analytics.findings(projectId)
      return { findings: findings.map(finding => makeWireProblem(finding, language)) }
    },
  )
  app.get(
    '/api/projects/:projectId/forecast',
    {
      config: { access: everyRole },
      schema: {
        summary: 'The latest forecast of finish and cost',
        params: projectParams,
        response: { 200: forecastAnswer, ...problemAnswers },
      },
    },
    async request => {
      const projectId = await findProject(request.params.projectId)
      return analytics.forecast(projectId)
    },
  )
}
