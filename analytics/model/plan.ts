import type { Activity } from './entities/activity.ts'
import type { Assignment } from './entities/assignment.ts'
import type { Baseline, BaselineActivity } from './entities/baseline.ts'
import type { BudgetLine } from './entities/budget-line.ts'
import type { Calendar } from './entities/calendar.ts'
import type { CalendarException } from './entities/calendar-exception.ts'
import type { CostAccount } from './entities/cost-account.ts'
import type { CostEntry } from './entities/cost-entry.ts'
import type { Link } from './entities/link.ts'
import type { ProgressRecord } from './entities/progress-record.ts'
import type { Project } from './entities/project.ts'
import type { Resource } from './entities/resource.ts'
import type { Risk } from './entities/risk.ts'
import type { StatusSnapshot } from './entities/status-snapshot.ts'
import type { Wbs } from './entities/wbs.ts'

/** One project's rows as people typed them or a file held them, nothing calculated. */
export interface Plan {
  project: Project
  calendars: Calendar[]
  calendarExceptions: CalendarException[]
  wbs: Wbs[]
  activities: Activity[]
  links: Link[]
  resources: Resource[]
  assignments: Assignment[]
  costAccounts: CostAccount[]
  budgetLines: BudgetLine[]
  costEntries: CostEntry[]
  baselines: Baseline[]
  baselineActivities: BaselineActivity[]
  progressRecords: ProgressRecord[]
  risks: Risk[]
  statusSnapshots: StatusSnapshot[]
}

/** A plan of nothing but its project. */
export function emptyPlan(project: Project): Plan {
  return {
    project,
    calendars: [],
    calendarExceptions: [],
    wbs: [],
    activities: [],
    links: [],
    resources: [],
    assignments: [],
    costAccounts: [],
    budgetLines: [],
    costEntries: [],
    baselines: [],
    baselineActivities: [],
    progressRecords: [],
    risks: [],
    statusSnapshots: [],
  }
}
