import type { CellValue } from '#model/contract.ts'
import type { EntityName } from '#model/entities.ts'
import type { Problem } from '#model/problems.ts'
import type { WhatIfAnswer } from '#model/what-if-contract.ts'
import type { CellContent } from '../sync/table-cells.ts'

/** A cell that scenarios can try another value in. */
export interface TriedField {
  sheet: EntityName
  field: string
}

const triedBySheet = {
  activity: [
    'duration',
    'predecessors',
    'calendarKey',
    'optimisticDuration',
    'mostLikelyDuration',
    'pessimisticDuration',
  ],
  resource: ['available', 'price'],
  assignment: ['rate', 'plannedQuantity'],
  risk: [
    'status',
    'probability',
    'leastDelay',
    'likelyDelay',
    'mostDelay',
    'leastCost',
    'likelyCost',
    'mostCost',
    'mitigationCost',
    'residualProbability',
    'residualImpact',
  ],
} as const satisfies Partial<Record<EntityName, readonly string[]>>

export const triedSheets = Object.keys(triedBySheet) as (keyof typeof triedBySheet)[]

/** What the pane offers to try, by sheet of the project. */
export const triedFields: readonly TriedField[] = triedSheets.flatMap(sheet =>
  triedBySheet[sheet].map(field => ({ sheet, field })),
)

/** One value tried: as it travels, and as its cell would show it. */
export interface TriedChange extends TriedField {
  rowKey: string
  code: string
  value: CellValue
  shown: CellContent
  /** What the cell shows in the present plan. */
  shownBefore: CellContent
}
export interface Scenario {
  name: string
  changes: TriedChange[]
}

/** A row whose cells can be tried, with what they show now. */
export interface TriedRow {
  sheet: EntityName
  rowKey: string
  code: string
  name: string
  shown: Record<string, CellContent>
}

/** Everything the screen of scenarios shows; the scenarios are kept per user and workbook, outside the cells. */
export interface WhatIfState {
  scenarios: Scenario[]
  rows: TriedRow[]
  /** Whether the present plan and the scenarios are simulated as well. */
  simulates: boolean
  /** Whether simulated runs keep to the limited resources. */
  levelled: boolean
  /** Of the scenarios as they stand; null once one of them changed. */
  answer: WhatIfAnswer | null
  /** Why the value typed last cannot be tried. */
  problem: Problem | null
  /** The row selected in the sheet, once asked for. */
  picked: { sheet: EntityName; code: string } | null
  /** Cells left alone because somebody had typed in them before a scenario was taken over. */
  skipped: number
}

export const emptyWhatIf: WhatIfState = {
  scenarios: [],
  rows: [],
  simulates: false,
  levelled: false,
  answer: null,
  problem: null,
  picked: null,
  skipped: 0,
}

/** As many as one request may hold. */
export const mostScenarios = 10
