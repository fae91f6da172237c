import type { Link } from '#model/entities/link.ts'
import { type LinkSide, linkSides, ownerOf } from './link-side.ts'

/** Links found by their key and by the activities whose cells show them, kept up to date while a batch is applied. */
export class LinkBook {
  readonly #byKey = new Map<string, Link>()
  readonly #byOwner: Record<LinkSide, Map<string, Map<string, Link>>> = {
    predecessors: new Map(),
    successors: new Map(),
  }

  constructor(links: readonly Link[]) {
    for (const link of links) this.put(link)
  }
  get(key: string): Link | undefined {
    return this.#byKey.get(key)
  }
  all(): Link[] {
    return [...this.#byKey.values()]
  }
  /** The links that an activity's cell of a side shows. */
  of(activityKey: string, side: LinkSide): Link[] {
    return [...(this.#byOwner[side].get(activityKey)?.values() ?? [])]
  }
  put(link: Link): void {
    this.remove(link.rowKey)
    this.#byKey.set(link.rowKey, link)
    for (const side of linkSides) {
      const owner = ownerOf(link, side)
      const siblings = this.#byOwner[side].get(owner)
      if (siblings) siblings.set(link.rowKey, link)
      else this.#byOwner[side].set(owner, new Map([[link.rowKey, link]]))
    }
  }
  remove(key: string): void {
    const link = this.#byKey.get(key)
    if (!link) return
    this.#byKey.delete(key)
    for (const side of linkSides) this.#byOwner[side].get(ownerOf(link, side))?.delete(key)
  }
}
