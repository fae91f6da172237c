import { costKinds } from '#model/entities/resource.ts'
import { lastStatus, type ProjectBook } from './project-book.ts'
import { percent } from './read-curve.ts'

/** A kind counts as ahead of progress when its share spent passes the share earned by more than this. */
const tolerance = 0.05

/** What cost by kind says: total against budget, the largest kind, and the kinds spent ahead of progress. */
export function readCosts(book: ProjectBook): string {
  const { data, scale, language } = book
  const isZh = language === 'zh'
  const budget = data.costs.reduce((sum, row) => sum + row.budget, 0)
  const actual = data.costs.reduce((sum, row) => sum + row.actual, 0)
  if (budget === 0 && actual === 0)
    return isZh
      ? '没有预算，也没有已记账的成本：在“成本”“分配”或“预算明细”中录入后即可显示。'
      : 'There is neither a budget nor booked cost: enter them on Costs, Assignments or Budget lines.'
  const nameOf = (kind: keyof typeof costKinds) => costKinds[kind][language]
  const total = isZh
    ? `实际成本 ${scale.text(actual)}${budget > 0 ? `，为总预算 ${scale.text(budget)} 的 ${percent(actual / budget)}` : '，没有预算'}`
    : `Actual cost is ${scale.text(actual)}${budget > 0 ? `, ${percent(actual / budget)} of the budget of ${scale.text(budget)}` : ', without a budget'}`
  const largest = data.costs.reduce((best, row) => (row.actual > best.actual ? row : best))
  const share =
    actual > 0
      ? isZh
        ? `；最大的是${nameOf(largest.kind)}，占实际成本的 ${percent(largest.actual / actual)}`
        : `; the largest part is ${nameOf(largest.kind).toLowerCase()}, ${percent(largest.actual / actual)} of actual cost`
      : ''
  return `${total}${share}${isZh ? '。' : '. '}${aheadOfProgress(book)}`
}

function aheadOfProgress({ data, language }: ProjectBook): string {
  const last = lastStatus(data)
  if (!last || last.earnedValue === null || !last.budgetAtCompletion) return ''
  const earned = last.earnedValue / last.budgetAtCompletion
  const ahead = data.costs.filter(row => row.budget > 0 && row.actual / row.budget > earned + tolerance)
  const list = ahead.map(row => `${costKinds[row.kind][language]} ${percent(row.actual / row.budget)}`)
  if (language === 'zh')
    return list.length === 0
      ? `各类执行率均未高出完成比例 ${percent(earned)} 五个百分点以上。`
      : `执行率高出完成比例 ${percent(earned)} 五个百分点以上的有：${list.join('、')}。`
  return list.length === 0
    ? `No kind is spent more than five points ahead of the ${percent(earned)} earned.`
    : `Spent more than five points ahead of the ${percent(earned)} earned: ${list.join(', ')}.`
}
