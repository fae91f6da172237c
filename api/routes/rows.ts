import { Type } from 'typebox'
import type { Analytics } from '#analytics'
import { pullAnswer, pushAnswer, pushRequest } from '#model/contract.ts'
import { type EntityName, entityNames, isEntityName } from '#model/entities.ts'
import { AppError } from '#model/problems.ts'
import { editors, everyRole } from '../access.ts'
import { plainJson } from '../plain-json.ts'
import { callerOf } from '../plugins/auth.ts'
import { makeWireProblem } from '../problem-body.ts'
import { problemAnswers } from '../problem-answers.ts'
import type { ProjectFinder } from '../project-finder.ts'
import { requestLanguage } from '../request-language.ts'
import type { TypedApp } from '../typed-app.ts'
import { projectParams } from './projects.ts'

const number = Type.String({ pattern: '^\\d{1,15}$' })
const pullQuery = Type.Object(
  {
    sheets: Type.Optional(
      Type.String({ maxLength: 1000, description: 'Names, comma separated; all where absent' }),
    ),
    change: Type.Optional(number),
    resultNumber: Type.Optional(number),
  },
  { additionalProperties: false },
)

/** Rows of sheets as column arrays: pull what changed, push edits. */
export function rowRoutes(
  app: TypedApp,
  { analytics, findProject }: { analytics: Analytics; findProject: ProjectFinder },
): void {
  app.get(
    '/api/projects/:projectId/rows',
    {
      config: { access: everyRole },
      schema: {
        summary: 'Rows of sheets; with change, only what changed since',
        params: projectParams,
        querystring: pullQuery,
        response: { 200: pullAnswer, ...problemAnswers },
      },
      serializerCompiler: plainJson,
    },
    async request => {
      const { sheets, change, resultNumber } = request.query
      const projectId = await findProject(request.params.projectId)
      const since =
        change === undefined ? null : { change: Number(change), resultNumber: Number(resultNumber ?? 0) }
      return analytics.pull(projectId, sheetsOf(sheets), since)
    },
  )
  app.post(
    '/api/projects/:projectId/edits',
    {
      config: { access: editors },
      schema: {
        summary: 'Send a batch of edits; the same idempotency key is applied once',
        params: projectParams,
        body: pushRequest,
        response: { 200: pushAnswer, ...problemAnswers },
      },
      serializerCompiler: plainJson,
    },
    async request => {
      const language = requestLanguage(request)
      const projectId = await findProject(request.params.projectId)
      const result = await analytics.push(callerOf(request).actor, projectId, request.body)
      return {
        ...result,
        reasons: result.reasons.map(reason => ({
          ...reason,
          problem: makeWireProblem(reason.problem, language),
        })),
      }
    },
  )
}

function sheetsOf(text: string | undefined): EntityName[] {
  if (text === undefined) return entityNames
  const names = text.split(',').filter(name => name !== '')
  return names.map(name => {
    if (!isEntityName(name)) throw new AppError('sheet-unknown', { sheet: name })
    return name
  })
}
