import { notImplemented } from './office-error.ts'

/** What an add-in can do with one type of object: names as on the wire (PascalCase), state of type `S`. */
export interface KindDefinition<S> {
  /** Scalar properties that `load` can read. */
  read?: Record<string, (state: S) => unknown>
  /** Properties that can be set. */
  write?: Record<string, (state: S, value: unknown) => void | Promise<void>>
  /** Properties that are objects. */
  navigate?: Record<string, (state: S) => Remote | null>
  /** Methods; an object answer is a `Remote`, `null` is a null object, anything else is a value. */
  call?: Record<string, (state: S, args: unknown[]) => unknown>
  /** `collection.getItem(key)`. */
  index?: (state: S, args: unknown[]) => Remote
  /** The members of a collection. */
  items?: (state: S) => Remote[]
  /** What identifies the object in its collection. */
  identify?: (state: S) => Record<string, unknown>
}

/** An object of the host as the batch executor sees it, its state hidden. */
export interface Remote {
  readonly kind: string
  readonly state: unknown
  read(name: string): unknown
  readable(): string[]
  write(name: string, value: unknown): void | Promise<void>
  navigate(name: string): Remote | null
  isNavigation(name: string): boolean
  call(name: string, args: unknown[]): unknown
  index(args: unknown[]): Remote
  items(): Remote[] | null
  identify(): Record<string, unknown>
}

/** Makes the constructor of one kind of remote object. A member that is not defined fails with `NotImplemented` and its name. */
export function defineKind<S>(kind: string, define: () => KindDefinition<S>): (state: S) => Remote {
  let cached: KindDefinition<S> | null = null
  const make = (state: S): Remote => {
    cached ??= define()
    return new StatefulRemote(kind, cached, state)
  }
  makers.set(kind, make as (state: unknown) => Remote)
  return make
}

const makers = new Map<string, (state: unknown) => Remote>()

/** An object of a kind defined elsewhere: kinds lead to one another, their modules do not. */
export function makeRemote(kind: string, state: object): Remote {
  const make = makers.get(kind)
  if (!make) throw notImplemented(kind)
  return make(state)
}

class StatefulRemote<S> implements Remote {
  readonly kind: string
  readonly state: S
  readonly #definition: KindDefinition<S>

  constructor(kind: string, definition: KindDefinition<S>, state: S) {
    this.kind = kind
    this.#definition = definition
    this.state = state
  }

  read(name: string): unknown {
    return this.#member(this.#definition.read, name)(this.state)
  }

  readable(): string[] {
    return Object.keys(this.#definition.read ?? {})
  }

  write(name: string, value: unknown): void | Promise<void> {
    return this.#member(this.#definition.write, name, ' (set)')(this.state, value)
  }

  navigate(name: string): Remote | null {
    return this.#member(this.#definition.navigate, name)(this.state)
  }

  isNavigation(name: string): boolean {
    return Object.hasOwn(this.#definition.navigate ?? {}, name)
  }

  call(name: string, args: unknown[]): unknown {
    return this.#member(this.#definition.call, name, '()')(this.state, args)
  }

  index(args: unknown[]): Remote {
    if (!this.#definition.index) throw notImplemented(`${this.kind}.GetItem()`)
    return this.#definition.index(this.state, args)
  }

  items(): Remote[] | null {
    return this.#definition.items ? this.#definition.items(this.state) : null
  }

  identify(): Record<string, unknown> {
    return this.#definition.identify?.(this.state) ?? {}
  }

  #member<F>(members: Record<string, F> | undefined, name: string, suffix = ''): F {
    const member = members && Object.hasOwn(members, name) ? members[name] : undefined
    if (!member) throw notImplemented(`${this.kind}.${name}${suffix}`)
    return member
  }
}

/** True for a host object as opposed to a plain value. */
export function isRemote(value: unknown): value is Remote {
  return value instanceof StatefulRemote
}
