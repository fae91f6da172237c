import type { CostKind } from '#model/entities/resource.ts'
import { costKinds } from '#model/entities/resource.ts'
import { moneyToMajor, type MinorUnits } from '#model/money.ts'
import type { Plan } from '#model/plan.ts'
import type { P6Ids } from './xer-writer-ids.ts'
import { p6Table, type P6Row, type P6Table } from './xer-writer-table.ts'

const kinds = Object.keys(costKinds) as CostKind[]
const expenseColumns = [
  'cost_item_id',
  'acct_id',
  'cost_type_id',
  'proj_id',
  'task_id',
  'cost_name',
  'po_number',
  'act_cost',
  'cost_per_qty',
  'remain_cost',
  'target_cost',
  'cost_load_type',
  'auto_compute_act_flag',
  'target_qty',
] as const

/** ACCOUNT and COSTTYPE, which expenses refer to. */
export function accountTables(plan: Plan, ids: P6Ids): P6Table[] {
  const idOf = new Map(plan.costAccounts.map(row => [row.code, ids.costAccount.get(row.rowKey) as string]))
  const hasCosts = plan.budgetLines.length + plan.costEntries.length > 0
  return [
    p6Table(
      'ACCOUNT',
      ['acct_id', 'parent_acct_id', 'acct_seq_num', 'acct_name', 'acct_short_name', 'acct_descr'],
      plan.costAccounts.map(({ code, name, note, rowKey }, i) => {
        const parent = parentOf(code, idOf)
        return {
          acct_id: ids.costAccount.get(rowKey) as string,
          parent_acct_id: parent === null ? null : (idOf.get(parent) as string),
          acct_seq_num: i,
          acct_name: name,
          acct_short_name: parent === null ? code : code.slice(parent.length + 1),
          acct_descr: note,
        }
      }),
    ),
    p6Table(
      'COSTTYPE',
      ['cost_type_id', 'seq_num', 'cost_type'],
      hasCosts
        ? kinds.map((kind, i) => ({ cost_type_id: i + 1, seq_num: i, cost_type: costKinds[kind].en }))
        : [],
    ),
  ]
}

/** PROJCOST: budget lines and cost entries of activities, which P6 calls expenses; a budget and a cost that came from one expense are one
 *  again. What belongs to no activity is left out. */
export function expenseTable(plan: Plan, ids: P6Ids): P6Table {
  const major = (amount: MinorUnits) => moneyToMajor(amount, plan.project.currency)
  const rows = new Map<string, P6Row>()
  const shared = (row: Plan['budgetLines'][number] | Plan['costEntries'][number], id: string): P6Row => ({
    cost_item_id: id,
    acct_id: row.costAccountKey === null ? null : (ids.costAccount.get(row.costAccountKey) ?? null),
    cost_type_id: kinds.indexOf(row.kind) + 1,
    proj_id: ids.project,
    task_id: row.activityKey === null ? null : (ids.activity.get(row.activityKey) ?? null),
    cost_name: row.description,
    cost_load_type: 'CL_Uniform',
    auto_compute_act_flag: 'N',
  })
  for (const line of plan.budgetLines) {
    const id = ids.budgetLine.get(line.rowKey) as string
    const row = shared(line, id)
    if (row['task_id'] === null) continue
    rows.set(id, {
      ...row,
      target_cost: major(line.amount),
      remain_cost: major(line.amount),
      target_qty: line.quantity === null ? null : line.quantity / 1000,
      cost_per_qty: line.price === null ? null : line.price / 10_000,
    })
  }
  for (const entry of plan.costEntries) {
    const id = ids.costEntry.get(entry.rowKey) as string
    const row = shared(entry, id)
    if (row['task_id'] === null) continue
    const whole = rows.get(id) ?? { ...row, target_cost: 0, remain_cost: 0 }
    rows.set(id, { ...whole, act_cost: major(entry.amount), po_number: entry.voucher })
  }
  return p6Table('PROJCOST', expenseColumns, [...rows.values()])
}

/** The longest code that a code goes on from after a dot. */
function parentOf(code: string, known: ReadonlyMap<string, string>): string | null {
  for (let dot = code.lastIndexOf('.'); dot > 0; dot = code.lastIndexOf('.', dot - 1))
    if (dot < code.length - 1 && known.has(code.slice(0, dot))) return code.slice(0, dot)
  return null
}
