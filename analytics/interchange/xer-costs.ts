import type { BudgetLine } from '#model/entities/budget-line.ts'
import type { CostAccount } from '#model/entities/cost-account.ts'
import type { CostEntry } from '#model/entities/cost-entry.ts'
import { costKinds, type CostKind } from '#model/entities/resource.ts'
import type { Thousandths, UnitPrice } from '#model/field.ts'
import { roundToMinor, type MinorUnits } from '#model/money.ts'
import { dayOf } from '#model/plan-time.ts'
import type { XerActivityPlace } from './xer-links.ts'
import type { XerReader, XerRow } from './xer-rows.ts'
import { keyOf, type XerScope } from './xer-scope.ts'

/** A cost account of the file before it becomes a row of a plan. */
export interface XerAccount {
  id: string
  /** Codes from the top account down, joined by dots. */
  code: string
  name: string
  note: string | null
}

/** Every cost account of the file. */
export function readAccounts(reader: XerReader): XerAccount[] {
  const found = new Map<string, { parent: string; code: string; name: string; note: string | null }>()
  for (const row of reader.rows('ACCOUNT')) {
    const id = row.text('acct_id')
    if (found.has(id)) {
      reader.leaveOut({ code: 'xer-id-repeated', data: { table: 'ACCOUNT', id } }, row.line)
      continue
    }
    const code = row.text('acct_short_name') || id
    const name = row.text('acct_name') || code
    found.set(id, { parent: row.text('parent_acct_id'), code, name, note: row.text('acct_descr') || null })
  }
  const pathOf = (id: string, met: readonly string[] = []): string => {
    const account = found.get(id)
    if (!account || met.includes(id)) return ''
    const above = pathOf(account.parent, [...met, id])
    return above === '' ? account.code : `${above}.${account.code}`
  }
  return [...found].map(([id, { name, note }]) => ({ id, code: pathOf(id), name, note }))
}

/** The accounts as rows of a project; fills the scope's `accountKeys`. */
export function accountRows(accounts: readonly XerAccount[], scope: XerScope): CostAccount[] {
  const codes = new Set<string>()
  return accounts.map(({ id, code, name, note }) => {
    const rowKey = keyOf<'costAccount'>(scope, 'K', id)
    scope.accountKeys.set(id, rowKey)
    return { projectId: scope.projectId, rowKey, code: scope.unique(code, codes), name, wbs: null, note }
  })
}

/** Expenses by `proj_id`: what was planned becomes budget lines, what was spent cost entries booked at the data date. */
export function readExpenses(
  reader: XerReader,
  places: ReadonlyMap<string, XerActivityPlace>,
  scopes: ReadonlyMap<string, XerScope>,
): Map<string, { budgetLines: BudgetLine[]; costEntries: CostEntry[] }> {
  const kindOf = readCategories(reader)
  const expenses = new Map<string, { budgetLines: BudgetLine[]; costEntries: CostEntry[] }>()
  for (const row of reader.rows('PROJCOST')) {
    const place = places.get(row.text('task_id'))
    const scope = place && scopes.get(place.xerId)
    row.text('proj_id')
    if (!place || !scope) {
      const data = { table: 'PROJCOST', column: 'task_id', value: row.text('task_id') }
      reader.leaveOut({ code: 'xer-reference-missing', data }, row.line)
      continue
    }
    const own = expenses.get(place.xerId) ?? { budgetLines: [], costEntries: [] }
    expenses.set(place.xerId, own)
    takeExpense(row, place, scope, kindOf.get(row.text('cost_type_id')) ?? 'other', own)
  }
  return expenses
}

function takeExpense(
  row: XerRow,
  place: XerActivityPlace,
  scope: XerScope,
  kind: CostKind,
  own: { budgetLines: BudgetLine[]; costEntries: CostEntry[] },
): void {
  const amount = (column: string): MinorUnits | null => {
    const value = row.number(column)
    return value === null ? null : roundToMinor(value, scope.currency)
  }
  const id = row.text('cost_item_id') || `n${row.line}`
  const planned = amount('target_cost')
  const spent = amount('act_cost')
  const quantity = row.number('target_qty')
  const price = row.number('cost_per_qty')
  const shared = {
    projectId: scope.projectId,
    costAccountKey: scope.accountKeys.get(row.text('acct_id')) ?? null,
    activityKey: place.key,
    kind,
    description: row.text('cost_name') || null,
  }
  const isSpentOnly = spent !== null && spent !== 0 && (planned === null || planned === 0)
  if (!isSpentOnly)
    own.budgetLines.push({
      ...shared,
      rowKey: keyOf<'budgetLine'>(scope, 'B', id),
      quantity: quantity === null ? null : (Math.round(quantity * 1000) as Thousandths),
      price: price === null ? null : (Math.round(price * 10_000) as UnitPrice),
      amount: planned ?? (0 as MinorUnits),
    })
  const voucher = row.text('po_number') || null
  if (spent !== null && spent !== 0 && scope.dataDate !== null)
    own.costEntries.push({
      ...shared,
      rowKey: keyOf<'costEntry'>(scope, 'N', id),
      bookedOn: dayOf(scope.dataDate),
      amount: spent,
      quantity: null,
      voucher,
      sourceDocument: null,
    })
}

const words: Record<string, CostKind> = {
  Labor: 'labour',
  人工费: 'labour',
  材料费: 'material',
  机械费: 'machine',
}
for (const [kind, { zh, en }] of Object.entries(costKinds)) {
  words[zh] = kind as CostKind
  words[en] = kind as CostKind
}

/** Categories whose names are ours by `cost_type_id`; others are other. */
function readCategories(reader: XerReader): Map<string, CostKind> {
  const kinds = new Map<string, CostKind>()
  for (const row of reader.rows('COSTTYPE'))
    kinds.set(row.text('cost_type_id'), reader.choice(row, 'COSTTYPE', 'cost_type', words, 'other'))
  return kinds
}
