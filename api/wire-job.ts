import type { JobProgress } from '#analytics'
import type { JobStatus, Language } from '#model/contract.ts'
import { makeWireProblem } from './problem-body.ts'

/** A job as it goes to a client, its problems in the client's language. */
export function makeWireJob(job: JobProgress, language: Language): JobStatus {
  return {
    ...job,
    problem: job.problem && makeWireProblem(job.problem, language),
    findings: job.findings.map(finding => makeWireProblem(finding, language)),
  }
}
