import type { Words } from './field.ts'
import { calculationProblems } from './problems/calculation.ts'
import { exportProblems } from './problems/export.ts'
import { explanationProblems } from './problems/explanation.ts'
import { feasibilityProblems } from './problems/feasibility.ts'
import { fieldProblems } from './problems/field.ts'
import { fileProblems } from './problems/file.ts'
import { forecastProblems } from './problems/forecast.ts'
import { levelPlanProblems } from './problems/level-plan.ts'
import { levelProblems } from './problems/level.ts'
import { mspdiProblems } from './problems/mspdi.ts'
import { planFaultProblems } from './problems/plan-fault.ts'
import { riskProblems } from './problems/risk.ts'
import { holidayProblems } from './problems/holiday.ts'
import { serverProblems } from './problems/server.ts'
import { signInProblems } from './problems/sign-in.ts'
import { storeProblems } from './problems/store.ts'
import { syncProblems } from './problems/sync.ts'
import { xerProblems } from './problems/xer.ts'
import { xmlProblems } from './problems/xml.ts'

/** How bad a finding is: an error stops what was asked, a warning does not, a note only informs. */
export type Severity = 'error' | 'warning' | 'note'
export interface ProblemText {
  /** HTTP status where the problem is the answer to a request. */
  status: number
  severity: Severity
  zh: string
  en: string
}

/** Every problem a user can meet, said once; `{name}` stands for a value of the problem's data. */
export const problems = {
  ...calculationProblems,
  ...explanationProblems,
  ...feasibilityProblems,
  ...exportProblems,
  ...fieldProblems,
  ...fileProblems,
  ...forecastProblems,
  ...levelPlanProblems,
  ...levelProblems,
  ...mspdiProblems,
  ...planFaultProblems,
  ...riskProblems,
  ...holidayProblems,
  ...serverProblems,
  ...signInProblems,
  ...storeProblems,
  ...syncProblems,
  ...xerProblems,
  ...xmlProblems,
} as const satisfies Record<string, ProblemText>
export type ProblemCode = keyof typeof problems

/** Where a problem is: a row and field of a sheet, or a line of a file. */
export interface ProblemPlace {
  sheet?: string
  rowKey?: string
  /** What names the row for people: an activity code. */
  code?: string
  field?: string
  file?: string
  line?: number
  /** A place inside a file that is no line: a sheet and cell, an XML element, a table. */
  part?: string
}
/** Words stand where the value itself has a text in each language, such as the label of a column. */
export type ProblemData = Record<string, string | number | boolean | null | readonly string[] | Words>
/** A finding about what a user gave us, as data. */
export interface Problem {
  code: ProblemCode
  at?: ProblemPlace
  data?: ProblemData
}

/** The text of a problem in a language, its data filled in. Lists are joined, absent values shown as a dash. */
export function describeProblem(problem: Problem, language: 'zh' | 'en'): string {
  return problems[problem.code][language].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = problem.data?.[name] ?? null
    if (Array.isArray(value)) return value.join(language === 'zh' ? '、' : ', ')
    if (typeof value === 'object' && value !== null) return (value as Words)[language]
    return value === null ? '—' : String(value)
  })
}

/** A failure: what was asked cannot be done. Its message is the English text; people see `describeProblem`. */
export class AppError extends Error implements Problem {
  readonly code: ProblemCode
  readonly data: ProblemData
  readonly at: ProblemPlace

  constructor(code: ProblemCode, data: ProblemData = {}, options: ErrorOptions & { at?: ProblemPlace } = {}) {
    super(describeProblem({ code, data }, 'en'), options)
    this.name = 'AppError'
    this.code = code
    this.data = data
    this.at = options.at ?? {}
  }
}
