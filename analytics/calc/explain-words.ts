import type { CellValue } from '#model/contract.ts'
import { entities } from '#model/entities.ts'
import { type Entity, fieldsOf } from '#model/entity.ts'
import type { Activity } from '#model/entities/activity.ts'
import type { Link } from '#model/entities/link.ts'
import type { Field, Words } from '#model/field.ts'
import type { Plan } from '#model/plan.ts'
import { formatDay, type PlanDay } from '#model/plan-time.ts'
import { dateText, daysOf } from './plan-fault.ts'

/** `A1020 工期(天) 5 → 10`; of a project without its code. */
export function changedWords(
  sheet: 'activity' | 'project',
  name: string,
  was: object,
  is: object,
  plan: Plan,
): Words {
  const field = fieldsOf(entities[sheet] as unknown as Entity).find(
    ([one]) => one === name,
  )?.[1] as Field<unknown>
  const [old, now] = [was, is].map(row => (row as Record<string, unknown>)[name])
  const code = sheet === 'activity' ? `${(is as Activity).code} ` : ''
  const perDay = sheet === 'activity' ? minutesPerDay(plan, is as Activity) : projectDay(plan)
  const said = (language: 'zh' | 'en') =>
    `${code}${field.label[language]} ${shown(field, old, perDay, plan)[language]} → ${shown(field, now, perDay, plan)[language]}`
  return { zh: said('zh'), en: said('en') }
}

/** `新增工序 A1055 抹灰（2 条逻辑关系）`. */
export function activityWords(activity: Activity, isNew: boolean, links: number, plan: Plan): Words {
  const name = `${activity.code} ${activity.name}`
  const days = daysOf(activity.duration, minutesPerDay(plan, activity))
  return {
    zh: `${isNew ? '新增' : '删除'}工序 ${name}（${days} 天，${links} 条逻辑关系）`,
    en: `${isNew ? 'New' : 'Removed'} activity ${name} (${days} d, ${links} links)`,
  }
}

/** `新增逻辑关系 A1020 FS+3d → A1030`. */
export function linkWords(was: Link | null, is: Link | null, plan: Plan): Words {
  const [old, now] = [was && linkText(was, plan), is && linkText(is, plan)]
  if (old && now) return { zh: `逻辑关系 ${old} 改为 ${now}`, en: `Link ${old} became ${now}` }
  return now
    ? { zh: `新增逻辑关系 ${now}`, en: `New link ${now}` }
    : { zh: `删除逻辑关系 ${old}`, en: `Removed link ${old}` }
}

/** What changed of a calendar, the first days named. */
export function calendarWords(before: Plan, after: Plan, key: string, name: string, changes: number): Words {
  const daysOff = (plan: Plan, other: Plan) => {
    const known = new Set(other.calendarExceptions.filter(row => row.calendarKey === key).map(spanOf))
    return plan.calendarExceptions
      .filter(row => row.calendarKey === key)
      .map(spanOf)
      .filter(span => !known.has(span))
  }
  const [added, removed] = [daysOff(after, before), daysOff(before, after)]
  const list = (spans: string[]) => `${spans.slice(0, 3).join(', ')}${spans.length > 3 ? ' …' : ''}`
  const zh = [
    added.length > 0 ? `新增例外 ${list(added)}` : '',
    removed.length > 0 ? `取消例外 ${list(removed)}` : '',
  ]
  const en = [
    added.length > 0 ? `days added ${list(added)}` : '',
    removed.length > 0 ? `days removed ${list(removed)}` : '',
  ]
  const said = (parts: string[], otherwise: string) => parts.filter(Boolean).join('; ') || otherwise
  return {
    zh: `日历“${name}”：${said(zh, `${changes} 处改动`)}`,
    en: `Calendar "${name}": ${said(en, `${changes} changes`)}`,
  }
}

function spanOf({ fromDay, toDay }: { fromDay: PlanDay; toDay: PlanDay }): string {
  return fromDay === toDay ? formatDay(fromDay) : `${formatDay(fromDay)}..${formatDay(toDay)}`
}

const marks = { finishToStart: 'FS', startToStart: 'SS', finishToFinish: 'FF', startToFinish: 'SF' } as const

function linkText({ predecessorKey, successorKey, kind, lag, lagKind }: Link, plan: Plan): string {
  const find = (key: string) => plan.activities.find(activity => activity.rowKey === key)
  const predecessor = find(predecessorKey)
  const sign = lag > 0 ? '+' : ''
  const lagText =
    lag === 0
      ? ''
      : lagKind === 'percent'
        ? `${sign}${lag / 1000}%`
        : lagKind === 'elapsed'
          ? `${sign}${daysOf(lag, 1440)}ed`
          : `${sign}${daysOf(lag, predecessor ? minutesPerDay(plan, predecessor) : projectDay(plan))}d`
  return `${predecessor?.code ?? '?'} ${marks[kind]}${lagText} → ${find(successorKey)?.code ?? '?'}`
}

function shown(field: Field<unknown>, given: unknown, perDay: number, plan: Plan): Words {
  const same = (text: string): Words => ({ zh: text, en: text })
  if (given === null || given === undefined) return { zh: '空', en: 'none' }
  const value = given as CellValue
  switch (field.kind) {
    case 'work':
      return same(String(daysOf(value as number, perDay)))
    case 'start':
    case 'finish':
      return same(dateText(value as number).slice(0, 10))
    case 'day':
      return same(formatDay(value as PlanDay))
    case 'boolean':
      return value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' }
    case 'oneOf':
      return field.choices.find(choice => choice.value === value)?.words ?? same(String(value))
    case 'ref': {
      const rows: readonly { rowKey: string; code: string }[] = [...plan.calendars, ...plan.activities]
      return same(rows.find(({ rowKey }) => rowKey === value)?.code ?? String(value))
    }
    default:
      return same(String(value))
  }
}

/** Working minutes of a day of an activity's calendar. */
export function minutesPerDay(plan: Plan, { calendarKey }: Activity): number {
  return plan.calendars.find(({ rowKey }) => rowKey === calendarKey)?.minutesPerDay || projectDay(plan)
}

function projectDay({ calendars, project }: Plan): number {
  return calendars.find(({ rowKey }) => rowKey === project.calendarKey)?.minutesPerDay || 480
}
