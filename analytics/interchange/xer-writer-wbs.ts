import type { Plan } from '#model/plan.ts'
import type { P6Ids } from './xer-writer-ids.ts'
import { obsId } from './xer-writer-project.ts'
import { p6Table, type P6Row, type P6Table } from './xer-writer-table.ts'

const columns = [
  'wbs_id',
  'proj_id',
  'obs_id',
  'seq_num',
  'est_wt',
  'proj_node_flag',
  'sum_data_flag',
  'status_code',
  'wbs_short_name',
  'wbs_name',
  'parent_wbs_id',
  'ev_user_pct',
  'ev_etc_user_value',
  'ev_compute_type',
  'ev_etc_compute_type',
] as const

/** PROJWBS: the project's own node, then every code below the longest code that begins it. Activities whose code has no row get one. */
export function wbsTable(plan: Plan, ids: P6Ids): { table: P6Table; idOf: (code: string | null) => string } {
  const rootId = ids.next()
  const idOf = new Map<string, string>()
  for (const row of plan.wbs) if (!idOf.has(row.code)) idOf.set(row.code, ids.wbs.get(row.rowKey) as string)
  const rows: P6Row[] = [node(plan, ids, { id: rootId, code: plan.project.code, name: plan.project.name })]
  const extra = new Set<string>()
  for (const { wbs } of plan.activities)
    if (wbs !== null && !idOf.has(wbs)) {
      idOf.set(wbs, ids.next())
      extra.add(wbs)
    }
  const named = [...plan.wbs, ...[...extra].map(code => ({ code, name: code, rowKey: null }))]
  for (const { code, name, rowKey } of named) {
    const parent = parentOf(code, idOf)
    rows.push(
      node(plan, ids, {
        id: (rowKey === null ? idOf.get(code) : ids.wbs.get(rowKey)) as string,
        code: parent === null ? code : code.slice(parent.length + 1),
        name,
        parentId: parent === null ? rootId : (idOf.get(parent) as string),
        place: rows.length,
      }),
    )
  }
  return {
    table: p6Table('PROJWBS', columns, rows),
    idOf: code => (code === null ? rootId : (idOf.get(code) ?? rootId)),
  }
}

/** The longest code that a code goes on from after a dot. */
function parentOf(code: string, known: ReadonlyMap<string, string>): string | null {
  for (let dot = code.lastIndexOf('.'); dot > 0; dot = code.lastIndexOf('.', dot - 1))
    if (dot < code.length - 1 && known.has(code.slice(0, dot))) return code.slice(0, dot)
  return null
}

function node(
  { project }: Plan,
  ids: P6Ids,
  given: { id: string; code: string; name: string; parentId?: string; place?: number },
): P6Row {
  const isRoot = given.parentId === undefined
  return {
    wbs_id: given.id,
    proj_id: ids.project,
    obs_id: obsId,
    seq_num: given.place ?? 0,
    est_wt: 1,
    proj_node_flag: isRoot ? 'Y' : 'N',
    sum_data_flag: isRoot ? 'Y' : 'N',
    status_code: isRoot && project.status === 'finished' ? 'WS_Closed' : 'WS_Open',
    wbs_short_name: given.code,
    wbs_name: given.name,
    parent_wbs_id: given.parentId ?? null,
    ev_user_pct: 6,
    ev_etc_user_value: 0.88,
    ev_compute_type: 'EC_Cmp_pct',
    ev_etc_compute_type: 'EE_PF_cpi',
  }
}
