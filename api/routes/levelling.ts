import { Type } from 'typebox'
import type { Analytics } from '#analytics'
import { jobStatus } from '#model/contract.ts'
import { levelAccepted, levelProposal, levelRequest } from '#model/level-contract.ts'
import { planners } from '../access.ts'
import { callerOf } from '../plugins/auth.ts'
import { problemAnswers } from '../problem-answers.ts'
import { makeWireProblem } from '../problem-body.ts'
import type { ProjectFinder } from '../project-finder.ts'
import { requestLanguage } from '../request-language.ts'
import type { TypedApp } from '../typed-app.ts'
import { makeWireJob } from '../wire-job.ts'
import { projectParams } from './projects.ts'

const proposalParams = Type.Object({ proposalId: Type.String({ minLength: 1, maxLength: 64 }) })

/** Levelling of resources: propose, look, accept or discard. */
export function levellingRoutes(
  app: TypedApp,
  { analytics, findProject }: { analytics: Analytics; findProject: ProjectFinder },
): void {
  app.post(
    '/api/projects/:projectId/levelling',
    {
      config: { access: planners },
      schema: {
        summary: 'Search for dates at which the limited resources suffice; the job’s id is the proposal’s',
        params: projectParams,
        body: levelRequest,
        response: { 202: jobStatus, ...problemAnswers },
      },
    },
    async (request, reply) => {
      const projectId = await findProject(request.params.projectId)
      const job = await analytics.startLevelling(projectId, request.body)
      return reply.code(202).send(makeWireJob(job, requestLanguage(request)))
    },
  )
  app.delete(
    '/api/projects/:projectId/levelling',
    {
      config: { access: planners },
      schema: {
        summary: 'Clear the levelled starts of a project',
        params: projectParams,
        response: { 200: levelAccepted, ...problemAnswers },
      },
    },
    async request => {
      const projectId = await findProject(request.params.projectId)
      return analytics.clearLevelling(callerOf(request).actor, projectId)
    },
  )
  app.get(
    '/api/levelling/:proposalId',
    {
      config: { access: planners },
      schema: {
        summary: 'A proposal: finishes, moved activities and what stays beyond capacity',
        params: proposalParams,
        response: { 200: levelProposal, ...problemAnswers },
      },
    },
    async request => {
      const { proposalId } = request.params
      const { findings, ...proposal } = analytics.levelProposal(proposalId)
      const language = requestLanguage(request)
      return { proposalId, ...proposal, findings: findings.map(one => makeWireProblem(one, language)) }
    },
  )
  app.delete(
    '/api/levelling/:proposalId',
    {
      config: { access: planners },
      schema: {
        summary: 'Discard a proposal',
        params: proposalParams,
        response: { 204: Type.Null(), ...problemAnswers },
      },
    },
    async (request, reply) => {
      analytics.discardLevelling(request.params.proposalId)
      return reply.code(204).send(null)
    },
  )
  app.post(
    '/api/levelling/:proposalId/accept',
    {
      config: { access: planners },
      schema: {
        summary: 'Write the levelled starts into all projects of the proposal, or none',
        params: proposalParams,
        response: { 200: levelAccepted, ...problemAnswers },
      },
    },
    async request => analytics.acceptLevelling(callerOf(request).actor, request.params.proposalId),
  )
}
