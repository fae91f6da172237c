import type { CellValue } from './contract.ts'

/** A stored row of any sheet, where code treats all sheets alike. */
export interface AnyRow {
  projectId: string
  rowKey: string
  [field: string]: CellValue
}
