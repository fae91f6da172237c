import { groupDigits } from './money-scale.ts'
import { type ProjectBook, startText } from './project-book.ts'
import type { TrendResource } from './trend-data.ts'

/** What a resource histogram says: its peak, and the weeks it is short. */
export function readResource({ language }: ProjectBook, resource: TrendResource): string {
  const isZh = language === 'zh'
  const unit = resource.unit ?? ''
  const top = resource.weeks.reduce((best, row) => (row.peak > best.peak ? row : best))
  const week = startText(top.week)
  const peak = amount(top.peak)
  const { available } = resource
  if (available === null)
    return isZh
      ? `${resource.name}：峰值 ${peak}，在 ${week} 当周；未填可用量。`
      : `${resource.name}: peak ${peak} in the week of ${week}; no available quantity given.`
  const short = resource.weeks.filter(row => row.peak > available)
  const first = short[0]
  const have = amount(available)
  if (!first)
    return isZh
      ? `${resource.name}：峰值 ${peak}，在 ${week} 当周，未超出可用量 ${have}${unitNote(unit, isZh)}。`
      : `${resource.name}: peak ${peak} in the week of ${week}, within the ${have} available${unitNote(unit, isZh)}.`
  return isZh
    ? `${resource.name}：${short.length} 周超出可用量 ${have}，始于 ${startText(first.week)} 当周，峰值 ${peak}，在 ${week} 当周${unitNote(unit, isZh)}。`
    : `${resource.name}: ${short.length} week${short.length === 1 ? '' : 's'} above the ${have} available, from the week of ${startText(first.week)}; peak ${peak} in the week of ${week}${unitNote(unit, isZh)}.`
}

export function readNoResources({ language }: ProjectBook): string {
  return language === 'zh'
    ? '没有带单位时间用量的资源负荷：在“分配”中填写单位时间用量并刷新后即可显示。'
    : 'No resource has a load by rate yet: fill in units at a time on Assignments and refresh.'
}

function amount(thousandths: number): string {
  const value = thousandths / 1000
  return groupDigits(Number.isInteger(value) ? String(value) : value.toFixed(1))
}

function unitNote(unit: string, isZh: boolean): string {
  if (unit === '') return ''
  return isZh ? `(计量单位 ${unit})` : ` (unit ${unit})`
}
