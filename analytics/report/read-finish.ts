import { finishDayOf, type PlanMinute } from '#model/plan-time.ts'
import { finishText, lastForecast, type ProjectBook } from './project-book.ts'

/** What the finish forecasts say: dates, distance to the plan, movement since the last period, and what they rest on. */
export function readFinish(book: ProjectBook): string {
  const { data, language } = book
  const isZh = language === 'zh'
  if (data.isFinished && data.actualFinish !== null) return finished(book, data.actualFinish)
  const now = lastForecast(data)
  if (!now || now.finishP50 === null)
    return isZh
      ? '还没有完工预测：执行一次“刷新预测”即可生成。'
      : 'There is no forecast of the finish yet: run Refresh forecast once.'
  const forecasts = data.points.filter(point => point.finishP50 !== null)
  const before = forecasts.at(-2)?.finishP50 ?? null
  const dates = [
    ['P50', now.finishP50],
    ['P80', now.finishP80],
  ].flatMap(([name, finish]) => {
    if (finish === null) return []
    const at = finish as PlanMinute
    return [`${name} ${finishText(at)}${toPlan(book, at)}`]
  })
  const plan =
    data.plannedFinish === null
      ? isZh
        ? '没有计划完工日期'
        : 'There is no planned finish'
      : isZh
        ? `计划完工 ${finishText(data.plannedFinish)}`
        : `The planned finish is ${finishText(data.plannedFinish)}`
  return isZh
    ? `${plan}；预测 ${dates.join('，')}。${moved(book, now.finishP50, before)}${basis(book)}`
    : `${plan}; forecast ${dates.join(', ')}. ${moved(book, now.finishP50, before)}${basis(book)}`
}

function daysApart(from: PlanMinute, to: PlanMinute): number {
  return finishDayOf(to) - finishDayOf(from)
}

function toPlan({ data, language }: ProjectBook, finish: PlanMinute): string {
  if (data.plannedFinish === null) return ''
  const days = daysApart(data.plannedFinish, finish)
  if (days === 0) return language === 'zh' ? '(与计划相同)' : ' (as planned)'
  return language === 'zh'
    ? `(${days > 0 ? '晚' : '早'} ${Math.abs(days)} 天)`
    : ` (${Math.abs(days)} day${Math.abs(days) === 1 ? '' : 's'} ${days > 0 ? 'late' : 'early'})`
}

function moved({ language }: ProjectBook, now: PlanMinute, before: PlanMinute | null): string {
  if (before === null) return ''
  const days = daysApart(before, now)
  if (days === 0)
    return language === 'zh' ? 'P50 与上一期相同。' : 'P50 has not moved since the last period. '
  return language === 'zh'
    ? `P50 比上一期${days > 0 ? '推后' : '提前'} ${Math.abs(days)} 天。`
    : `P50 moved ${Math.abs(days)} day${Math.abs(days) === 1 ? '' : 's'} ${days > 0 ? 'later' : 'earlier'} since the last period. `
}

function basis({ data, language }: ProjectBook): string {
  if (!data.forecast) return ''
  const { sufficientHistory, referenceCount } = data.forecast
  if (sufficientHistory)
    return language === 'zh'
      ? `依据 ${referenceCount} 个完工项目。`
      : `Drawn from ${referenceCount} finished project${referenceCount === 1 ? '' : 's'}.`
  return language === 'zh'
    ? `可参照的完工项目仅 ${referenceCount} 个，历史不足，区间为通用经验值。`
    : `Only ${referenceCount} finished project${referenceCount === 1 ? '' : 's'} to compare with: too little history, the range is a general one.`
}

function finished({ data, language }: ProjectBook, actual: PlanMinute): string {
  const gap = data.plannedFinish === null ? null : daysApart(data.plannedFinish, actual)
  if (language === 'zh')
    return `项目已于 ${finishText(actual)} 完工${gap === null ? '' : gap === 0 ? '，与计划相同' : `，比计划${gap > 0 ? '晚' : '早'} ${Math.abs(gap)} 天`}，不再预测。`
  return `The project was finished on ${finishText(actual)}${gap === null ? '' : gap === 0 ? ', as planned' : `, ${Math.abs(gap)} days ${gap > 0 ? 'late' : 'early'}`}; nothing is forecast any more.`
}
