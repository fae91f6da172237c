import {
  baseline as baselineEntity,
  baselineActivity as baselineActivityEntity,
  type Baseline,
  type BaselineActivity,
} from '#model/entities/baseline.ts'
import { passOverComputed } from './mspdi-computed.ts'
import { mspdiDuration } from './mspdi-duration.ts'
import { mspdiMoney } from './mspdi-money.ts'
import { mspdiDate, type MspdiScope } from './mspdi-scope.ts'
import type { MspdiTask } from './mspdi-tasks.ts'
import { rowMaker } from './row-maker.ts'

const makeBaseline = rowMaker(baselineEntity)
const makeBaselineActivity = rowMaker(baselineActivityEntity)

/** Baselines 0 to 10 as far as tasks have them; the first is the current one. */
export function mspdiBaselines(
  tasks: readonly MspdiTask[],
  scope: MspdiScope,
): { baselines: Baseline[]; baselineActivities: BaselineActivity[] } {
  const baselines = new Map<number, Baseline>()
  const baselineActivities: BaselineActivity[] = []
  const seen = new Set<string>()
  for (const { record, uid, activity } of tasks) {
    for (const one of record.records('Baseline')) {
      passOverComputed(one, 'Baseline')
      const number = one.number('Number') ?? 0
      const id = `${number}-${uid}`
      if (!Number.isInteger(number) || number < 0 || number > 10 || seen.has(id)) {
        scope.reader.leaveOut({ code: 'xml-id-repeated', data: { element: 'Baseline', id } }, one.line)
        continue
      }
      seen.add(id)
      const baselineKey = scope.key<'baseline'>('B', String(number))
      if (!baselines.has(number))
        baselines.set(
          number,
          makeBaseline(scope.projectId, baselineKey, {
            code: `B${number}`,
            name: number === 0 ? 'Baseline' : `Baseline ${number}`,
            number,
          }),
        )
      baselineActivities.push(
        makeBaselineActivity(scope.projectId, scope.key<'baselineActivity'>('T', id), {
          baselineKey,
          activityKey: activity.rowKey,
          start: mspdiDate(scope.reader, one, 'Start'),
          finish: mspdiDate(scope.reader, one, 'Finish'),
          duration: mspdiDuration(scope.reader, one, 'Duration') as BaselineActivity['duration'],
          budget: mspdiMoney(one, 'Cost', scope),
        }),
      )
    }
  }
  const rows = [...baselines.values()].sort((a, b) => a.number - b.number)
  const first = rows[0]
  if (first) first.isCurrent = true
  return { baselines: rows, baselineActivities }
}
