/** Amounts by activity and cost account, in minor units; -1 stands for no activity and for no account. Columns are
 *  aligned; a cell is made by its first amount. Amounts are whole, so sums are exact up to 2^53. */
export class CostCells {
  readonly activity: number[] = []
  readonly account: number[] = []
  readonly budget: number[] = []
  readonly actual: number[] = []
  private readonly cellOf = new Map<number, number>()
  private readonly accountCount: number

  constructor(accountCount: number) {
    this.accountCount = accountCount
  }

  get length(): number {
    return this.activity.length
  }

  /** Adds an amount to the cell of an activity and an account. */
  add(activity: number, account: number, side: 'budget' | 'actual', amount: number): void {
    const cell = this.find(activity, account)
    const column = this[side]
    column[cell] = (column[cell] as number) + amount
  }

  private find(activity: number, account: number): number {
    const key = (activity + 1) * (this.accountCount + 1) + account + 1
    const known = this.cellOf.get(key)
    if (known !== undefined) return known
    const cell = this.activity.length
    this.cellOf.set(key, cell)
    this.activity.push(activity)
    this.account.push(account)
    this.budget.push(0)
    this.actual.push(0)
    return cell
  }
}
