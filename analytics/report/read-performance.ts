import { type ProjectBook, startText } from './project-book.ts'
import type { TrendPoint } from './trend-data.ts'

/** Periods back that a trend is read over. */
const span = 3
/** Changes smaller than this are called steady. */
const steady = 0.01

/** What CPI and SPI(t) say: where they stand, how they moved over the last periods, and when either was last at plan. */
export function readPerformance(book: ProjectBook): string {
  const { data, language } = book
  const cost = movement(data.points, 'costPerformance')
  const time = movement(data.points, 'schedulePerformanceTime')
  if (!cost && !time)
    return language === 'zh'
      ? '还没有可计算绩效指数的检查日期：需要挣值、实际成本与带基线的计划。'
      : 'No data date has a performance index yet: earned value, actual cost and a baseline are needed.'
  const parts = [cost && inWords('CPI', cost, language), time && inWords('SPI(t)', time, language)].filter(
    Boolean,
  )
  const last = data.points.findLast(
    point => point.costPerformance !== null || point.schedulePerformanceTime !== null,
  )
  const at = startText((last as TrendPoint).statusAt)
  return language === 'zh'
    ? `截至 ${at}，${parts.join('；')}。大于 1 为优于计划，小于 1 为劣于计划。`
    : `At ${at}, ${parts.join('; ')}. Above 1 is better than planned, below 1 worse.`
}

interface Movement {
  now: number
  before: number | null
  periods: number
}

function movement(
  points: readonly TrendPoint[],
  field: 'costPerformance' | 'schedulePerformanceTime',
): Movement | null {
  const values = points.map(point => point[field]).filter(value => value !== null)
  const now = values.at(-1)
  if (now === undefined) return null
  const periods = Math.min(span, values.length - 1)
  return { now, before: periods > 0 ? (values.at(-1 - periods) as number) : null, periods }
}

function inWords(name: string, { now, before, periods }: Movement, language: 'zh' | 'en'): string {
  const figure = now.toFixed(3)
  if (before === null)
    return language === 'zh' ? `${name} 为 ${figure}(仅一期)` : `${name} is ${figure} (one period only)`
  const change = now - before
  const size = Math.abs(change).toFixed(3)
  if (language === 'zh')
    return `${name} 为 ${figure}，近 ${periods} 期${Math.abs(change) < steady ? '基本持平' : change > 0 ? `上升 ${size}` : `下降 ${size}`}`
  return `${name} is ${figure}, ${Math.abs(change) < steady ? 'steady' : change > 0 ? `up ${size}` : `down ${size}`} over the last ${periods} period${periods === 1 ? '' : 's'}`
}
