import type { Activity } from '#model/entities/activity.ts'
import { mspdiDuration } from './mspdi-duration.ts'
import { mspdiDate, type MspdiScope } from './mspdi-scope.ts'
import type { XmlRecord } from './xml-records.ts'

/** What a task reports of its progress. Stop and resume are taken where work is under way: the remaining work goes on at the latter. */
export function mspdiProgress(
  record: XmlRecord,
  { reader }: MspdiScope,
  duration: number,
): Pick<
  Activity,
  | 'actualStart'
  | 'actualFinish'
  | 'remainingDuration'
  | 'completeRatio'
  | 'completeKind'
  | 'suspendedAt'
  | 'resumedAt'
> {
  const actualFinish = mspdiDate(reader, record, 'ActualFinish')
  const actualStart = mspdiDate(reader, record, 'ActualStart') ?? actualFinish
  const stop = mspdiDate(reader, record, 'Stop')
  const resume = mspdiDate(reader, record, 'Resume')
  const remaining = mspdiDuration(reader, record, 'RemainingDuration')
  const isPhysical = record.text('EarnedValueMethod') === '1'
  const physical = record.number('PhysicalPercentComplete')
  const percent = record.number('PercentComplete')
  const isUnderWay = actualStart !== null && actualFinish === null
  const remainingDuration = Math.max(0, remaining ?? duration)
  const ratio = isPhysical ? share(physical, 100) : durationRatio(percent, duration, remainingDuration)
  return {
    actualStart,
    actualFinish,
    remainingDuration: (actualFinish !== null
      ? 0
      : isUnderWay
        ? remainingDuration
        : null) as Activity['remainingDuration'],
    completeRatio: (isPhysical
      ? ratio
      : actualFinish !== null
        ? 1
        : isUnderWay
          ? ratio
          : 0) as Activity['completeRatio'],
    completeKind: isPhysical ? 'physical' : 'duration',
    suspendedAt: isUnderWay ? stop : null,
    resumedAt: isUnderWay ? resume : null,
  }
}

/** Percent complete is the share of the duration that is done, rounded; where the durations agree with it they say it more exactly. */
function durationRatio(percent: number | null, duration: number, remaining: number): number {
  const exact = share(duration - remaining, duration)
  return percent === null || Math.abs(exact * 100 - percent) <= 0.5 ? exact : share(percent, 100)
}

function share(part: number | null, whole: number): number {
  return part === null || whole <= 0 ? 0 : Math.min(1, Math.max(0, part / whole))
}
