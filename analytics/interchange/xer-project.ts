import type { Project } from '#model/entities/project.ts'
import type { Wbs } from '#model/entities/wbs.ts'
import type { XerReader, XerRow } from './xer-rows.ts'
import { keyOf, type XerScope } from './xer-scope.ts'

/** Scheduling options of the file by `proj_id`; P6 writes one row even for several projects. */
export type XerOptions = Pick<
  Project,
  | 'progressMode'
  | 'lagCalendar'
  | 'usesExpectedFinish'
  | 'openEndsAreCritical'
  | 'floatBy'
  | 'floatToNetworkEnd'
  | 'startLagFrom'
  | 'floatPaths'
  | 'floatPathsBy'
> & {
  /** `task_id` of the activity that float paths end with; empty for none. */
  floatPathsToTask: string
}

const lagCalendars = {
  rcal_Predecessor: 'predecessor',
  rcal_Successor: 'successor',
  rcal_24Hour: 'twentyFourHours',
  rcal_24HourCalendar: 'twentyFourHours',
  rcal_ProjDefault: 'project',
  rcal_ProjectDefault: 'project',
  rcal_Project: 'project',
} as const
const floats = { FT_FF: 'finish', FT_SF: 'start', FT_MIN: 'smallest' } as const

/** The options of each project that has a row of its own, and under '' those of the first row. */
export function readOptions(reader: XerReader): Map<string, XerOptions> {
  const options = new Map<string, XerOptions>()
  for (const row of reader.rows('SCHEDOPTIONS')) {
    const isSet = (column: string) => row.text(column).toUpperCase() === 'Y'
    const one: XerOptions = {
      progressMode: isSet('sched_progress_override')
        ? 'progressOverride'
        : row.text('sched_retained_logic').toUpperCase() === 'N'
          ? 'actualDates'
          : 'retainedLogic',
      lagCalendar: reader.choice(
        row,
        'SCHEDOPTIONS',
        'sched_calendar_on_relationship_lag',
        lagCalendars,
        'predecessor',
      ),
      usesExpectedFinish: isSet('sched_use_expect_end_flag'),
      openEndsAreCritical: isSet('sched_open_critical_flag'),
      floatBy: reader.choice(row, 'SCHEDOPTIONS', 'sched_float_type', floats, 'finish'),
      floatToNetworkEnd: row.text('sched_use_project_end_date_for_float').toUpperCase() === 'N',
      startLagFrom:
        row.text('sched_lag_early_start_flag').toUpperCase() === 'N' ? 'actualStart' : 'earlyStart',
      floatPaths: isSet('enable_multiple_longest_path_calc') ? floatPathsOf(row) : null,
      floatPathsBy:
        row.text('use_total_float_multiple_longest_paths').toUpperCase() === 'N' ? 'freeFloat' : 'totalFloat',
      floatPathsToTask: row.text('key_activity_for_multiple_longest_paths'),
    }
    options.set(row.text('proj_id'), one)
    if (!options.has('')) options.set('', one)
  }
  return options
}

const withoutOptions: XerOptions = {
  progressMode: 'retainedLogic',
  lagCalendar: 'predecessor',
  usesExpectedFinish: false,
  openEndsAreCritical: false,
  floatBy: 'finish',
  floatToNetworkEnd: false,
  startLagFrom: 'earlyStart',
  floatPaths: null,
  floatPathsBy: 'totalFloat',
  floatPathsToTask: '',
}

/** How many float paths P6 looks for: its limit, 10 where the limit is switched off or absent. */
function floatPathsOf(row: XerRow): number {
  const most = Number(row.text('max_multiple_longest_path') || 10)
  const isLimited = row.text('limit_multiple_longest_path_calc').toUpperCase() === 'Y'
  return isLimited && Number.isInteger(most) && most > 0 ? most : 10
}

