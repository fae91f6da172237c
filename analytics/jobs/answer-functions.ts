import { finishAtPercentile } from '#calc/activity-percentile.ts'
import type { CellValue, FunctionCalls } from '#model/contract.ts'
import { minorDigits } from '#model/money.ts'
import { excelSerial, finishDayOf } from '#model/plan-time.ts'
import { AppError, type Problem } from '#model/problems.ts'
import type { ResultOf, RowOf, Store, StoreReader } from '#store/store.ts'

export interface FunctionAnswer {
  value: CellValue
  problem: Problem | null
}

/**
 * Answers calls of custom functions from the newest forecasts, each project read once however many calls there are.
 * EAC, CPI and SPIT take a project's code or id; FINISH takes activity code, percentile (0.8 or 80) and project. Money comes in
 * major units, a finish as Excel's date serial.
 */
export async function answerFunctions(store: Store, { calls }: FunctionCalls): Promise<FunctionAnswer[]> {
  return store.read(async reader => {
    const projects = new Map<string, Promise<ProjectAnswers>>()
    const projectOf = (name: string) => {
      let project = projects.get(name)
      if (!project) projects.set(name, (project = ProjectAnswers.read(reader, name)))
      return project
    }
    return Promise.all(calls.map(call => answerOne(call.name.toUpperCase(), call.arguments, projectOf)))
  })
}

async function answerOne(
  name: string,
  given: readonly CellValue[],
  projectOf: (name: string) => Promise<ProjectAnswers>,
): Promise<FunctionAnswer> {
  try {
    const reading = readings[name]
    if (!reading && name !== 'FINISH') throw new AppError('function-unknown', { function: name })
    const projectName = given[name === 'FINISH' ? 2 : 0]
    if (typeof projectName !== 'string')
      throw new AppError('function-argument', {
        function: name,
        argument: 'project',
        value: String(projectName ?? ''),
      })
    const project = await projectOf(projectName)
    return {
      value: reading ? reading(project) : await project.finishOf(given[0] ?? null, given[1] ?? null),
      problem: null,
    }
  } catch (error) {
    if (error instanceof AppError)
      return { value: null, problem: { code: error.code, data: error.data, at: error.at } }
    throw error
  }
}

const readings: Record<string, (project: ProjectAnswers) => CellValue> = {
  EAC: project => project.inMajorUnits(project.forecast.costP50),
  CPI: project => project.forecast.costPerformance,
  SPIT: project => project.forecast.schedulePerformanceTime,
}

type ForecastRow = RowOf<'forecast'>

/** What one project answers, read once per request. */
class ProjectAnswers {
  readonly forecast: ForecastRow
  readonly #currency: string
  readonly #projectId: string
  readonly #reader: StoreReader
  #activities: Promise<Map<string, ResultOf<'activity'>>> | null = null

  private constructor(reader: StoreReader, projectId: string, currency: string, forecast: ForecastRow) {
    this.#reader = reader
    this.#projectId = projectId
    this.#currency = currency
    this.forecast = forecast
  }

  static async read(reader: StoreReader, name: string): Promise<ProjectAnswers> {
    const project = await reader.findProject(name)
    const forecasts = await reader.rows('forecast', project.projectId)
    const newest = forecasts.reduce<ForecastRow | null>(
      (best, row) => (best === null || row.statusAt > best.statusAt ? row : best),
      null,
    )
    if (!newest) throw new AppError('forecast-missing', { project: project.code })
    return new ProjectAnswers(reader, project.projectId, project.currency, newest)
  }

  inMajorUnits(value: number | null): number | null {
    return value === null ? null : value / 10 ** minorDigits(this.#currency)
  }

  /** Excel serial of the day an activity finishes at a percentile. */
  async finishOf(code: CellValue, percentile: CellValue): Promise<number | null> {
    const share = typeof percentile === 'number' && percentile > 1 ? percentile / 100 : percentile
    if (typeof share !== 'number' || !(share > 0 && share < 1))
      throw new AppError('function-argument', {
        function: 'FINISH',
        argument: 'percentile',
        value: String(percentile ?? ''),
      })
    this.#activities ??= this.#readActivities()
    const activity = (await this.#activities).get(String(code))
    if (!activity)
      throw new AppError('function-argument', {
        function: 'FINISH',
        argument: 'activity',
        value: String(code ?? ''),
      })
    const finish = finishAtPercentile(activity, this.forecast, share)
    return finish === null ? null : excelSerial(finishDayOf(finish))
  }

  async #readActivities(): Promise<Map<string, ResultOf<'activity'>>> {
    const results = new Map(
      (await this.#reader.results('activity', this.#projectId)).map(row => [row.rowKey as string, row]),
    )
    const keys = await this.#reader.rowKeysByCode('activity', this.#projectId)
    return new Map(
      [...keys].flatMap(([code, key]) =>
        results.has(key) ? [[code, results.get(key) as ResultOf<'activity'>]] : [],
      ),
    )
  }
}
