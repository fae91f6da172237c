import type { Link } from '#model/entities/link.ts'

/** Links found by their key and by the activity they lead to, kept up to date while a batch is applied. */
export class LinkBook {
  readonly #byKey = new Map<string, Link>()
  readonly #bySuccessor = new Map<string, Map<string, Link>>()

  constructor(links: readonly Link[]) {
    for (const link of links) this.put(link)
  }
  get(key: string): Link | undefined {
    return this.#byKey.get(key)
  }
  all(): Link[] {
    return [...this.#byKey.values()]
  }
  ofSuccessor(activityKey: string): Link[] {
    return [...(this.#bySuccessor.get(activityKey)?.values() ?? [])]
  }
  put(link: Link): void {
    this.remove(link.rowKey)
    this.#byKey.set(link.rowKey, link)
    const siblings = this.#bySuccessor.get(link.successorKey)
    if (siblings) siblings.set(link.rowKey, link)
    else this.#bySuccessor.set(link.successorKey, new Map([[link.rowKey, link]]))
  }
  remove(key: string): void {
    const link = this.#byKey.get(key)
    if (!link) return
    this.#byKey.delete(key)
    this.#bySuccessor.get(link.successorKey)?.delete(key)
  }
}
