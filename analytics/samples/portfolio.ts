import type { Plan } from '#model/plan.ts'
import { formatDay, midnightOf, type PlanDay, type PlanMinute } from '#model/plan-time.ts'
import { dayOfText } from './day-of-text.ts'
import { siteOpens } from './draft-plan.ts'
import { type FinishedBrief, finishedBriefs, sectorTempers } from './finished-projects.ts'
import { liveProject } from './live-project.ts'
import { addOutlook } from './outlook.ts'
import type { RealCourse, Temper } from './real-course.ts'
import { runningProjects } from './running-projects.ts'
import { sampleRandom, type SampleRandom } from './sample-random.ts'
import { buildingWbs } from './works/building-wbs.ts'
import { outlineWorks, waterWbs } from './works/outline.ts'
import { roadWbs } from './works/road.ts'

export const sampleSeed = 20261120
/** The cut-off day the sample portfolio stands at. */
export const sampleDataDate = dayOfText('2026-11-20')

/** A believable portfolio of invented projects: 3 running ones of 60 to 300 activities with progress and costs up to the data
 *  date, with risks, three-point estimates and a machine they are short of, and 40 finished ones with monthly history. The same seed
 *  and date give the same rows. Every project says it is a sample. */
export function makeSamplePortfolio(seed: number = sampleSeed, dataDate: PlanDay = sampleDataDate): Plan[] {
  return samplePortfolio(seed, dataDate).map(({ plan }) => plan)
}

/** The same with how each project really went on, which no plan tells. */
export function samplePortfolio(seed: number, dataDate: PlanDay): { plan: Plan; course: RealCourse }[] {
  const random = sampleRandom(seed)
  const limit = (midnightOf(dataDate) + siteOpens) as PlanMinute
  const running = runningProjects(dataDate).map(({ brief, temper, outlook }, index) => {
    const { plan, course } = liveProject(brief, temper, limit, true, random)
    // A stream of its own, so that it changes no other row of the portfolio.
    return { plan: addOutlook(plan, outlook, sampleRandom(seed + 1 + index)), course }
  })
  const finished = finishedBriefs.map((brief, index) => finishedProject(brief, index, limit, random))
  return [...running, ...finished]
}

function finishedProject(brief: FinishedBrief, index: number, limit: PlanMinute, random: SampleRandom) {
  const start = dayOfText(brief.start)
  return liveProject(
    {
      code: `LS-${formatDay(start).slice(0, 4)}-${String(index + 1).padStart(3, '0')}`,
      name: brief.name,
      sector: brief.sector,
      family: brief.family ?? null,
      isNorthern: brief.isNorthern ?? false,
      start,
      lastYear: Number(formatDay(start).slice(0, 4)) + (brief.scale > 1 ? 2 : 1),
      directCost: brief.cost * 10_000,
      divisions: divisions[brief.kind],
      steps: outlineWorks(brief.kind, brief.scale),
    },
    temperOf(brief.sector, random),
    limit,
    false,
    random,
  )
}

const divisions = { building: buildingWbs, road: roadWbs, water: waterWbs }

/** Duration and cost stray together: a late project is mostly a dear one. */
function temperOf(sector: string, random: SampleRandom): Temper {
  const { pace, cost } = sectorTempers[sector] as (typeof sectorTempers)[string]
  const shared = within(random.normal())
  const own = correlation * shared + Math.sqrt(1 - correlation ** 2) * within(random.normal())
  return { pace: Math.exp(pace[0] + pace[1] * shared), cost: Math.exp(cost[0] + cost[1] * own), spread: 0.12 }
}
const correlation = 0.55
const within = (deviate: number) => Math.min(1.8, Math.max(-1.8, deviate))
