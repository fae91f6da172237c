import type { NewProject, ProjectSummary } from '#model/contract.ts'
import { project as projectSheet } from '#model/entities/project.ts'
import { calendar as calendarSheet } from '#model/entities/calendar.ts'
import type { Calendar } from '#model/entities/calendar.ts'
import type { Project } from '#model/entities/project.ts'
import { storedFields } from '#model/entity.ts'
import { emptyPlan } from '#model/plan.ts'
import { AppError } from '#model/problems.ts'
import type { Store } from '#store/store.ts'
import type { Actor } from './analytics.ts'

/** A new, empty project with a five-day calendar. Throws `project-exists`, `currency-unknown`. */
export async function createProject(
  store: Store,
  actor: Actor,
  wanted: NewProject,
  { at, makeKey }: { at: string; makeKey: () => string },
): Promise<ProjectSummary> {
  const currency = wanted.currency ?? 'CNY'
  if (!/^[A-Z]{3}$/.test(currency)) throw new AppError('currency-unknown', { value: currency })
  const projectId = makeKey() as Project['projectId']
  const calendarKey = makeKey() as Calendar['rowKey']
  const plan = emptyPlan({
    ...(initialRow(projectSheet as never) as unknown as Project),
    projectId,
    rowKey: projectId,
    code: wanted.code.trim(),
    name: wanted.name.trim(),
    currency,
    calendarKey,
    plannedStart: (wanted.plannedStart ?? null) as Project['plannedStart'],
    dataDate: (wanted.plannedStart ?? null) as Project['dataDate'],
  })
  plan.calendars.push({
    ...(initialRow(calendarSheet as never) as unknown as Calendar),
    ...fiveDays,
    projectId,
    rowKey: calendarKey,
  })
  await store.write(async tx => {
    if ((await tx.projects()).some(known => known.code === plan.project.code))
      throw new AppError('project-exists', { code: plan.project.code })
    await tx.insertPlans([plan], { who: actor.name, role: actor.role, at, batch: null })
  })
  return store.findProject(projectId)
}

const workday = '08:00-12:00,13:00-17:00'
const fiveDays = {
  code: 'STD',
  name: '五天工作制',
  monday: workday,
  tuesday: workday,
  wednesday: workday,
  thursday: workday,
  friday: workday,
  saturday: null,
  sunday: null,
}

/** A row as a new one starts: initial values, null elsewhere. */
function initialRow(sheet: Parameters<typeof storedFields>[0]): Record<string, unknown> {
  return Object.fromEntries(storedFields(sheet).map(([name, field]) => [name, field.initial]))
}
