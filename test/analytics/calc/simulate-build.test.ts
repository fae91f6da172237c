import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { calculateSchedule, prepareSchedule } from '#calc/schedule.ts'
import { simulationOptions } from '#calc/simulate-options.ts'
import { simulatePlan } from '#calc/simulate-plan.ts'
import { readXer } from '#interchange/xer.ts'
import type { Plan } from '#model/plan.ts'

const folder = join(import.meta.dirname, '../../../../shared/data/planner_files')
const files = existsSync(folder) ? readdirSync(folder).filter(file => file.endsWith('.xer')) : []
if (files.length === 0) console.warn(`Skipped: ${folder} is not there`)

/** The plan with every duration certain. */
function certain(plan: Plan): Plan {
  return {
    ...plan,
    activities: plan.activities.map(activity => ({
      ...activity,
      optimisticDuration: activity.remainingDuration ?? activity.duration,
      mostLikelyDuration: activity.remainingDuration ?? activity.duration,
      pessimisticDuration: activity.remainingDuration ?? activity.duration,
    })),
  }
}

describe.skipIf(files.length === 0)(
  'Primavera P6 files (skipped without ../shared/data/planner_files)',
  () => {
    test.each(files)('%s without uncertainty ends when its schedule does, to the minute', file => {
      const { plans } = readXer(new Uint8Array(readFileSync(join(folder, file))), file)
      const tried = plans.filter(plan => plan.activities.length > 0)
      for (const plan of tried) {
        const { projectFinish } = calculateSchedule(prepareSchedule([plan]))
        const { answer, findings } = simulatePlan(certain(plan), simulationOptions({ runs: 100 }))
        expect(findings.map(({ code }) => code)).not.toContain('simulation-differs-from-schedule')
        expect([answer.finish.p10, answer.finish.p90]).toEqual([projectFinish[0], projectFinish[0]])
        expect(answer.finish.plannedProbability).toBe(1)
      }
      expect(tried.length).toBeGreaterThan(0)
    })
  },
)
