import { ServerProblem } from '../sync/client.ts'
import { followEvents } from '../sync/follow-events.ts'
import type { Session } from './session.ts'
import { follow, sync } from './sync-commands.ts'

/** Listens to the server for as long as a project is open and pulls whenever it has moved past this workbook. */
export function followProject(session: Session): void {
  const { client, state } = session
  let followed: string | null = null
  let abort = new AbortController()
  let told = { change: 0, resultNumber: 0 }
  const catchUp = async (): Promise<void> => {
    if (state.get().busy || state.get().screen === 'signIn' || followed === null) return
    const snapshot = await (await session.stores()).snapshots.load(followed)
    const isBehind =
      snapshot !== null && (told.change > snapshot.change || told.resultNumber > snapshot.resultNumber)
    if (isBehind && !state.get().busy) await follow(session)
  }
  session.events.subscribe(event => {
    if (event.kind !== 'project' || event.projectId !== followed) return
    told = { change: event.change, resultNumber: event.resultNumber }
    if (event.staleLinks.length > 0) state.set({ staleLinks: event.staleLinks, isCheckOld: true })
    void catchUp()
  })
  let wasBusy = false
  const watch = (): void => {
    const projectId = state.get().me ? (state.get().project?.projectId ?? null) : null
    if (projectId !== followed) {
      abort.abort()
      followed = projectId
      told = { change: 0, resultNumber: 0 }
      abort = new AbortController()
      if (projectId !== null) void listen(projectId, abort.signal)
    }
    const isBusy = state.get().busy !== null
    if (wasBusy && !isBusy) void catchUp()
    wasBusy = isBusy
  }
  const listen = (projectId: string, signal: AbortSignal): Promise<void> =>
    followEvents(
      {
        open: inner => client.openEvents([projectId], inner),
        onEvent: event => session.events.publish(event),
        onConnection: isConnected => {
          if (state.get().isConnected !== isConnected) state.set({ isConnected })
          if (isConnected && state.get().waitingEdits > 0) void sync(session)
        },
        wait,
        random: () => Math.random(),
        isFinal: error => error instanceof ServerProblem && (error.status === 401 || error.status === 404),
      },
      signal,
    )
  state.subscribe(watch)
  watch()
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
