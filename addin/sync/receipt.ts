import type { CellValue, EditOutcome, Language, PushAnswer, WireProblem } from '#model/contract.ts'
import { type EntityName, entityOf } from '#model/entities.ts'
import { describeProblem, type Problem, problems } from '#model/problems.ts'
import type { Edit, LocalRefusal, Overwritten } from './diff.ts'

/** One cell or row that was not simply accepted, with where it is and why. */
export interface ReceiptItem {
  outcome: Exclude<EditOutcome, 'accepted' | 'unchanged'>
  sheet: EntityName
  rowKey: string
  field: string
  /** What people call the row: its code. */
  rowName: string
  problem: WireProblem
  /** What the user typed and what is stored, for the choice after a conflict. */
  mine: CellValue
  base: CellValue
  stored: CellValue
}
/** What became of every change of one sync. `found` is always the sum of the five counts. */
export interface Receipt {
  projectId: string
  /** ISO instant, given by whoever made the receipt. */
  at: string
  found: number
  accepted: number
  unchanged: number
  refused: number
  conflict: number
  readOnly: number
  items: ReceiptItem[]
  /** Cells that the server's own changes and results altered. */
  pulledCells: number
  change: number
}

/** The receipt of a project before anything was sent. */
export function emptyReceipt(projectId: string, at: string, change: number): Receipt {
  return {
    projectId,
    at,
    found: 0,
    accepted: 0,
    unchanged: 0,
    refused: 0,
    conflict: 0,
    readOnly: 0,
    items: [],
    pulledCells: 0,
    change,
  }
}

/** Adds what the server said of a batch: every edit once. An outcome without a reason is still listed. */
export function addOutcomes(receipt: Receipt, edits: readonly Edit[], answer: PushAnswer): Receipt {
  const next = { ...receipt, items: [...receipt.items], change: answer.change }
  const reasons = new Map(answer.reasons.map(reason => [reason.edit, reason]))
  edits.forEach((edit, i) => {
    const outcome = answer.outcomes[i] ?? 'refused'
    next.found++
    next[outcome]++
    if (outcome === 'accepted' || outcome === 'unchanged') return
    const reason = reasons.get(i)
    next.items.push({
      outcome,
      sheet: edit.sheet,
      rowKey: edit.rowKey,
      field: edit.field,
      rowName: reason?.problem.at.code ?? '',
      problem: reason?.problem ?? {
        code: 'edit-without-reason',
        severity: 'error',
        text: outcome,
        at: { sheet: edit.sheet, rowKey: edit.rowKey, field: edit.field },
      },
      mine: edit.value,
      base: edit.base,
      stored: reason?.stored ?? null,
    })
  })
  return next
}

/** Adds cells that were not sent because their field cannot hold what was typed. */
export function addRefusals(
  receipt: Receipt,
  sheet: EntityName,
  refused: readonly LocalRefusal[],
  language: Language,
): Receipt {
  return {
    ...receipt,
    found: receipt.found + refused.length,
    refused: receipt.refused + refused.length,
    items: [
      ...receipt.items,
      ...refused.map(({ rowKey, field, problem }) =>
        localItem('refused', sheet, rowKey, field, relabel(problem, sheet, field, language), language),
      ),
    ],
  }
}

/** Adds computed cells that somebody wrote over and whose value was put back. */
export function addOverwritten(
  receipt: Receipt,
  sheet: EntityName,
  overwritten: readonly Overwritten[],
  language: Language,
): Receipt {
  return {
    ...receipt,
    found: receipt.found + overwritten.length,
    readOnly: receipt.readOnly + overwritten.length,
    items: [
      ...receipt.items,
      ...overwritten.map(({ rowKey, field }) => {
        const problem = relabel({ code: 'field-read-only' }, sheet, field, language)
        return localItem('readOnly', sheet, rowKey, field, problem, language)
      }),
    ],
  }
}

/** Names the rows of the items that have no name yet. */
export function nameRows(receipt: Receipt, nameOf: (sheet: EntityName, rowKey: string) => string): Receipt {
  const items = receipt.items.map(item => ({
    ...item,
    rowName: item.rowName === '' ? nameOf(item.sheet, item.rowKey) : item.rowName,
  }))
  return { ...receipt, items }
}

function relabel(problem: Problem, sheet: EntityName, field: string, language: Language): Problem {
  const label = entityOf(sheet).fields[field]?.label[language] ?? field
  return { ...problem, data: { ...problem.data, label } }
}

function localItem(
  outcome: ReceiptItem['outcome'],
  sheet: EntityName,
  rowKey: string,
  field: string,
  problem: Problem,
  language: Language,
): ReceiptItem {
  return {
    outcome,
    sheet,
    rowKey,
    field,
    rowName: '',
    problem: {
      code: problem.code,
      severity: problems[problem.code].severity,
      text: describeProblem(problem, language),
      at: { sheet, rowKey, field },
    },
    mine: null,
    base: null,
    stored: null,
  }
}
