import type { Analytics } from '#analytics'
import type { PlanCheckAnswer } from '#model/check-contract.ts'
import type { Language } from '#model/contract.ts'
import { problems } from '#model/problems.ts'
import { makeWireProblem } from './problem-body.ts'

type CheckedProject = Awaited<ReturnType<Analytics['check']>>[number]

/** The check of a plan with its words in one language. */
export function checkInWords(
  { code, checks, faults, feasibility }: CheckedProject,
  language: Language,
): Omit<PlanCheckAnswer, 'projectId' | 'change'> {
  return {
    code,
    checks: checks.map(check => ({
      ...check,
      name: check.name[language],
      reason: check.reason?.[language] ?? null,
    })),
    findings: faults.map(fault => ({
      ...fault,
      name: fault.name[language],
      severity: problems[fault.code].severity,
      items: fault.items.map(item => makeWireProblem(item, language)),
      reason: fault.reason?.[language] ?? null,
    })),
    feasibility: {
      ...feasibility,
      items: feasibility.items.map(item => makeWireProblem(item, language)),
      reason: feasibility.reason?.[language] ?? null,
    },
  }
}
