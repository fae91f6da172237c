import type { SheetChart } from 'hucre/xlsx'
import { dayOfSerial, excelSerial, formatDay, parseDay, type PlanDay } from '#model/plan-time.ts'

type Axis = NonNullable<NonNullable<SheetChart['axes']>['x']>

/** Mean length of a month in days, by which the marks of an axis advance. */
const month = 30.4375

/** An axis of dates from one serial to another, marked by whole months: at most about ten marks. It begins on the 5th so that
 *  marks of unequal months stay within their month. */
export function dateAxis(firstSerial: number, lastSerial: number, title: string): Axis {
  const from = fifthOfMonth(firstSerial)
  const step = steps.find(months => (lastSerial - from) / (months * month) <= 10) ?? 24
  const count = Math.max(1, Math.ceil((lastSerial - from) / (step * month)))
  return {
    title,
    axisTitleFontSize: 10,
    axisTitleBold: false,
    labelFontSize: 10,
    numberFormat: { formatCode: 'yyyy-mm', sourceLinked: false },
    scale: { min: from, max: from + count * step * month, majorUnit: step * month },
    gridlines: { major: false },
    majorTickMark: 'out',
    minorTickMark: 'none',
    tickLblPos: 'low',
  }
}
const steps = [1, 2, 3, 6, 12]

function fifthOfMonth(serial: number): number {
  const text = formatDay(dayOfSerial(serial))
  const fifth = excelSerial(parseDay(`${text.slice(0, 8)}05`) as PlanDay)
  return fifth <= serial ? fifth : fifthOfMonth(fifth - 6)
}

/** An axis of amounts or indices. */
export function valueAxis(title: string, formatCode: string, scale?: Axis['scale']): Axis {
  return {
    title,
    axisTitleFontSize: 10,
    axisTitleBold: false,
    labelFontSize: 10,
    numberFormat: { formatCode, sourceLinked: false },
    gridlines: { major: true },
    majorTickMark: 'none',
    minorTickMark: 'none',
    ...(scale ? { scale } : {}),
  }
}
