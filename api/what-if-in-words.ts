import type { Analytics } from '#analytics'
import type { Language } from '#model/contract.ts'
import type { WhatIfAnswer } from '#model/what-if-contract.ts'
import { makeWireProblem } from './problem-body.ts'

type WhatIfOutcome = Awaited<ReturnType<Analytics['whatIf']>>

/** What scenarios come to, with refusals and findings in the reader's language. */
export function whatIfInWords(
  { scenarios, simulation, ...rest }: WhatIfOutcome,
  language: Language,
): WhatIfAnswer {
  return {
    ...rest,
    simulation: simulation && {
      ...simulation,
      findings: simulation.findings.map(finding => makeWireProblem(finding, language)),
    },
    scenarios: scenarios.map(({ reasons, findings, ...scenario }) => ({
      ...scenario,
      reasons: reasons.map(reason => ({ ...reason, problem: makeWireProblem(reason.problem, language) })),
      findings: findings.map(finding => makeWireProblem(finding, language)),
    })),
  }
}
