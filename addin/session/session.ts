import type { JobStatus, Language, ServerEvent } from '#model/contract.ts'
import { type Client, type Me, ServerAway, ServerProblem } from '../sync/client.ts'
import type { KeyValueStore } from '../sync/key-value-store.ts'
import { createPushQueue, type PushQueue } from '../sync/queue.ts'
import { createSnapshotStore, type SnapshotStore } from '../sync/snapshot-store.ts'
import type { WorkbookPort } from '../sync/workbook-port.ts'
import type { Busy, Failure } from './state.ts'
import type { StateStore } from './state-store.ts'

/** What the add-in runs in; tests bring their own. */
export interface Surroundings {
  workbook: WorkbookPort
  client: Client
  storage: KeyValueStore
  state: StateStore
  makeKey: () => string
  /** ISO instant of now. */
  now: () => string
  contentLanguage: () => Language
  setLanguage: (language: Language) => void
  token: { get(): string | null; set(token: string | null): Promise<void> }
  describe: (error: unknown, language: Language) => string
  /** Hands a file to the user. */
  saveFile: (name: string, bytes: ArrayBuffer) => void
}

/** One user's work in one workbook: what every command needs, and that only one runs at a time. */
export interface Session extends Surroundings {
  /** Where snapshots and queued batches of the present user and workbook live; throws before sign-in. */
  stores(): Promise<{ snapshots: SnapshotStore; queue: PushQueue }>
  /** Runs a command unless another runs; failures end up in the state, in words, until the user's next command. True when it came to its end. */
  run(command: Busy['command'], act: () => Promise<void>): Promise<boolean>
  /** Fed by the event stream. */
  events: {
    subscribe(listener: (event: ServerEvent) => void): () => void
    publish(event: ServerEvent): void
  }
  jobs: { subscribe(listener: (job: JobStatus) => void): () => void }
}

/** Opens a session in its surroundings. */
export function openSession(surroundings: Surroundings): Session {
  const { state } = surroundings
  const listeners = new Set<(event: ServerEvent) => void>()
  const subscribe = (listener: (event: ServerEvent) => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  let stores: { user: string; made: { snapshots: SnapshotStore; queue: PushQueue } } | null = null
  return {
    ...surroundings,
    async stores() {
      const user = (state.get().me as Me).name
      if (stores?.user === user) return stores.made
      const { workbookId } = await surroundings.workbook.bindings()
      const made = {
        snapshots: createSnapshotStore(surroundings.storage, user, workbookId),
        queue: createPushQueue(surroundings.storage, user, workbookId),
      }
      stores = { user, made }
      return made
    },
    async run(command, act) {
      if (state.get().busy) return false
      const failure = command === 'follow' ? state.get().failure : null
      state.set({ busy: { command, stage: null, job: null }, failure })
      try {
        await act()
        return true
      } catch (error) {
        state.set(afterFailure(error, surroundings))
        return false
      } finally {
        state.set({ busy: null })
      }
    },
    events: {
      subscribe,
      publish: event => {
        for (const listener of listeners) listener(event)
      },
    },
    jobs: {
      subscribe: listener =>
        subscribe(event => {
          if (event.kind === 'job') listener(event.job)
        }),
    },
  }
}

/** An expired or revoked token leads back to sign-in; everything else is said where the user is. */
function afterFailure(error: unknown, { state, describe }: Surroundings) {
  const failure: Failure = {
    kind: error instanceof ServerAway ? 'away' : error instanceof ServerProblem ? 'refused' : 'broken',
    text: describe(error, state.get().language),
  }
  if (error instanceof ServerProblem && error.status === 401)
    return { failure, me: null, screen: 'signIn' as const }
  return { failure, ...(failure.kind === 'away' ? { isConnected: false } : {}) }
}
