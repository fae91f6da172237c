import { existsSync } from 'node:fs'
import { calculateSchedule, prepareSchedule } from '#calc/schedule.ts'
import type { Plan } from '#model/plan.ts'
import { problems } from '#model/problems.ts'
import type { Store } from '#store/store.ts'
import type { FoundDates, ProjectDates } from './analytics.ts'
import { readLinkedPlans } from './linked-plans.ts'
import { readPlanFiles } from './read-plan-files.ts'
import { datesAt } from './refresh-project.ts'

/** Dates of a file's plans, scheduled as one network, or of a stored project, with what is wrong with them; nothing is stored. Throws
 *  `project-unknown` when it is neither. */
export async function readDates(store: Store, fileOrProject: string): Promise<FoundDates> {
  if (existsSync(fileOrProject)) return readFileDates(fileOrProject)
  const { projectId } = await store.findProject(fileOrProject)
  const linked = await readLinkedPlans(store, projectId)
  const plan = linked?.plan ?? (await store.readPlan(projectId))
  const { projects, findings } = datesOf([plan, ...(linked?.others ?? [])])
  return { projects: projects.slice(0, 1), findings }
}

/** Dates of a file's plans, scheduled as one network; the findings tell first what of the file could not be read. */
export async function readFileDates(file: string): Promise<FoundDates> {
  const { plans, notUsed } = await readPlanFiles(file)
  const unread = notUsed.map(({ reason }) => reason).filter(({ code }) => problems[code].severity !== 'note')
  const { projects, findings } = datesOf(plans)
  return { projects, findings: [...unread, ...findings] }
}

function datesOf(plans: Plan[]): FoundDates {
  const schedule = calculateSchedule(prepareSchedule(plans))
  let offset = 0
  const projects = plans.map((plan, index) => {
    const first = offset
    offset += plan.activities.length
    const finish = schedule.projectFinish[index]
    return {
      code: plan.project.code,
      dataDate: plan.project.dataDate,
      finish: finish === undefined || Number.isNaN(finish) ? null : finish,
      activities: plan.activities.flatMap((activity, at) =>
        activity.kind === 'wbsSummary' ? [] : [datesOfActivity(activity, datesAt(schedule, first + at))],
      ),
    }
  })
  return { projects, findings: schedule.findings }
}

function datesOfActivity(
  activity: Plan['activities'][number],
  dates: ReturnType<typeof datesAt>,
): ProjectDates['activities'][number] {
  const isFinished = activity.actualFinish !== null
  return {
    code: activity.code,
    status: isFinished ? 'finished' : activity.actualStart === null ? 'notStarted' : 'active',
    earlyStart: isFinished ? dates.start : dates.earlyStart,
    earlyFinish: isFinished ? dates.finish : dates.earlyFinish,
    lateStart: isFinished ? null : dates.lateStart,
    lateFinish: isFinished ? null : dates.lateFinish,
    totalFloatMinutes: isFinished ? null : dates.totalFloat,
    freeFloatMinutes: isFinished ? null : dates.freeFloat,
    critical: dates.isCritical === true,
  }
}
