import type { Activity } from '#model/entities/activity.ts'
import type { Assignment } from '#model/entities/assignment.ts'
import type { BudgetLine } from '#model/entities/budget-line.ts'
import type { CostAccount } from '#model/entities/cost-account.ts'
import type { CostKind, Resource } from '#model/entities/resource.ts'
import type { RowKey, Thousandths, UnitPrice } from '#model/field.ts'
import { type MinorUnits, roundMoney } from '#model/money.ts'
import { type ResourceName, resourceCatalogue } from './resource-catalogue.ts'
import type { SampleRandom } from './sample-random.ts'
import { trades } from './trades.ts'
import type { WorkStep } from './work-step.ts'

export interface SampleCosts {
  resources: Resource[]
  assignments: Assignment[]
  costAccounts: CostAccount[]
  budgetLines: BudgetLine[]
}

/** Resources, assignments, accounts and overhead lines of a project whose direct cost comes to about `directCost` (fen).
 *  Crews and machines are whole numbers for the length of their work; materials follow from price. */
export function makeSampleCosts(
  projectId: RowKey<'project'>,
  steps: readonly WorkStep[],
  activityOf: ReadonlyMap<string, Activity>,
  divisions: readonly (readonly [code: string, name: string])[],
  directCost: number,
  random: SampleRandom,
): SampleCosts {
  const book = new ResourceBook(projectId, random)
  const weights = steps.reduce((sum, step) => sum + step.weight, 0)
  const assignments = steps.flatMap(step => {
    if (step.trade === null) return []
    const activity = activityOf.get(step.key) as Activity
    const amount = (directCost * step.weight * (1 + 0.06 * random.normal())) / weights
    return Object.entries(trades[step.trade]).map(([name, share]) =>
      assign(activity, step.days, amount * share, name as ResourceName, book, random),
    )
  })
  const costAccounts = divisions
    .filter(([code]) => !code.includes('.'))
    .map(
      ([code, name]): CostAccount => ({
        projectId,
        rowKey: random.key(),
        code: `5401.${code}`,
        name: `${name}工程成本`,
        wbs: code,
        note: null,
      }),
    )
  const budgetLines: BudgetLine[] = []
  for (const [code, name, kind, share] of overheads) {
    const account: CostAccount = { projectId, rowKey: random.key(), code, name, wbs: null, note: null }
    costAccounts.push(account)
    budgetLines.push({
      projectId,
      rowKey: random.key(),
      costAccountKey: account.rowKey,
      activityKey: null,
      kind,
      description: `${name}(按直接费 ${(share * 100).toFixed(1)}% 计)`,
      quantity: null,
      price: null,
      amount: (roundMoney((directCost * share) / 10_000) * 10_000) as MinorUnits,
    })
  }
  return { resources: book.rows(), assignments, costAccounts, budgetLines }
}

/** Costs that no activity carries, as shares of direct cost. */
const overheads: readonly (readonly [code: string, name: string, kind: CostKind, share: number])[] = [
  ['5402.01', '措施费·安全文明施工', 'other', 0.028],
  ['5402.02', '措施费·脚手架及垂直运输', 'machine', 0.031],
  ['5402.03', '措施费·冬雨季与夜间施工', 'other', 0.006],
  ['5402.04', '措施费·二次搬运及成品保护', 'labour', 0.007],
  ['5403.01', '现场管理费', 'other', 0.042],
  ['5403.02', '规费及保险', 'other', 0.017],
]

/** Resources are made when first used, each once. */
class ResourceBook {
  private readonly byName = new Map<ResourceName, Resource>()
  private readonly projectId: RowKey<'project'>
  private readonly random: SampleRandom

  constructor(projectId: RowKey<'project'>, random: SampleRandom) {
    this.projectId = projectId
    this.random = random
  }

  get(name: ResourceName): Resource {
    const known = this.byName.get(name)
    if (known) return known
    const [kind, code, title, specification, unit, yuan] = resourceCatalogue[name]
    const row: Resource = {
      projectId: this.projectId,
      rowKey: this.random.key(),
      code,
      name: title,
      kind,
      specification,
      unit,
      price: yuan === null ? null : (Math.round(yuan * 10_000) as UnitPrice),
      available: null,
      stock: null,
      dailySupply: null,
      leadDays: null,
      calendarKey: null,
    }
    this.byName.set(name, row)
    return row
  }

  rows(): Resource[] {
    return [...this.byName.values()].sort((a, b) => (a.code < b.code ? -1 : 1))
  }
}

/** `amount` in fen. */
function assign(
  activity: Activity,
  days: number,
  amount: number,
  name: ResourceName,
  book: ResourceBook,
  random: SampleRandom,
): Assignment {
  const resource = book.get(name)
  const row = {
    projectId: activity.projectId,
    rowKey: random.key<'assignment'>(),
    activityKey: activity.rowKey,
    resourceKey: resource.rowKey,
    rate: null,
    plannedQuantity: null,
    plannedCost: null,
    actualQuantity: null,
    remainingQuantity: null,
    actualCost: null,
  }
  if (resource.price === null)
    return { ...row, plannedCost: (roundMoney(amount / 100_000) * 100_000) as MinorUnits }
  const units = amount / 100 / (resource.price / 10_000)
  if (resource.kind === 'material')
    return { ...row, plannedQuantity: (Math.max(1, Math.round(units)) * 1000) as Thousandths }
  const crew = Math.max(1, Math.round(units / days))
  return {
    ...row,
    rate: (crew * 1000) as Thousandths,
    plannedQuantity: (crew * days * 1000) as Thousandths,
  }
}
