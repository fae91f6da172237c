/** Drains a generator, giving the page a turn whenever a slice has lasted `sliceMs`. */
export async function runInSlices<T>(
  work: Generator<void, T>,
  sliceMs = 24,
  now: () => number = () => performance.now(),
): Promise<T> {
  let began = now()
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
    if (now() - began < sliceMs) continue
    await nextTurn()
    began = now()
  }
}

/** Resolves in a new task, so that input, painting and timers go first; unlike a timer it is not clamped to 4 ms. */
export function nextTurn(): Promise<void> {
  return new Promise(resolve => {
    const channel = new MessageChannel()
    channel.port1.onmessage = () => {
      channel.port1.close()
      resolve()
    }
    channel.port2.postMessage(null)
  })
}
