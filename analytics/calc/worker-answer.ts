import { AppError, type Problem } from '#model/problems.ts'

/** What a worker answers: an error loses its code and place on the way between threads, a problem does not. */
export type WorkerAnswer<T> = { done: T } | { problem: Problem }

/** On the worker: the outcome of work, or the problem it met. What is no problem of the user's is thrown. */
export function answerOf<T>(work: () => T): WorkerAnswer<T> {
  try {
    return { done: work() }
  } catch (error) {
    if (error instanceof AppError) return { problem: { code: error.code, data: error.data, at: error.at } }
    throw error
  }
}

/** On the main thread: the outcome; throws the problem. */
export function outcomeOf<T>(answer: WorkerAnswer<T>): T {
  if ('done' in answer) return answer.done
  const { code, data, at } = answer.problem
  throw new AppError(code, data ?? {}, at ? { at } : {})
}
