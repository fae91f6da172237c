import { readFile } from 'node:fs/promises'
import { type Backtest, backtestCases, scoreBacktest } from '#calc/backtest.ts'
import { examplesOfPlan } from '#calc/forecast-examples.ts'
import { readForecastCase } from '#calc/forecast-case-reader.ts'
import { makeCaseForecaster } from '#calc/forecast-cases.ts'
import { lessonOf } from '#calc/forecast-lesson.ts'
import type { Language } from '#model/contract.ts'
import { AppError, describeProblem, type Problem } from '#model/problems.ts'
import { readPlanFiles } from './read-plan-files.ts'

/** The product's forecast and the textbook formulas on a folder's finished projects, each family left out of its own forecast. */
export async function backtestFolder(history: string): Promise<Backtest> {
  return scoreBacktest(backtestCases(await lessonsOfFolder(history)))
}

/** One JSON line per case of a JSON Lines file, in order; a case that cannot be forecast gives its problem. No case learns from its own family. */
export async function answerCases(file: string, history: string, language: Language): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new AppError('file-not-found', { file }, { cause })
  })
  const forecast = makeCaseForecaster(await lessonsOfFolder(history))
  const lines = text.split('\n').filter(line => line.trim() !== '')
  return lines.map((line, index) => {
    const { given, problem } = readForecastCase(line, index + 1)
    const answer = given && forecast(given)
    if (answer) return JSON.stringify(answer)
    const reason: Problem = problem ?? {
      code: 'case-unreadable',
      at: { line: index + 1 },
      data: { line: index + 1, reason: 'periods' },
    }
    return JSON.stringify({
      id: given?.id ?? null,
      error: { code: reason.code, message: describeProblem(reason, language), at: reason.at ?? {} },
    })
  })
}

async function lessonsOfFolder(history: string) {
  const { plans } = await readPlanFiles(history)
  return plans.flatMap(plan => examplesOfPlan(plan, 'statuses')).map(lessonOf)
}
