import type { ServerEvent } from '#model/contract.ts'

/** What following events needs; time is passed in so that tests need none. */
export interface FollowOptions {
  open: (signal: AbortSignal) => Promise<AsyncGenerator<ServerEvent>>
  onEvent: (event: ServerEvent) => void
  /** Called when the stream is up (true) or lost (false); after every new start the caller should pull once. */
  onConnection: (isUp: boolean) => void
  wait: (ms: number, signal: AbortSignal) => Promise<void>
  random: () => number
  /** True for a failure that trying again does not heal, such as a token that is no longer valid. */
  isFinal: (error: unknown) => boolean
}

/** Follows events until the signal aborts, reconnecting after 0.5 s doubling to 30 s, each with up to a quarter of jitter. */
export async function followEvents(options: FollowOptions, signal: AbortSignal): Promise<void> {
  let failures = 0
  while (!signal.aborted) {
    try {
      const events = await options.open(signal)
      failures = 0
      options.onConnection(true)
      for await (const event of events) options.onEvent(event)
      options.onConnection(false)
    } catch (error) {
      if (signal.aborted) return
      options.onConnection(false)
      if (options.isFinal(error)) return
    }
    if (signal.aborted) return
    await options.wait(backoffMs(failures++, options.random()), signal)
  }
}

/** Milliseconds before the next try after a number of failures. */
export function backoffMs(failures: number, random: number): number {
  return Math.min(30_000, 500 * 2 ** Math.min(failures, 10)) * (1 + random / 4)
}
