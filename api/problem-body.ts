import type { Static } from 'typebox'
import type { Language, WireProblem } from '#model/contract.ts'
import type { problemBody } from '#model/contract.ts'
import { describeProblem, type Problem, problems } from '#model/problems.ts'

export type ProblemBody = Static<typeof problemBody>

/** The body of a failed request. Source: RFC 9457. `instance` is the request's number in the log. */
export function makeProblemBody(problem: Problem, language: Language, requestId?: string): ProblemBody {
  const { status } = problems[problem.code]
  return {
    type: `urn:plumbline:problem:${problem.code}`,
    title: problem.code,
    status,
    detail: describeProblem(problem, language),
    code: problem.code,
    ...(hasPlace(problem) ? { at: problem.at } : {}),
    ...(requestId === undefined ? {} : { instance: `urn:plumbline:request:${requestId}` }),
  }
}

/** A finding as it goes to a client, its text in the client's language. */
export function makeWireProblem(problem: Problem, language: Language): WireProblem {
  return {
    code: problem.code,
    severity: problems[problem.code].severity,
    text: describeProblem(problem, language),
    at: problem.at ?? {},
  }
}

function hasPlace(problem: Problem): problem is Problem & { at: NonNullable<Problem['at']> } {
  return problem.at !== undefined && Object.keys(problem.at).length > 0
}
