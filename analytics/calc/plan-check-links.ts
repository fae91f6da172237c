import type { Link } from '#model/entities/link.ts'
import type { Words } from '#model/field.ts'
import { type CheckedPlan, notRun, type PlanCheck, ran, shareOf } from './plan-check.ts'

const noLinks: Words = { zh: '计划没有逻辑关系', en: 'The plan has no links' }
const marks = { finishToStart: 'FS', startToStart: 'SS', finishToFinish: 'FF', startToFinish: 'SF' } as const

/** Check 1: unfinished activities without a predecessor or without a successor. */
export function checkLogic({ plan, open, links, crossing, leftOut, limits }: CheckedPlan): PlanCheck {
  const all = [...links, ...crossing]
  const withPredecessor = new Set(all.map(link => link.successorKey as string))
  const withSuccessor = new Set(all.map(link => link.predecessorKey as string))
  const missing = open.filter(index => {
    const key = plan.activities[index]?.rowKey as string
    return !withPredecessor.has(key) || !withSuccessor.has(key)
  })
  return ran(
    {
      number: 1,
      name: { zh: '缺少逻辑关系', en: 'Missing logic' },
      metric: shareOf(missing.length, open.length),
      threshold: limits.missingLogic,
      count: missing.length,
      of: open.length,
      items: missing.map(index => plan.activities[index]?.code as string),
    },
    { reason: spansLeftOut(leftOut) },
  )
}

/** Check 2: links with a negative lag. */
export function checkLeads(checked: CheckedPlan): PlanCheck {
  const name = { zh: '提前（负延时）', en: 'Leads' }
  if (checked.links.length === 0) return notRun(2, name, 0, noLinks)
  const leads = checked.links.filter(link => link.lag < 0)
  return ran({ ...ofLinks(checked, leads), number: 2, name, metric: leads.length, threshold: 0 })
}

/** Check 3: links with a positive lag. */
export function checkLags(checked: CheckedPlan): PlanCheck {
  const name = { zh: '延时', en: 'Lags' }
  if (checked.links.length === 0) return notRun(3, name, checked.limits.lags, noLinks)
  const lags = checked.links.filter(link => link.lag > 0)
  return ran({
    ...ofLinks(checked, lags),
    number: 3,
    name,
    metric: shareOf(lags.length, checked.links.length),
    threshold: checked.limits.lags,
  })
}

/** Check 4: the share of finish-to-start links; the items are the others. */
export function checkLinkKinds(checked: CheckedPlan): PlanCheck {
  const name = { zh: '完成-开始关系占比', en: 'Finish-to-start links' }
  const threshold = checked.limits.finishToStart
  if (checked.links.length === 0) return notRun(4, name, threshold, noLinks)
  const others = checked.links.filter(link => link.kind !== 'finishToStart')
  const metric = shareOf(checked.links.length - others.length, checked.links.length)
  return ran({ ...ofLinks(checked, others), number: 4, name, metric, threshold }, { moreIsBetter: true })
}

function ofLinks(
  { links, activityOf }: CheckedPlan,
  failing: readonly Link[],
): Pick<PlanCheck, 'count' | 'of' | 'items'> {
  const codeOf = (key: string) => activityOf.get(key)?.code ?? ''
  const items = failing.map(link => linkLabel(link, codeOf(link.predecessorKey), codeOf(link.successorKey)))
  return { count: failing.length, of: links.length, items }
}

/** `A1020FS→A1030`: how an item names a link. */
export function linkLabel({ kind }: Pick<Link, 'kind'>, predecessor: string, successor: string): string {
  return `${predecessor}${marks[kind]}→${successor}`
}

/** What checks 1, 5, 6 and 8 leave out, in words; null for nothing. */
export function spansLeftOut(count: number): Words | null {
  if (count === 0) return null
  return { zh: `未计入 ${count} 项支持性工作与汇总`, en: `${count} levels of effort and summaries left out` }
}
