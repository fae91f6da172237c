import { notImplemented } from './office-error.ts'
import type { Remote } from './remote.ts'

/** What a `load` asks for. */
export interface QueryInfo {
  Select?: string[]
  Expand?: string[]
  Top?: number
  Skip?: number
}

type Identify = (object: Remote) => Record<string, unknown>

/** Answers a `load`: PascalCase names, nested objects under their own name, members of a collection under `_Items`. */
export async function readQuery(
  object: Remote,
  query: QueryInfo,
  identify: Identify,
): Promise<Record<string, unknown>> {
  const select = (query.Select ?? []).map(stripItems)
  const expand = (query.Expand ?? []).map(stripItems)
  const paths = [...select, ...expand.map(path => `${path}/*`)]
  return readPaths(object, paths.length > 0 ? paths : ['*'], query, identify)
}

async function readPaths(
  object: Remote,
  paths: string[],
  query: QueryInfo,
  identify: Identify,
): Promise<Record<string, unknown>> {
  const own = { ...identify(object) }
  const items = object.items()
  if (items) {
    const page = items.slice(
      query.Skip ?? 0,
      query.Top === undefined ? undefined : (query.Skip ?? 0) + query.Top,
    )
    const ofItems = paths.filter(path => !isOwnProperty(object, path))
    for (const path of paths)
      if (isOwnProperty(object, path)) own[pascal(path)] = await object.read(pascal(path))
    own['_Items'] = await Promise.all(
      page.map(item => readPaths(item, ofItems.length > 0 ? ofItems : ['*'], {}, identify)),
    )
    if (paths.includes('*')) for (const name of object.readable()) own[name] = await object.read(name)
    return own
  }
  const nested = new Map<string, string[]>()
  for (const path of paths) {
    const slash = path.indexOf('/')
    const name = pascal(slash < 0 ? path : path.slice(0, slash))
    if (path === '*' || path === '$all') {
      for (const each of object.readable()) own[each] ??= await object.read(each)
    } else if (slash >= 0 || object.isNavigation(name)) {
      nested.set(name, [...(nested.get(name) ?? []), slash < 0 ? '*' : path.slice(slash + 1)])
    } else {
      own[name] = await object.read(name)
    }
  }
  for (const [name, inner] of nested) {
    if (!object.isNavigation(name)) throw notImplemented(`${object.kind}.${name}`)
    const child = object.navigate(name)
    own[name] = child ? await readPaths(child, inner.map(stripItems), {}, identify) : null
  }
  return own
}

function isOwnProperty(object: Remote, path: string): boolean {
  return !path.includes('/') && object.readable().includes(pascal(path))
}

function stripItems(path: string): string {
  if (path === 'items') return '*'
  return path.startsWith('items/') ? path.slice(6) : path
}

function pascal(name: string): string {
  return name === '' || name.startsWith('_') ? name : name[0]?.toUpperCase() + name.slice(1)
}
