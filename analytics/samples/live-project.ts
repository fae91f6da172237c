import { compileCalendars } from '#calc/calendar.ts'
import type { Plan } from '#model/plan.ts'
import type { PlanMinute } from '#model/plan-time.ts'
import { bookCosts } from './book-costs.ts'
import { draftPlan, type SampleBrief } from './draft-plan.ts'
import { monthCutOffs } from './month-cut-offs.ts'
import { progressAt } from './progress-at.ts'
import { letItHappen, type RealCourse, type Temper } from './real-course.ts'
import type { SampleRandom } from './sample-random.ts'
import { statusHistory } from './status-history.ts'
import { takeSampleBaseline } from './take-sample-baseline.ts'

/** A sample project up to `limit` or its end: plan, baseline, progress, costs booked and monthly status; `isReplanned` where
 *  its network was calculated every month. */
export function liveProject(
  brief: SampleBrief,
  temper: Temper,
  limit: PlanMinute,
  isReplanned: boolean,
  random: SampleRandom,
): { plan: Plan; course: RealCourse } {
  const draft = draftPlan(brief, random)
  const calendars = compileCalendars(draft)
  const planned = takeSampleBaseline(draft, calendars, random)
  const course = letItHappen(planned, temper, random)
  const finish = course.finish.reduce((most, minute) => Math.max(most, minute), 0) as PlanMinute
  const cutOffs = monthCutOffs(brief.start, finish, limit)
  const booked = { ...planned, costEntries: bookCosts(planned, course, calendars, cutOffs, random) }
  const statusSnapshots = statusHistory(booked, course, calendars, cutOffs, isReplanned)
  const last = cutOffs.at(-1) ?? limit
  return { plan: { ...progressAt(booked, course, calendars, last), statusSnapshots }, course }
}
