import type { Plan } from '#model/plan.ts'
import { type CheckLimits, dcmaLimits, gatherChecked, type PlanCheck } from './plan-check.ts'
import {
  checkConstraints,
  checkDates,
  checkHighDuration,
  checkHighFloat,
  checkNegativeFloat,
  checkResources,
} from './plan-check-activities.ts'
import { checkLags, checkLeads, checkLinkKinds, checkLogic } from './plan-check-links.ts'
import { checkCriticalPath, checkExecution, checkMissed, checkPathLength } from './plan-check-progress.ts'
import type { ScheduleResult } from './schedule-result.ts'

/**
 * The DCMA 14-point assessment of one plan, in order: each check passes, fails or says why it did not run, and lists what
 * failed. `schedule` is the plan's own, calculated together with `others`, the plans it is linked with; check 12 calculates it
 * anew. Source: DCMA-EA PAM 200.1, section 4, October 2012.
 */
export function checkPlan(
  plan: Plan,
  schedule: ScheduleResult,
  { limits = dcmaLimits, others = [] }: { limits?: CheckLimits; others?: readonly Plan[] } = {},
): PlanCheck[] {
  const checked = gatherChecked(plan, schedule, { limits, others })
  return [
    checkLogic,
    checkLeads,
    checkLags,
    checkLinkKinds,
    checkConstraints,
    checkHighFloat,
    checkNegativeFloat,
    checkHighDuration,
    checkDates,
    checkResources,
    checkMissed,
    checkCriticalPath,
    checkPathLength,
    checkExecution,
  ].map(check => check(checked))
}
