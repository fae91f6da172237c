import type { WorkMinutes } from '#model/field.ts'

/** Working minutes of a day and of a week in a project's calendar. */
export interface WorkMeasure {
  perDay: number
  perWeek: number
}

/** Working minutes of `22d 4h`, `1w 4d`, `23,88 days` or `0`; null when the text is no duration. A bare number other than 0 has no unit
 *  and is none. A sign stands before the whole. */
export function parseDslibDuration(text: string, measure: WorkMeasure): WorkMinutes | null {
  const signed = /^([+-]?)\s*(.+)$/.exec(text.trim())
  if (!signed) return null
  const body = signed[2] as string
  if (/^0+([.,]0+)?$/.test(body)) return 0 as WorkMinutes
  if (!wholeText.test(body)) return null
  let minutes = 0
  for (const part of body.matchAll(onePart))
    minutes += Number((part[1] as string).replace(',', '.')) * unitMinutes(part[2] as string, measure)
  return (Math.round(minutes) * (signed[1] === '-' ? -1 : 1)) as WorkMinutes
}

const wholeText = /^(\d+(?:[.,]\d+)?\s*(?:w(?:eeks?)?|d(?:ays?)?|h(?:ours?)?)\s*)+$/i
const onePart = /(\d+(?:[.,]\d+)?)\s*([wdh])[a-z]*/gi

function unitMinutes(unit: string, measure: WorkMeasure): number {
  const letter = unit.toLowerCase()
  return letter === 'w' ? measure.perWeek : letter === 'd' ? measure.perDay : 60
}
