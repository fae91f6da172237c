import { type Backtest, backtestCases, scoreBacktest } from '#calc/backtest.ts'
import { examplesOfPlan } from '#calc/forecast-examples.ts'
import { readForecastCase } from '#calc/forecast-case-reader.ts'
import { makeCaseForecaster } from '#calc/forecast-cases.ts'
import { lessonOf } from '#calc/forecast-lesson.ts'
import type { Language } from '#model/contract.ts'
import { describeProblem, type Problem } from '#model/problems.ts'
import { readGivenFile } from './read-given-file.ts'
import { readPlanFiles } from './read-plan-files.ts'

/** The product's forecast and the textbook formulas on a folder's finished projects, each family left out of its own forecast. */
export async function backtestFolder(history: string): Promise<Backtest> {
  const { lessons } = await readHistory(history)
  return scoreBacktest(backtestCases(lessons))
}

/** One JSON line per case of a JSON Lines file, in order: the forecast and what of the case could not be used, or why there is none.
 *  No case learns from its own project or family. */
export async function answerCases(file: string, history: string, language: Language): Promise<string[]> {
  const text = new TextDecoder().decode(await readGivenFile(file))
  const { lessons, familyOfCode } = await readHistory(history)
  const forecast = makeCaseForecaster(lessons, familyOfCode)
  const lines = text.split('\n').filter(line => line.trim() !== '')
  return lines.map((text, index) => {
    const line = index + 1
    const { given, findings, problem } = readForecastCase(text, line)
    const answer = given && forecast(given)
    if (!answer)
      return JSON.stringify({
        id: given?.id ?? null,
        error: inWords(problem ?? nothingToUse(line), language),
      })
    const found = [...findings, ...answer.findings.map(one => ({ ...one, at: { line, ...one.at } }))]
    return JSON.stringify({
      id: answer.id,
      finish: answer.finish,
      cost: answer.cost,
      method: answer.method,
      notUsed: [...new Set(found.map(one => one.code))],
      findings: found.map(one => inWords(one, language)),
    })
  })
}

function nothingToUse(line: number): Problem {
  const reason = { zh: '没有可用的时期或计划日期', en: 'no period or planned dates can be used' }
  return { code: 'case-unreadable', at: { line }, data: { line, reason } }
}

function inWords(problem: Problem, language: Language) {
  return { code: problem.code, message: describeProblem(problem, language), at: problem.at ?? {} }
}

async function readHistory(folder: string) {
  const { plans } = await readPlanFiles(folder)
  return {
    lessons: plans.flatMap(plan => examplesOfPlan(plan, 'statuses')).map(lessonOf),
    familyOfCode: new Map(
      plans.map(({ project }) => [project.code, project.family ?? project.projectId] as const),
    ),
  }
}
