import type { Analytics } from '#analytics'
import { functionAnswers, functionCalls } from '#model/contract.ts'
import { everyRole } from '../access.ts'
import { plainJson } from '../plain-json.ts'
import { makeWireProblem } from '../problem-body.ts'
import { problemAnswers } from '../problem-answers.ts'
import { requestLanguage } from '../request-language.ts'
import type { TypedApp } from '../typed-app.ts'

/** Custom functions of a workbook, many cells in one request. */
export function functionRoutes(app: TypedApp, { analytics }: { analytics: Analytics }): void {
  app.post(
    '/api/functions',
    {
      config: { access: everyRole },
      schema: {
        summary: 'Values of custom functions, in the order asked',
        body: functionCalls,
        response: { 200: functionAnswers, ...problemAnswers },
      },
      serializerCompiler: plainJson,
    },
    async request => {
      const language = requestLanguage(request)
      const answers = await analytics.answerFunctions(request.body)
      return {
        answers: answers.map(({ value, problem }) => ({
          value,
          problem: problem && makeWireProblem(problem, language),
        })),
      }
    },
  )
}
