import { problemBody } from '#model/contract.ts'

const content = { 'application/problem+json': { schema: problemBody } }

/** What any route may answer besides its own success. Source: RFC 9457. */
export const problemAnswers = {
  '4xx': { description: 'What was asked cannot be done, and why', content },
  '5xx': { description: 'The server failed', content },
} as const
