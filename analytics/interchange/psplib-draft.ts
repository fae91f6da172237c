import type { LevelProblem } from '#calc/level-problem.ts'
import type { Words } from '#model/field.ts'
import { AppError, type ProblemCode, type ProblemData, type ProblemPlace } from '#model/problems.ts'

const mostPeriods = 4_000_000
const mostUnits = 2 ** 30 - 1

/** A levelling problem while its file is read, with the line of each part for what is wrong with it. */
export class PsplibDraft {
  readonly file: string
  readonly capacity: number[] = []
  readonly duration: number[] = []
  /** Of each job one amount per resource, one job after another. */
  readonly demand: number[] = []
  readonly successors: number[][] = []
  readonly jobLine: number[] = []
  readonly linkLine: number[] = []

  constructor(file: string) {
    this.file = file
  }

  at(line: number): ProblemPlace {
    return { file: this.file, line }
  }

  fail(code: ProblemCode, line: number, data: ProblemData): never {
    throw new AppError(code, { file: this.file, line, ...data }, { at: this.at(line) })
  }

  /** A whole number from a text of digits. */
  number(text: string, line: number, expected: Words, most = mostUnits): number {
    const value = /^\d{1,10}$/.test(text) ? Number(text) : NaN
    if (!(value <= most)) this.fail('level-value-unreadable', line, { found: text.slice(0, 40), expected })
    return value
  }

  finish(): LevelProblem {
    this.#refuseDemands()
    const periods = this.duration.reduce((sum, duration) => sum + duration, 0)
    if (periods > mostPeriods)
      throw new AppError(
        'level-too-long',
        { file: this.file, found: periods, limit: mostPeriods },
        { at: { file: this.file } },
      )
    const links = this.#links()
    return {
      duration: Int32Array.from(this.duration),
      demand: Int32Array.from(this.demand),
      capacity: Int32Array.from(this.capacity),
      from: Int32Array.from(links, link => link[0]),
      to: Int32Array.from(links, link => link[1]),
    }
  }

  #refuseDemands(): void {
    const resources = this.capacity.length
    for (const [slot, demand] of this.demand.entries()) {
      const job = Math.floor(slot / resources)
      const capacity = this.capacity[slot % resources] as number
      if (demand > capacity)
        this.fail('level-demand-above-capacity', this.jobLine[job] as number, {
          job: job + 1,
          resource: (slot % resources) + 1,
          demand,
          capacity,
        })
    }
  }

  #links(): [number, number][] {
    const jobs = this.duration.length
    return this.successors.flatMap((numbers, job) =>
      numbers.map((number): [number, number] => {
        if (number < 1 || number > jobs)
          this.fail('level-value-unreadable', this.linkLine[job] as number, {
            found: String(number),
            expected: { zh: `工作编号（1 至 ${jobs}）`, en: `job number from 1 to ${jobs}` },
          })
        return [job, number - 1]
      }),
    )
  }
}
