import { earnedScheduleAt, type ForecastSubject } from './forecast-subject.ts'
import type { HistoryProject } from './history-project.ts'
import { readStatusSeries, type StatusPoint } from './status-series.ts'

/** A finished project that can serve as reference, with how it stood at each of its statuses. */
export interface ReferenceProject {
  projectId: string
  code: string
  name: string
  family: string
  sector: string | null
  isSample: boolean
  plannedDuration: number
  budget: number
  /** Actual over planned duration and actual cost over budget. */
  finishRatio: number
  costRatio: number
  standings: Standing[]
}

/** How a project stood at one status, in numbers without scale. */
export interface Standing {
  /** Earned schedule over planned duration, 0..1. */
  stage: number
  /** Actual remaining time over the planned rest (PD - ES), and actual remaining cost over the budget of the rest. */
  timeRatio: number
  costRatio: number
}

/** Weight of one reference project for a subject. */
export interface WeightedReference {
  reference: ReferenceProject
  standing: Standing
  weight: number
}

/** Finished projects ready for comparison; those without plan dates, an end, a budget or a usable status are left out. */
export function prepareReferences(history: readonly HistoryProject[]): ReferenceProject[] {
  return history.flatMap(project => prepareReference(project) ?? [])
}

/** References for a subject with their weights: never the project itself nor its family; samples only for samples. Nearer in
 *  stage, planned duration and sector weighs more. Source: Flyvbjerg 2006, Project Management Journal 37(3), with the
 *  class made continuous by weights. */
export function weighReferences(
  references: readonly ReferenceProject[],
  subject: ForecastSubject,
  stage: number,
): WeightedReference[] {
  const duration = subject.plannedFinish - subject.plannedStart
  return references.flatMap(reference => {
    if (reference.projectId === subject.projectId) return []
    if (reference.isSample && !subject.isSample) return []
    if (subject.family !== null && reference.family === subject.family) return []
    const standing = nearestStanding(reference.standings, stage)
    if (!standing) return []
    const apart = Math.abs(Math.log(reference.plannedDuration / duration))
    const sameSector = reference.sector !== null && reference.sector === subject.sector
    const weight =
      Math.exp(-Math.abs(standing.stage - stage) / stageScale - apart / durationScale) *
      (sameSector ? 1 : otherSector)
    return weight > leastWeight ? [{ reference, standing, weight }] : []
  })
}
const stageScale = 0.25
const durationScale = 2
const otherSector = 0.5
const leastWeight = 0.01

function nearestStanding(standings: readonly Standing[], stage: number): Standing | null {
  return standings.reduce<Standing | null>(
    (best, standing) =>
      best === null || Math.abs(standing.stage - stage) < Math.abs(best.stage - stage) ? standing : best,
    null,
  )
}

function prepareReference(project: HistoryProject): ReferenceProject | null {
  const { plannedStart, plannedFinish, budgetAtCompletion: budget } = project
  if (plannedStart === null || plannedFinish === null || plannedFinish <= plannedStart) return null
  if (budget === null || budget <= 0) return null
  const { points } = readStatusSeries(project.snapshots, budget, null, 'CNY')
  const complete = points.find(point => point.earnedValue >= budget * completeShare)
  const finish = project.actualFinish ?? complete?.statusAt ?? null
  const cost = project.actualCost ?? complete?.actualCost ?? null
  if (finish === null || cost === null || finish <= plannedStart || cost <= 0) return null
  const subject: ForecastSubject = {
    projectId: project.projectId,
    family: project.family,
    sector: project.sector,
    isSample: project.isSample,
    plannedStart,
    plannedFinish,
    budget,
    points,
    plannedTimeOf: null,
  }
  const standings = points.flatMap(point => standingOf(subject, point, finish, cost) ?? [])
  if (standings.length === 0) return null
  return {
    projectId: project.projectId,
    code: project.code,
    name: project.name,
    family: project.family ?? project.code,
    sector: project.sector,
    isSample: project.isSample,
    plannedDuration: plannedFinish - plannedStart,
    budget,
    finishRatio: (finish - plannedStart) / (plannedFinish - plannedStart),
    costRatio: cost / budget,
    standings,
  }
}
const completeShare = 0.999

function standingOf(
  subject: ForecastSubject,
  point: StatusPoint,
  finish: number,
  cost: number,
): Standing | null {
  const plannedRest = subject.plannedFinish - earnedScheduleAt(subject, point)
  const budgetRest = subject.budget - point.earnedValue
  const duration = subject.plannedFinish - subject.plannedStart
  if (
    point.statusAt >= finish ||
    budgetRest < subject.budget * leastRest ||
    plannedRest < duration * leastRest
  )
    return null
  return {
    stage: 1 - plannedRest / duration,
    timeRatio: (finish - point.statusAt) / plannedRest,
    costRatio: Math.max(0, cost - point.actualCost) / budgetRest,
  }
}
const leastRest = 0.02
