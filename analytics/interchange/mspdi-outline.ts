import type { XmlRecord } from './xml-records.ts'

/** A task in the outline of its file. */
export interface MspdiPlace {
  record: XmlRecord
  /** `1.2.3`; '0' and '' for the project itself. */
  outline: string
  isSummary: boolean
}

/** The outline of a file's tasks, blank rows left out: by the outline numbers, or where some have none, counted from the outline levels in the order of
 *  rows. A task is a summary where the file says so, or says nothing and the next row is deeper. */
export function mspdiOutline(records: readonly XmlRecord[]): MspdiPlace[] {
  const rows = records.filter(record => record.flag('IsNull') !== true)
  const levels = rows.map(record => record.number('OutlineLevel') ?? 1)
  const isRoot = (record: XmlRecord) => record.text('UID') === '0'
  const hasNumbers = rows.every(record => isRoot(record) || record.text('OutlineNumber') !== '')
  const counted = countLevels(levels)
  return rows.map((record, i) => ({
    record,
    outline: isRoot(record) ? '0' : hasNumbers ? record.text('OutlineNumber') : (counted[i] as string),
    isSummary: record.flag('Summary') ?? (levels[i + 1] ?? 0) > (levels[i] as number),
  }))
}

/** Numbers of rows by their levels: 1, 1.1, 1.2, 2. A level deeper than the next counts as the next. */
function countLevels(levels: readonly number[]): string[] {
  const counts: number[] = []
  return levels.map(given => {
    if (given < 1) return '0'
    const level = Math.min(Math.floor(given), counts.length + 1)
    counts.length = level
    counts[level - 1] = (counts[level - 1] ?? 0) + 1
    return counts.join('.')
  })
}
