import type { Words } from '#model/field.ts'
import type { PsplibDraft } from './psplib-draft.ts'

const mostJobs = 100_000
const mostResources = 1000

/** Reads a Patterson file (.rcp): the numbers of jobs and resources, the capacities, then of every job its duration, demands,
 *  number of successors and successors. Numbers may break over lines as they like. */
export function readPatterson(lines: readonly string[], draft: PsplibDraft): void {
  const numbers = new NumberStream(lines, draft)
  const jobs = numbers.next({ zh: '工作数', en: 'number of jobs' }, mostJobs)
  const resources = numbers.next({ zh: '资源数', en: 'number of resources' }, mostResources)
  for (let k = 0; k < resources; k++)
    draft.capacity.push(numbers.next({ zh: '资源的可用量', en: 'capacity of a resource' }))
  for (let job = 1; job <= jobs; job++) {
    draft.duration.push(numbers.next({ zh: `工作 ${job} 的工期`, en: `duration of job ${job}` }))
    draft.jobLine.push(numbers.line)
    for (let k = 0; k < resources; k++)
      draft.demand.push(numbers.next({ zh: `工作 ${job} 的资源需求`, en: `demand of job ${job}` }))
    const count = numbers.next({ zh: `工作 ${job} 的紧后数`, en: `number of successors of job ${job}` })
    draft.linkLine.push(numbers.line)
    const successors: number[] = []
    for (let k = 0; k < count; k++)
      successors.push(numbers.next({ zh: `工作 ${job} 的紧后工作`, en: `successor of job ${job}` }))
    draft.successors.push(successors)
  }
  numbers.finish()
}

class NumberStream {
  readonly #lines: readonly string[]
  readonly #draft: PsplibDraft
  #words: string[] = []
  #slot = 0
  #read = 0
  /** Line of the number last given, from 1. */
  line = 1

  constructor(lines: readonly string[], draft: PsplibDraft) {
    this.#lines = lines
    this.#draft = draft
  }

  next(expected: Words, most?: number): number {
    if (!this.#advance()) this.#draft.fail('level-file-cut', this.line, { missing: expected })
    return this.#draft.number(this.#words[this.#slot++] as string, this.line, expected, most)
  }

  finish(): void {
    if (!this.#advance()) return
    this.#draft.fail('level-count-wrong', this.line, {
      what: { zh: '文件末尾之后的内容', en: 'what follows the last job' },
      expected: 0,
      found: this.#words[this.#slot] as string,
    })
  }

  #advance(): boolean {
    while (this.#slot >= this.#words.length) {
      if (this.#read >= this.#lines.length) return false
      this.#words = (this.#lines[this.#read++] as string).split(/\s+/).filter(word => word !== '')
      this.#slot = 0
      if (this.#words.length > 0) this.line = this.#read
    }
    return true
  }
}
