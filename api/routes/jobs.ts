import { Type } from 'typebox'
import type { Analytics, JobProgress } from '#analytics'
import { jobStatus } from '#model/contract.ts'
import { AppError } from '#model/problems.ts'
import { editors, everyRole } from '../access.ts'
import { callerOf } from '../plugins/auth.ts'
import { problemAnswers } from '../problem-answers.ts'
import type { ProjectFinder } from '../project-finder.ts'
import { requestLanguage } from '../request-language.ts'
import type { TypedApp } from '../typed-app.ts'
import { makeWireJob } from '../wire-job.ts'
import { projectParams } from './projects.ts'

const jobParams = Type.Object({ jobId: Type.String({ minLength: 1, maxLength: 64 }) })

/** Recalculation: start, follow, cancel. */
export function jobRoutes(
  app: TypedApp,
  { analytics, findProject }: { analytics: Analytics; findProject: ProjectFinder },
): void {
  app.post(
    '/api/projects/:projectId/refresh',
    {
      config: { access: editors },
      schema: {
        summary: 'Recalculate dates, costs and forecast',
        params: projectParams,
        response: { 202: jobStatus, ...problemAnswers },
      },
    },
    async (request, reply) => {
      const projectId = await findProject(request.params.projectId)
      const job = await analytics.startRefresh(callerOf(request).actor, projectId)
      return reply.code(202).send(makeWireJob(job, requestLanguage(request)))
    },
  )
  app.get(
    '/api/jobs/:jobId',
    {
      config: { access: everyRole },
      schema: {
        summary: 'How far a job is',
        params: jobParams,
        response: { 200: jobStatus, ...problemAnswers },
      },
    },
    async request =>
      makeWireJob(known(analytics.job(request.params.jobId), request.params.jobId), requestLanguage(request)),
  )
  app.delete(
    '/api/jobs/:jobId',
    {
      config: { access: editors },
      schema: {
        summary: 'Cancel a job; what it had not written stays as it was',
        params: jobParams,
        response: { 200: jobStatus, ...problemAnswers },
      },
    },
    async request =>
      makeWireJob(
        known(analytics.cancelJob(request.params.jobId), request.params.jobId),
        requestLanguage(request),
      ),
  )
}

function known(job: JobProgress | null, jobId: string): JobProgress {
  if (!job) throw new AppError('job-unknown', { job: jobId })
  return job
}
