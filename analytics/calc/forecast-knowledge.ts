import type { ForecastLesson } from './forecast-lesson.ts'
import type { ForecastModel } from './forecast-model.ts'
import { trainForecastModel } from './forecast-train.ts'
import type { HistoryLessons } from './history-lessons.ts'
import { makeRandom } from './random.ts'

/** All that a forecast of one project may draw on. */
export interface ForecastKnowledge {
  /** Number of what was learned, as the store counts it; null where it was learned for the moment. */
  version: number | null
  model: ForecastModel
  /** The finished projects the model was learned from. */
  projects: readonly LearnedProject[]
  /** Finished projects that could have served, more than `projects` where some were drawn. */
  available: number
}
/** A finished project: what it came to, and where in its course its statuses stood. */
export interface LearnedProject {
  projectId: string
  code: string
  name: string
  sector: string | null
  plannedDuration: number
  stages: readonly number[]
  /** Actual over planned duration, and actual cost over budget. */
  finishRatio: number
  costRatio: number
}

/** Whom a forecast is for: a project never learns from itself, its family, or samples (samples learn from samples). */
export interface Learner {
  projectId: string | null
  family: string | null
  isSample: boolean
}

/** From this many projects on more teach nothing that the ranges show, and take time: so many are drawn, by the seed. */
const mostProjects = 1000
/** From this many statuses on each project teaches by fewer of its own, evenly taken: weekly statuses tell little more than monthly. */
const mostLessons = 10_000
/** Counts up when lessons come to hold other features or are read otherwise: those stored before are made anew. */
export const lessonsForm = 3
/** The seed of what is drawn. */
export const learningSeed = 20260522

/** Learns from those finished projects that may serve the learner. The same history and seed give the same knowledge. */
export function learnForecasts(
  history: readonly HistoryLessons[],
  learner: Learner,
  version: number | null = null,
): ForecastKnowledge {
  const usable = history.filter(project => canServe(project, learner))
  const drawn = drawProjects(usable)
  return {
    version,
    model: trainForecastModel(lessonsToLearn(drawn)),
    projects: drawn.flatMap(learnedProject),
    available: usable.length,
  }
}

/** True when a finished project has something to teach that the learner may know. */
export function canServe(project: HistoryLessons, learner: Learner): boolean {
  if (project.lessons.length === 0 || project.projectId === learner.projectId) return false
  if (project.isSample && !learner.isSample) return false
  return learner.family === null || project.family !== learner.family
}

/** At most `mostProjects` of them, the same for the same projects in any order; their own order is kept. */
export function drawProjects(projects: readonly HistoryLessons[]): readonly HistoryLessons[] {
  if (projects.length <= mostProjects) return projects
  const random = makeRandom(learningSeed)
  const order = projects
    .toSorted((a, b) => (a.projectId < b.projectId ? -1 : 1))
    .map(({ projectId }) => ({ projectId, place: random() }))
    .sort((a, b) => a.place - b.place)
  const drawn = new Set(order.slice(0, mostProjects).map(row => row.projectId))
  return projects.filter(project => drawn.has(project.projectId))
}

/** The lessons of projects, of each so many that all together are no more than `mostLessons`. */
export function lessonsToLearn(projects: readonly HistoryLessons[]): ForecastLesson[] {
  const all = projects.flatMap(project => project.lessons)
  if (all.length <= mostLessons) return all
  const each = Math.floor(mostLessons / projects.length)
  return projects.flatMap(({ lessons }) => {
    const step = Math.max(1, lessons.length / each)
    return lessons.filter((_, i) => Math.floor((i + 1) / step) > Math.floor(i / step))
  })
}

function learnedProject({ projectId, code, name, lessons }: HistoryLessons): LearnedProject[] {
  const [first] = lessons as readonly (ForecastLesson | undefined)[]
  if (!first) return []
  const { sector, plannedDuration, budget } = first.features
  return [
    {
      projectId,
      code,
      name,
      sector,
      plannedDuration,
      stages: lessons.map(lesson => lesson.features.stage),
      finishRatio: first.duration / plannedDuration,
      costRatio: first.cost / budget,
    },
  ]
}
