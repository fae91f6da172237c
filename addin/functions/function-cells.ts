import type { CellValue, FunctionAnswers, FunctionCalls } from '#model/contract.ts'

type Call = FunctionCalls['calls'][number]
export type FunctionAnswer = FunctionAnswers['answers'][number]
/** A call as typed in a cell; it may leave the project to the workbook. */
export interface CellCall {
  name: string
  arguments: CellValue[]
}
export interface FunctionCellsOptions {
  send: (calls: Call[]) => Promise<FunctionAnswer[]>
  /** Completes a call with the workbook's project; null where a call needs one and there is none. */
  complete: (call: CellCall) => Call | null
  /** What a cell shows that has never had a value and cannot get one: no project, or `send` failed. */
  unanswered: (error: unknown) => FunctionAnswer
  schedule: (act: () => void, ms: number) => void
}
/** The cells of a workbook that show a number of the server. */
export interface FunctionCells {
  /** Tells the cell its value now if one is known, and again whenever it changes, until the returned function is called. */
  watch(call: CellCall, show: (answer: FunctionAnswer) => void): () => void
  /** Asks again for everything that cells show: results or the project have changed. */
  refresh(): void
}

/** Cells that recalculate together are collected this long, so that a thousand of them share a request. */
const collectMs = 60
const callsPerRequest = 5_000

interface Entry {
  call: CellCall
  shows: Set<(answer: FunctionAnswer) => void>
  /** The last answer, kept for as long as the page lives, so that a cell entered again shows it at once. */
  answer: FunctionAnswer | null
}

/** Batches and caches the calls of custom functions. */
export function createFunctionCells(options: FunctionCellsOptions): FunctionCells {
  const entries = new Map<string, Entry>()
  const wanted = new Set<Entry>()
  let isScheduled = false
  const want = (asked: Iterable<Entry>): void => {
    for (const entry of asked) wanted.add(entry)
    if (isScheduled || wanted.size === 0) return
    isScheduled = true
    options.schedule(() => {
      isScheduled = false
      const batch = [...wanted]
      wanted.clear()
      for (let from = 0; from < batch.length; from += callsPerRequest)
        void ask(batch.slice(from, from + callsPerRequest), options)
    }, collectMs)
  }
  return {
    watch(call, show) {
      const name = JSON.stringify([call.name, ...call.arguments])
      const entry = entries.get(name) ?? { call, shows: new Set(), answer: null }
      entries.set(name, entry)
      entry.shows.add(show)
      if (entry.answer) show(entry.answer)
      else want([entry])
      return () => entry.shows.delete(show)
    },
    refresh: () => want([...entries.values()].filter(entry => entry.shows.size > 0)),
  }
}

async function ask(batch: readonly Entry[], options: FunctionCellsOptions): Promise<void> {
  const calls = batch.map(entry => ({ entry, call: options.complete(entry.call) }))
  const complete = calls.filter((one): one is { entry: Entry; call: Call } => one.call !== null)
  for (const { entry, call } of calls) if (!call) showUnanswered(entry, options.unanswered(null))
  if (complete.length === 0) return
  try {
    const answers = await options.send(complete.map(({ call }) => call))
    complete.forEach(({ entry }, i) => {
      const answer = answers[i]
      if (answer) showAnswer(entry, answer)
    })
  } catch (error) {
    for (const { entry } of complete) showUnanswered(entry, options.unanswered(error))
  }
}

function showAnswer(entry: Entry, answer: FunctionAnswer): void {
  const isSame = entry.answer?.value === answer.value && entry.answer?.problem?.text === answer.problem?.text
  entry.answer = answer
  if (!isSame) for (const show of entry.shows) show(answer)
}

/** A cell that had a value keeps it; it is asked for again with the next refresh. */
function showUnanswered(entry: Entry, answer: FunctionAnswer): void {
  if (!entry.answer) for (const show of entry.shows) show(answer)
}
