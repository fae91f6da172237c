import { itemNotFound, invalidArgument, notImplemented, OfficeError } from './office-error.ts'
import { readQuery, type QueryInfo } from './read-query.ts'
import { isRemote, type Remote } from './remote.ts'

/** Object path types of a request body. */
const PathType = {
  global: 1,
  newObject: 2,
  method: 3,
  property: 4,
  indexer: 5,
  reference: 6,
  nullObject: 7,
} as const
/** Action types of a request body. */
const ActionType = {
  instantiate: 1,
  query: 2,
  method: 3,
  setProperty: 4,
  trace: 5,
  ensureUnchanged: 6,
  update: 7,
} as const

interface ArgumentInfo {
  Arguments?: unknown[]
  ReferencedObjectPathIds?: unknown[]
}

interface ObjectPath {
  Id: number
  ObjectPathType: number
  Name: string
  ParentObjectPathId?: number
  ArgumentInfo?: ArgumentInfo
}

interface Action {
  Id: number
  ActionType: number
  Name: string
  ObjectPathId: number
  ArgumentInfo?: ArgumentInfo
  QueryInfo?: QueryInfo
}

/** The body of a `ProcessQuery` request. */
export interface BatchRequest {
  Actions: Action[]
  ObjectPaths: Record<string, ObjectPath>
}

/** The answer to one batch: results up to the first failing action, and that action's error. */
export interface BatchResponse {
  Results: { ActionId: number; Value: unknown }[]
  Error: { Code: string; Message: string; Location: string; ActionIndex: number } | null
}

/** The roots a batch can start from and the references it may hold on to. */
export interface BatchScope {
  globalObject(): Remote
  newObject(typeName: string): Remote
  reference(id: string): Remote | null
  keep(object: Remote): string | null
}

/**
 * Runs the actions of one request in order. Stops at the first failing action, as Excel does: what ran before stays done.
 * A member that the host does not have answers `NotImplemented` and names it.
 */
export async function executeBatch(request: BatchRequest, scope: BatchScope): Promise<BatchResponse> {
  const run = new BatchRun(request, scope)
  const results: BatchResponse['Results'] = []
  for (const [index, action] of request.Actions.entries()) {
    try {
      results.push({ ActionId: action.Id, Value: await run.execute(action) })
    } catch (error) {
      return { Results: results, Error: describe(error, action, index, request) }
    }
  }
  return { Results: results, Error: null }
}

function describe(
  error: unknown,
  action: Action,
  index: number,
  request: BatchRequest,
): BatchResponse['Error'] {
  const path = request.ObjectPaths[action.ObjectPathId]
  const location = action.Name || path?.Name || ''
  if (error instanceof OfficeError)
    return { Code: error.code, Message: error.message, Location: location, ActionIndex: index }
  // A fault of the host, not of the add-in: it belongs in the page's log too.
  reportError(error)
  const text = error instanceof Error ? error.message : String(error)
  return {
    Code: 'GeneralException',
    Message: `There was an internal error while processing the request. ${text}`,
    Location: location,
    ActionIndex: index,
  }
}

class BatchRun {
  readonly #request: BatchRequest
  readonly #scope: BatchScope
  readonly #objects = new Map<number, Remote | null>()
  readonly #references = new Map<number, string | null>()
  readonly #kept: Set<number>

  constructor(request: BatchRequest, scope: BatchScope) {
    this.#request = request
    this.#scope = scope
    this.#kept = new Set(
      request.Actions.filter(action => action.Name === '_KeepReference').map(action => action.ObjectPathId),
    )
  }

  async execute(action: Action): Promise<unknown> {
    if (action.ActionType === ActionType.trace) return null
    const object = await this.#resolve(action.ObjectPathId)
    if (action.ActionType === ActionType.instantiate)
      return object ? this.#identity(object, action.ObjectPathId) : null
    if (!object) return this.#onNullObject(action)
    switch (action.ActionType) {
      case ActionType.query:
        return readQuery(object, action.QueryInfo ?? {}, remote =>
          this.#identity(remote, remote === object ? action.ObjectPathId : null),
        )
      case ActionType.method: {
        if (action.Name === '_KeepReference') return this.#identity(object, action.ObjectPathId)
        const value = await object.call(action.Name, await this.#arguments(action.ArgumentInfo))
        return isRemote(value) ? this.#identity(value, null) : (value ?? null)
      }
      case ActionType.setProperty:
        await object.write(action.Name, (await this.#arguments(action.ArgumentInfo))[0])
        return null
      default:
        throw notImplemented(`Action type ${action.ActionType} on ${object.kind}`)
    }
  }

  #onNullObject(action: Action): unknown {
    if (action.ActionType === ActionType.query || action.Name === '_KeepReference') return null
    throw itemNotFound(`${action.Name} was called on a null object.`)
  }

  #identity(object: Remote, pathId: number | null): Record<string, unknown> {
    const reference = pathId !== null && this.#kept.has(pathId) ? this.#reference(object, pathId) : null
    return reference === null ? object.identify() : { ...object.identify(), _ReferenceId: reference }
  }

  #reference(object: Remote, pathId: number): string | null {
    const known = this.#references.get(pathId)
    if (known !== undefined) return known
    const reference = this.#scope.keep(object)
    this.#references.set(pathId, reference)
    return reference
  }

  async #resolve(id: number): Promise<Remote | null> {
    const known = this.#objects.get(id)
    if (known !== undefined) return known
    const path = this.#request.ObjectPaths[id]
    if (!path) throw invalidArgument(`Object path ${id} is missing from the request.`)
    const object = await this.#follow(path)
    this.#objects.set(id, object)
    return object
  }

  async #follow(path: ObjectPath): Promise<Remote | null> {
    switch (path.ObjectPathType) {
      case PathType.global:
        return this.#scope.globalObject()
      case PathType.newObject:
        return this.#scope.newObject(path.Name)
      case PathType.nullObject:
        return null
      case PathType.reference: {
        const object = this.#scope.reference(path.Name)
        if (!object)
          throw new OfficeError('InvalidObjectPath', `The reference ${path.Name} is no longer held.`)
        return object
      }
    }
    const parent = await this.#resolve(path.ParentObjectPathId ?? -1)
    if (!parent) return null
    if (path.ObjectPathType === PathType.property) return parent.navigate(path.Name)
    const args = await this.#arguments(path.ArgumentInfo)
    if (path.ObjectPathType === PathType.indexer) return parent.index(args)
    const value = await parent.call(path.Name, args)
    if (value === null || isRemote(value)) return value
    throw notImplemented(`${parent.kind}.${path.Name}() as an object`)
  }

  async #arguments(info: ArgumentInfo | undefined): Promise<unknown[]> {
    const values = info?.Arguments ?? []
    const references = info?.ReferencedObjectPathIds
    if (!references) return values
    return Promise.all(values.map((value, index) => this.#argument(value, references[index])))
  }

  async #argument(value: unknown, reference: unknown): Promise<unknown> {
    if (Array.isArray(reference) && Array.isArray(value)) {
      return Promise.all(value.map((entry, index) => this.#argument(entry, reference[index])))
    }
    if (typeof reference === 'number' && reference > 0) return this.#resolve(reference)
    return value
  }
}