/** The row of a project; its name, state and calendar come from what was read around it. */
export function projectRow(
  row: XerRow,
  scope: XerScope,
  options: ReadonlyMap<string, XerOptions>,
  known: { code: string; name: string | null; isClosed: boolean; isStarted: boolean; source: string },
): Project {
  const { floatPathsToTask, ...own } = options.get(scope.xerId) ?? options.get('') ?? withoutOptions
  return {
    projectId: scope.projectId,
    rowKey: scope.projectId,
    code: known.code,
    name: known.name ?? known.code,
    status: known.isClosed ? 'finished' : known.isStarted ? 'running' : 'planned',
    sector: null,
    family: null,
    currency: scope.currency,
    source: known.source,
    isSample: false,
    plannedStart: row.date('plan_start_date'),
    plannedFinish: null,
    mustFinishBy: row.date('plan_end_date'),
    dataDate: scope.dataDate,
    actualStart: null,
    actualFinish: null,
    calendarKey: scope.calendarKeys.get(row.text('clndr_id')) ?? null,
    levelPriority: null,
    schedulingRules: 'p6',
    scheduleFrom: 'start',
    criticalRule: row.text('critical_path_type') === 'CT_DrivPath' ? 'longestPath' : 'totalFloat',
    criticalFloat: (row.minutes('critical_drtn_hr_cnt') ?? 0) as Project['criticalFloat'],
    closedOn: null,
    floatPathsTo: floatPathsToTask === '' ? null : keyOf<'activity'>(scope, 'A', floatPathsToTask),
    ...own,
  }
}

interface WbsNode {
  id: string
  parent: string
  code: string
  name: string
  isRoot: boolean
  isClosed: boolean
  line: number
}

/** All WBS nodes of the file by `proj_id`, then by `wbs_id`. */
export function readWbs(reader: XerReader): Map<string, Map<string, WbsNode>> {
  const projects = new Map<string, Map<string, WbsNode>>()
  for (const row of reader.rows('PROJWBS')) {
    const node: WbsNode = {
      id: row.text('wbs_id'),
      parent: row.text('parent_wbs_id'),
      code: row.text('wbs_short_name') || row.text('wbs_id'),
      name: row.text('wbs_name'),
      isRoot: row.text('proj_node_flag') === 'Y',
      isClosed: row.text('status_code') === 'WS_Closed',
      line: row.line,
    }
    const project = row.text('proj_id')
    const nodes = projects.get(project) ?? new Map<string, WbsNode>()
    projects.set(project, nodes)
    if (nodes.has(node.id))
      reader.leaveOut({ code: 'xer-id-repeated', data: { table: 'PROJWBS', id: node.id } }, row.line)
    else nodes.set(node.id, node)
  }
  return projects
}

/** WBS rows of a project, codes joined by dots from below the project's own node; fills the scope's `wbsCodes`. */
export function wbsRows(
  nodes: ReadonlyMap<string, WbsNode>,
  scope: XerScope,
): { rows: Wbs[]; root: WbsNode | null } {
  const rows: Wbs[] = []
  const used = new Set<string>()
  let root: WbsNode | null = null
  for (const node of nodes.values()) {
    if (node.isRoot) {
      root = node
      scope.wbsCodes.set(node.id, null)
      continue
    }
    const code = scope.unique(pathOf(node, nodes), used)
    scope.wbsCodes.set(node.id, code)
    rows.push({
      projectId: scope.projectId,
      rowKey: keyOf<'wbs'>(scope, 'W', node.id),
      code,
      name: node.name || node.code,
    })
  }
  return { rows, root }
}

function pathOf(node: WbsNode, nodes: ReadonlyMap<string, WbsNode>): string {
  const parts: string[] = []
  const met = new Set<string>()
  for (let at: WbsNode | undefined = node; at && !at.isRoot && !met.has(at.id); at = nodes.get(at.parent)) {
    met.add(at.id)
    parts.unshift(at.code)
  }
  return parts.join('.')
}
