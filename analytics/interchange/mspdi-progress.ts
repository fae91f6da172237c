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
  const ratio = Math.min(1, Math.max(0, ((isPhysical ? physical : percent) ?? 0) / 100))
  return {
    actualStart,
    actualFinish,
    remainingDuration: (actualFinish !== null
      ? 0
      : isUnderWay
        ? remainingDuration
        : null) as Activity['remainingDuration'],
    completeRatio: (actualFinish !== null && !isPhysical ? 1 : ratio) as Activity['completeRatio'],
    completeKind: isPhysical ? 'physical' : 'duration',
    suspendedAt: isUnderWay ? stop : null,
    resumedAt: isUnderWay ? resume : null,
  }
}
