import { activity } from './entities/activity.ts'
import { assignment } from './entities/assignment.ts'
import { baseline, baselineActivity } from './entities/baseline.ts'
import { budgetLine } from './entities/budget-line.ts'
import { calendar } from './entities/calendar.ts'
import { calendarException } from './entities/calendar-exception.ts'
import { costAccount } from './entities/cost-account.ts'
import { costEntry } from './entities/cost-entry.ts'
import { forecast, forecastReference } from './entities/forecast.ts'
import { link } from './entities/link.ts'
import { progressRecord } from './entities/progress-record.ts'
import { project } from './entities/project.ts'
import { resource } from './entities/resource.ts'
import { resourceLoad } from './entities/resource-load.ts'
import { risk } from './entities/risk.ts'
import { simulation, simulationDriver } from './entities/simulation.ts'
import { statusSnapshot } from './entities/status-snapshot.ts'
import { wbs } from './entities/wbs.ts'
import type { Entity } from './entity.ts'

/** Every sheet, in sheet order. */
export const entities = {
  project,
  calendar,
  calendarException,
  wbs,
  activity,
  link,
  resource,
  assignment,
  costAccount,
  budgetLine,
  costEntry,
  baseline,
  baselineActivity,
  progressRecord,
  risk,
  statusSnapshot,
  forecast,
  forecastReference,
  simulation,
  simulationDriver,
  resourceLoad,
} as const
export type EntityName = keyof typeof entities
export const entityNames = Object.keys(entities) as EntityName[]

/** The declaration of a sheet as the plain shape that derivations read. */
export function entityOf(name: EntityName): Entity {
  return entities[name] as unknown as Entity
}
/** True when a text names a sheet. */
export function isEntityName(name: string): name is EntityName {
  return Object.hasOwn(entities, name)
}
