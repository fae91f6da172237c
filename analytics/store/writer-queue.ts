/** Runs one piece of work after the other, in the order they came; a failure does not stop those behind it. */
export function writerQueue(): {
  add: <T>(work: () => Promise<T>) => Promise<T>
  drained: () => Promise<void>
} {
  let last: Promise<unknown> = Promise.resolve()
  return {
    add: work => {
      const done = last.then(work)
      last = done.catch(() => undefined)
      return done
    },
    drained: async () => {
      await last
    },
  }
}
