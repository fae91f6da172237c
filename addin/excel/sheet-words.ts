import type { Language } from '#model/contract.ts'

/** Words that sheets carry besides those of their entity. */
export const sheetWords: Record<
  Language,
  {
    rowKey: string
    status: string
    yes: string
    computedTitle: string
    computedText: (label: string, by: string) => string
    notYours: (label: string) => string
    refusedTitle: string
    list: (label: string) => string
    date: (label: string) => string
    number: (label: string, from: number, to: number) => string
    text: (label: string, limit: number) => string
  }
> = {
  zh: {
    rowKey: '行标识(勿改)',
    status: '同步状态',
    yes: '是',
    computedTitle: '此列由系统计算',
    computedText: (label, by) => `“${label}”由系统计算（${by}），不能填写。按 Esc 取消。`,
    notYours: label => `“${label}”由系统填写，不能修改。按 Esc 取消。`,
    refusedTitle: '不能这样填写',
    list: label => `请从列表中选择“${label}”。`,
    date: label => `请在“${label}”中填写 1970 至 2200 年的日期，例如 2026-03-29。`,
    number: (label, from, to) => `请在“${label}”中填写 ${from} 至 ${to} 的数字。`,
    text: (label, limit) => `“${label}”最多 ${limit} 个字符。`,
  },
  en: {
    rowKey: 'Row key (keep)',
    status: 'Sync status',
    yes: 'Yes',
    computedTitle: 'Calculated column',
    computedText: (label, by) => `${label} is calculated (${by}) and cannot be typed. Press Esc to cancel.`,
    notYours: label => `${label} is filled in by the system and cannot be changed. Press Esc to cancel.`,
    refusedTitle: 'Not possible here',
    list: label => `Choose ${label} from the list.`,
    date: label => `Enter a date from 1970 to 2200 in ${label}, for example 2026-03-29.`,
    number: (label, from, to) => `Enter a number from ${from} to ${to} in ${label}.`,
    text: (label, limit) => `${label} holds at most ${limit} characters.`,
  },
}
