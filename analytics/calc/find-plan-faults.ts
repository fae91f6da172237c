import type { Words } from '#model/field.ts'
import type { Plan } from '#model/plan.ts'
import type { ProblemCode } from '#model/problems.ts'
import {
  findConstraintConflicts,
  findContradictions,
  findMissedDeadlines,
  findNegativeFloats,
} from './find-date-faults.ts'
import {
  findDanglingFinishes,
  findDanglingStarts,
  findDuplicates,
  findLinksFromFinished,
  findLinksToFinished,
  findLongLags,
  findRedundant,
} from './find-link-faults.ts'
import { findOutOfSequence, findZeroChains } from './find-sequence-faults.ts'
import { faultOf, type FaultLimits, gatherFaultSubject, type PlanFault } from './plan-fault.ts'
import type { ScheduleInput } from './schedule-input.ts'
import type { ScheduleResult } from './schedule-result.ts'

/** What is wrong with one plan beside the DCMA points: faults of links, progress, constraints and calendars, each kind with all
 *  rows that have it. The plan's activities come first in `input`; `schedule` is of this plan. */
export function findPlanFaults(
  plan: Plan,
  input: ScheduleInput,
  schedule: ScheduleResult,
  limits?: FaultLimits,
): PlanFault[] {
  const subject = gatherFaultSubject(plan, input, schedule, limits)
  return [
    alreadyFound(schedule, 'link-loop', { zh: '逻辑循环', en: 'Loops' }, plan.activities.length),
    alreadyFound(
      schedule,
      'link-to-missing-activity',
      { zh: '指向不存在的工序', en: 'Links to missing activities' },
      plan.links.length,
    ),
    alreadyFound(
      schedule,
      'link-on-summary',
      { zh: '汇总上的逻辑关系', en: 'Links on summaries' },
      plan.links.length,
    ),
    findDanglingStarts(subject),
    findDanglingFinishes(subject),
    findRedundant(subject),
    findDuplicates(subject),
    findLongLags(subject),
    findOutOfSequence(subject),
    findLinksToFinished(subject),
    findLinksFromFinished(subject),
    alreadyFound(
      schedule,
      'finish-before-start',
      { zh: '完成早于开始', en: 'Finish before start' },
      plan.activities.length,
    ),
    findConstraintConflicts(subject),
    findContradictions(subject),
    findMissedDeadlines(subject),
    findNegativeFloats(subject),
    findZeroChains(subject),
    alreadyFound(
      schedule,
      'calendar-without-work',
      { zh: '没有工作时间的日历', en: 'Calendars without work' },
      plan.calendars.length,
    ),
    alreadyFound(
      schedule,
      'date-out-of-range',
      { zh: '日期超出范围', en: 'Dates out of range' },
      plan.activities.length,
    ),
  ]
}

/** A fault that the calculation itself names. */
function alreadyFound({ findings }: ScheduleResult, code: ProblemCode, name: Words, of: number): PlanFault {
  return faultOf(
    code,
    name,
    of,
    findings.filter(finding => finding.code === code),
  )
}
