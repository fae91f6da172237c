import type { FastifyReply, FastifyRequest } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import { type Problem, problems } from '#model/problems.ts'
import { makeProblemBody } from '../problem-body.ts'
import { requestLanguage } from '../request-language.ts'
import { requestProblem } from '../request-problem.ts'

/** Turns every error into one body (RFC 9457) in the caller's language. A fault of ours is logged with its cause and told without it. */
export const answerProblems = fastifyPlugin(
  async app => {
    app.setErrorHandler((error, request, reply) => {
      const found = requestProblem(error)
      if (found === null) {
        request.log.error({ err: error }, 'request failed')
        return send(request, reply, { code: 'server-fault', data: { requestId: request.id } })
      }
      const problem = withRequest(found, request)
      if (problems[problem.code].status >= 500) request.log.error({ err: error }, problem.code)
      return send(request, reply, problem)
    })
    app.setNotFoundHandler((request, reply) =>
      send(request, reply, {
        code: 'route-unknown',
        data: { method: request.method, path: request.url.split('?')[0] ?? '' },
      }),
    )
  },
  { name: 'problems', fastify: '5.x' },
)

/** Fills in what only the request knows. */
function withRequest(problem: Problem, request: FastifyRequest): Problem {
  if (problem.code === 'payload-too-large') {
    const limitMegabytes = Math.round(request.routeOptions.bodyLimit / 1024 / 1024)
    return { ...problem, data: { limitMegabytes } }
  }
  if (problem.code === 'media-type-unknown')
    return { ...problem, data: { mediaType: request.headers['content-type'] ?? null } }
  return problem
}

function send(request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply {
  const body = makeProblemBody(problem, requestLanguage(request), request.id)
  if (problem.code === 'server-busy') void reply.header('retry-after', '5')
  return reply
    .code(body.status)
    .header('content-language', requestLanguage(request))
    .type('application/problem+json')
    .serializer((value: unknown) => JSON.stringify(value))
    .send(body)
}
