import type { Link } from '#model/entities/link.ts'
import type { MspdiIds } from './mspdi-writer-ids.ts'
import type { XmlPart } from './mspdi-writer-xml.ts'

const types: Record<Link['kind'], number> = {
  finishToFinish: 0,
  finishToStart: 1,
  startToFinish: 2,
  startToStart: 3,
}
/** Days, elapsed days and percent. */
const formats: Record<Link['lagKind'], number> = { working: 7, elapsed: 8, percent: 19 }

/** The links to a task from those the file holds. */
export function linkParts(links: readonly Link[], ids: MspdiIds): XmlPart[] {
  return links.flatMap((link): XmlPart[] => {
    const predecessor = ids.tasks.get(link.predecessorKey)
    if (predecessor === undefined) return []
    return [
      [
        'PredecessorLink',
        [
          ['PredecessorUID', predecessor],
          ['Type', types[link.kind]],
          ['CrossProject', false],
          ['LinkLag', link.lagKind === 'percent' ? Math.round(link.lag / 1000) : link.lag * 10],
          ['LagFormat', formats[link.lagKind]],
        ],
      ],
    ]
  })
}
