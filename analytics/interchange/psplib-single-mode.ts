import type { Words } from '#model/field.ts'
import type { PsplibDraft } from './psplib-draft.ts'

/** Reads a PSPLIB single-mode file (.sm): a heading with the counts, then the sections of precedence relations, of demands and
 *  durations, and of capacities, one job a line. */
export function readSingleMode(lines: readonly string[], draft: PsplibDraft): void {
  const file = new SingleModeFile(lines, draft)
  const jobs = file.headingNumber(/^\s*jobs\b/i, { zh: '工作数', en: 'number of jobs' })
  const resources = file.headingNumber(/^\s*-?\s*renewable/i, {
    zh: '可更新资源数',
    en: 'number of renewable resources',
  })
  file.refuseOtherResources()
  file.readLinks(jobs)
  file.readDemands(jobs, resources)
  file.readCapacities(resources)
}

class SingleModeFile {
  readonly #lines: readonly string[]
  readonly #draft: PsplibDraft

  constructor(lines: readonly string[], draft: PsplibDraft) {
    this.#lines = lines
    this.#draft = draft
  }

  headingNumber(title: RegExp, what: Words): number {
    const index = this.#lines.findIndex(line => title.test(line))
    if (index < 0) this.#cut(what)
    const text = /:\s*(\S+)/.exec(this.#lines[index] as string)?.[1] ?? ''
    return this.#draft.number(text, index + 1, what, 100_000)
  }

  refuseOtherResources(): void {
    for (const [index, line] of this.#lines.entries()) {
      const found = /^\s*-?\s*(nonrenewable|doubly constrained)\s*:\s*(\d+)/i.exec(line)
      if (found && Number(found[2]) > 0)
        this.#draft.fail('level-mode-unsupported', index + 1, { found: found[0].trim() })
    }
  }

  readLinks(jobs: number): void {
    const what = { zh: '逻辑关系', en: 'the precedence relations' }
    this.#rows(/^\s*PRECEDENCE RELATIONS/i, jobs, 3, what, (numbers, line) => {
      const [, modes, count, ...successors] = numbers
      if (modes !== 1) this.#draft.fail('level-mode-unsupported', line, { found: `#modes ${modes}` })
      if (successors.length !== count)
        this.#draft.fail('level-count-wrong', line, {
          what: { zh: '紧后工作数', en: 'the number of successors' },
          expected: count as number,
          found: successors.length,
        })
      this.#draft.successors.push(successors)
      this.#draft.linkLine.push(line)
    })
  }

  readDemands(jobs: number, resources: number): void {
    const what = { zh: '工期与资源需求', en: 'the durations and demands' }
    this.#rows(/^\s*REQUESTS\/DURATIONS/i, jobs, 3, what, (numbers, line) => {
      const [, mode, duration, ...demands] = numbers
      if (mode !== 1) this.#draft.fail('level-mode-unsupported', line, { found: `mode ${mode}` })
      this.#refuseWidth(demands.length, resources, line)
      this.#draft.duration.push(duration as number)
      this.#draft.demand.push(...demands)
      this.#draft.jobLine.push(line)
    })
  }

  readCapacities(resources: number): void {
    const what = { zh: '资源的可用量', en: 'the capacities of the resources' }
    const at = this.#section(/^\s*RESOURCEAVAILABILITIES/i, what)
    const index = this.#lines.findIndex((line, k) => k > at && /^\s*\d/.test(line))
    if (index < 0) this.#cut(what)
    const units = this.#numbersOf(index)
    this.#refuseWidth(units.length, resources, index + 1)
    this.#draft.capacity.push(...units)
  }

  #refuseWidth(found: number, expected: number, line: number): void {
    if (found === expected) return
    const what = { zh: '资源的个数', en: 'the number of resources' }
    this.#draft.fail('level-count-wrong', line, { what, expected, found })
  }

  /** Every line of a section that begins with a digit, which must be those of jobs 1, 2, 3 and so on. */
  #rows(
    title: RegExp,
    jobs: number,
    least: number,
    what: Words,
    take: (row: number[], line: number) => void,
  ): void {
    let job = 0
    for (let index = this.#section(title, what) + 1; index < this.#lines.length; index++) {
      const line = this.#lines[index] as string
      if (line.startsWith('*')) break
      if (!/^\s*[-+\d]/.test(line) || /^\s*-{3}/.test(line)) continue
      const numbers = this.#numbersOf(index)
      job++
      if (numbers.length < least) this.#cut(what, index + 1)
      if (numbers[0] !== job || job > jobs)
        this.#draft.fail('level-count-wrong', index + 1, {
          what: { zh: '工作编号', en: 'the job number' },
          expected: Math.min(job, jobs),
          found: numbers[0] as number,
        })
      take(numbers, index + 1)
    }
    if (job < jobs) this.#cut(what)
  }

  #section(title: RegExp, what: Words): number {
    const index = this.#lines.findIndex(line => title.test(line))
    return index < 0 ? this.#cut(what) : index
  }

  #numbersOf(index: number): number[] {
    const expected = { zh: '不小于 0 的整数', en: 'whole number from 0' }
    return (this.#lines[index] as string)
      .trim()
      .split(/\s+/)
      .map(word => this.#draft.number(word, index + 1, expected))
  }

  #cut(missing: Words, line = this.#lines.findLastIndex(text => text.trim() !== '') + 1): never {
    return this.#draft.fail('level-file-cut', line, { missing })
  }
}
