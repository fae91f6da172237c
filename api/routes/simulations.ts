import type { Analytics } from '#analytics'
import { jobStatus } from '#model/contract.ts'
import { simulationAnswer, simulationRequest } from '#model/simulation-contract.ts'
import { editors, everyRole } from '../access.ts'
import { callerOf } from '../plugins/auth.ts'
import { problemAnswers } from '../problem-answers.ts'
import { makeWireProblem } from '../problem-body.ts'
import type { ProjectFinder } from '../project-finder.ts'
import { requestLanguage } from '../request-language.ts'
import type { TypedApp } from '../typed-app.ts'
import { makeWireJob } from '../wire-job.ts'
import { projectParams } from './projects.ts'

/** Risk simulation: start, and what the newest said. Progress and cancelling are those of every job. */
export function simulationRoutes(
  app: TypedApp,
  { analytics, findProject }: { analytics: Analytics; findProject: ProjectFinder },
): void {
  app.post(
    '/api/projects/:projectId/simulations',
    {
      config: { access: editors },
      schema: {
        summary: 'Simulate finish and cost with uncertain durations, prices and risks',
        params: projectParams,
        body: simulationRequest,
        response: { 202: jobStatus, ...problemAnswers },
      },
    },
    async (request, reply) => {
      const projectId = await findProject(request.params.projectId)
      const job = await analytics.startSimulation(callerOf(request).actor, projectId, request.body)
      return reply.code(202).send(makeWireJob(job, requestLanguage(request)))
    },
  )
  app.get(
    '/api/projects/:projectId/simulations/latest',
    {
      config: { access: everyRole },
      schema: {
        summary: 'The newest simulation: ranges, curves, joint confidence and what drives the finish',
        params: projectParams,
        response: { 200: simulationAnswer, ...problemAnswers },
      },
    },
    async request => {
      const projectId = await findProject(request.params.projectId)
      const answer = await analytics.simulation(projectId)
      const language = requestLanguage(request)
      return { ...answer, findings: answer.findings.map(finding => makeWireProblem(finding, language)) }
    },
  )
}
