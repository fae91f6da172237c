import type { Plan } from '#model/plan.ts'
import { minutesPerDay } from '#model/plan-time.ts'
import { examplesOfPlan } from './forecast-examples.ts'
import { examplesOfHistory } from './forecast-history.ts'
import { lessonOf, type ForecastExample, type ForecastLesson } from './forecast-lesson.ts'
import type { HistoryProject } from './history-project.ts'

/** A finished project by what it teaches: no lessons where it has no planned dates, budget, end or status. */
export interface HistoryLessons
  extends Pick<HistoryProject, 'projectId' | 'code' | 'name' | 'family' | 'isSample'> {
  /** When it was done, in plan minutes; null without lessons. */
  finishedAt: number | null
  lessons: ForecastLesson[]
}

/** What the whole of a finished plan teaches: its statuses, and the state of its activities at each. */
export function lessonsOfPlan(plan: Plan): HistoryLessons {
  return withLessons(plan.project, examplesOfPlan(plan))
}

/** What the statuses of a finished project teach, nothing being known of its activities. */
export function lessonsOfHistory(project: HistoryProject): HistoryLessons {
  return withLessons(project, examplesOfHistory([project]))
}

function withLessons(
  project: Pick<HistoryProject, 'projectId' | 'code' | 'name' | 'family' | 'isSample' | 'plannedStart'>,
  examples: readonly ForecastExample[],
): HistoryLessons {
  const { projectId, code, name, family, isSample, plannedStart } = project
  const [first] = examples
  return {
    projectId,
    code,
    name,
    family,
    isSample,
    finishedAt:
      first && plannedStart !== null ? Math.round(plannedStart + first.duration * minutesPerDay) : null,
    lessons: examples.map(lessonOf),
  }
}
