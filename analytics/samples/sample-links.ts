import type { Activity } from '#model/entities/activity.ts'
import type { Calendar } from '#model/entities/calendar.ts'
import type { Link } from '#model/entities/link.ts'
import type { WorkMinutes } from '#model/field.ts'
import type { SampleRandom } from './sample-random.ts'
import type { WorkStep } from './work-step.ts'

/** Links of the steps, lags counted in days of the predecessor's calendar. Throws where a step follows one that does not come
 *  before it, so no sample can hold a loop. */
export function makeSampleLinks(
  steps: readonly WorkStep[],
  activityOf: ReadonlyMap<string, Activity>,
  calendars: readonly Calendar[],
  random: SampleRandom,
): Link[] {
  const minutesOf = new Map(calendars.map(row => [row.rowKey as string, row.minutesPerDay]))
  const seen = new Set<string>()
  return steps.flatMap(step => {
    const successor = activityOf.get(step.key) as Activity
    const links = step.after
      .split(';')
      .map(text => text.trim())
      .filter(text => text !== '')
      .map(text => {
        const parts = linkPattern.exec(text)
        const predecessor = activityOf.get(parts?.[1] ?? '')
        if (!parts || !predecessor || !seen.has(parts[1] as string))
          throw new RangeError(`${step.key} follows "${text}", which is no step before it`)
        const perDay = minutesOf.get(predecessor.calendarKey ?? '') ?? 480
        return {
          projectId: successor.projectId,
          rowKey: random.key<'link'>(),
          predecessorKey: predecessor.rowKey,
          successorKey: successor.rowKey,
          kind: kinds[(parts[2] ?? 'FS') as keyof typeof kinds],
          lag: (Number(parts[3] ?? 0) * perDay) as WorkMinutes,
          lagKind: 'working' as const,
        }
      })
    seen.add(step.key)
    return links
  })
}

const linkPattern = /^(\w+?)(?: (FS|SS|FF|SF))?([+-]\d+)?$/
const kinds = {
  FS: 'finishToStart',
  SS: 'startToStart',
  FF: 'finishToFinish',
  SF: 'startToFinish',
} as const
