import { groupDigits } from './money-scale.ts'
import { lastForecast, lastStatus, type ProjectBook, startText } from './project-book.ts'

/** What the S-curve says, in words that follow from its numbers and name no cause. */
export function readCurve(book: ProjectBook): string {
  const { data, language } = book
  const last = lastStatus(data)
  if (!last)
    return language === 'zh'
      ? '还没有状态快照，因此没有挣值与实际成本曲线：执行一次“刷新预测”即可生成。'
      : 'There is no status snapshot yet, so no earned value or actual cost to draw: run Refresh forecast once.'
  return [standing(book), spending(book), outlook(book)].filter(text => text !== null).join('')
}

function standing({ data, scale, language }: ProjectBook): string | null {
  const last = lastStatus(data)
  if (!last || last.earnedValue === null || !last.budgetAtCompletion) return null
  const done = percent(last.earnedValue / last.budgetAtCompletion)
  const at = startText(last.statusAt)
  const gap = last.plannedValue === null ? null : last.earnedValue - last.plannedValue
  const index = last.schedulePerformance === null ? '—' : last.schedulePerformance.toFixed(3)
  if (language === 'zh') {
    const behind =
      gap === null
        ? ''
        : gap === 0
          ? '，与计划值相同'
          : `，比计划值${gap < 0 ? '少' : '多'} ${scale.text(Math.abs(gap))}(SPI ${index})`
    return `截至 ${at}，挣值 ${scale.text(last.earnedValue)}，完成总预算的 ${done}${behind}。`
  }
  const behind =
    gap === null
      ? ''
      : gap === 0
        ? ', equal to planned value'
        : `, ${scale.text(Math.abs(gap))} ${gap < 0 ? 'below' : 'above'} planned value (SPI ${index})`
  return `At ${at}, earned value is ${scale.text(last.earnedValue)}, ${done} of the budget${behind}. `
}

function spending({ data, scale, language }: ProjectBook): string | null {
  const last = lastStatus(data)
  if (!last || last.actualCost === null || last.earnedValue === null) return null
  const gap = last.earnedValue - last.actualCost
  const index = last.costPerformance === null ? '—' : last.costPerformance.toFixed(3)
  if (language === 'zh')
    return `实际成本 ${scale.text(last.actualCost)}，${gap === 0 ? '等于挣值' : `${gap < 0 ? '超出' : '低于'}挣值 ${scale.text(Math.abs(gap))}`}(CPI ${index})。`
  return `Actual cost is ${scale.text(last.actualCost)}, ${gap === 0 ? 'equal to earned value' : `${scale.text(Math.abs(gap))} ${gap < 0 ? 'above' : 'below'} earned value`} (CPI ${index}). `
}

function outlook({ data, scale, language }: ProjectBook): string {
  const forecast = lastForecast(data)
  const budget = lastStatus(data)?.budgetAtCompletion ?? null
  if (data.isFinished) return ''
  if (!forecast || forecast.costP50 === null)
    return language === 'zh' ? '尚无完工成本预测。' : 'There is no forecast of the final cost yet.'
  const over = budget ? forecast.costP50 / budget - 1 : null
  const range =
    forecast.costP10 === null || forecast.costP90 === null
      ? ''
      : language === 'zh'
        ? `(P10 至 P90：${scale.text(forecast.costP10)} 至 ${scale.text(forecast.costP90)})`
        : ` (P10 to P90: ${scale.text(forecast.costP10)} to ${scale.text(forecast.costP90)})`
  if (language === 'zh')
    return `按 P50 预测完工成本 ${scale.text(forecast.costP50)}${range}${over === null ? '' : `，比总预算${over < 0 ? '低' : '高'} ${percent(Math.abs(over))}`}。`
  return `The P50 cost at completion is ${scale.text(forecast.costP50)}${range}${over === null ? '' : `, ${percent(Math.abs(over))} ${over < 0 ? 'below' : 'above'} budget`}.`
}

/** `70.6%` of a ratio. */
export function percent(ratio: number): string {
  return `${groupDigits((ratio * 100).toFixed(1))}%`
}
