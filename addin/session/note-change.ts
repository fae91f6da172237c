import { type EntityName, entityOf } from '#model/entities.ts'
import { describeProblem, type ProblemCode, problems } from '#model/problems.ts'
import { type CellWords, makeCellWords, readReference } from '../sync/cell-words.ts'
import { checkTyped, type TypedFinding } from '../sync/check-typed.ts'
import type { ProjectSnapshot } from '../sync/snapshot.ts'
import { statusWords } from '../sync/status-writes.ts'
import { type SheetBinding, statusColumn, type TouchedRows } from '../sync/workbook-port.ts'
import type { Session } from './session.ts'
import type { TypedProblem } from './state.ts'

export interface UserChange {
  worksheetId: string
  address: string
  /** False where rows or columns were inserted, deleted or moved. */
  isTyped: boolean
}

const pending = new WeakMap<Session, Promise<void>>()

/**
 * Marks the workbook as changed and looks at what was typed, without asking the server: what a field cannot hold is named with its
 * remedy in the row's status and in the pane. One change is looked at after the other; while a command runs nothing is, because
 * the command is a sync or will be followed by one.
 */
export function noteChange(session: Session, change: UserChange): Promise<void> {
  const before = pending.get(session) ?? Promise.resolve()
  const next = before.then(() => lookAt(session, change)).catch((error: unknown) => reportError(error))
  pending.set(session, next)
  return next
}

async function lookAt(session: Session, { worksheetId, address, isTyped }: UserChange): Promise<void> {
  const { state, workbook } = session
  if (state.get().sheets.length === 0 || state.get().busy) return
  const { sheets } = await workbook.bindings()
  const bindings = sheets.filter(binding => binding.worksheetId === worksheetId)
  if (bindings.length === 0) return
  if (!state.get().isDirty) state.set({ isDirty: true })
  const projectId = state.get().project?.projectId
  if (!isTyped || projectId === undefined) return
  for (const binding of bindings)
    if (binding.projectId === projectId)
      for (const area of address.split(',')) await checkArea(session, binding, area)
}

async function checkArea(session: Session, binding: SheetBinding, address: string): Promise<void> {
  const { state, workbook } = session
  const snapshot = await (await session.stores()).snapshots.load(binding.projectId)
  const touched = snapshot && (await workbook.readTouched(binding, address))
  if (!snapshot || !touched || state.get().busy) return
  const words = wordsOf(session, snapshot, binding)
  const found = await findProblems(session, snapshot, touched, words)
  await showStatus(session, touched, found)
  const { first, table } = touched
  const isLookedAt = ({ sheet, rowKey, row }: TypedProblem): boolean =>
    sheet === binding.sheet &&
    (rowKey === '' ? row >= first && row < first + table.rowKeys.length : table.rowKeys.includes(rowKey))
  const typed = found.map(
    (finding): TypedProblem => ({
      sheet: binding.sheet,
      rowKey: finding.rowKey,
      row: first + finding.row,
      name: rowName(touched, finding.row),
      field: finding.field,
      problem: finding.problem,
    }),
  )
  const others = state.get().typed.filter(known => !isLookedAt(known))
  if (typed.length + state.get().typed.length > 0) state.set({ typed: [...others, ...typed] })
}

/** What is wrong with touched rows. The codes that the workbook's own sheets hold by now are only read for a code the server does not know. */
async function findProblems(
  { workbook }: Session,
  snapshot: ProjectSnapshot,
  { binding, table }: TouchedRows,
  words: CellWords,
): Promise<TypedFinding[]> {
  const held = snapshot.sheets[binding.sheet] ?? null
  const known = new Map<EntityName, ReadonlySet<string>>()
  const codesOf = (sheet: EntityName): ReadonlySet<string> | null => {
    const code = entityOf(sheet).codeField
    const values = code && snapshot.sheets[sheet]?.columns[code]
    if (values && !known.has(sheet)) known.set(sheet, new Set(values.map(String)))
    return known.get(sheet) ?? null
  }
  const found = checkTyped(table, held, words, codesOf)
  if (!found.some(({ problem }) => codeProblems.has(problem.code))) return found
  const { sheets } = await workbook.bindings()
  for (const [sheet, codes] of known) {
    const bound = sheets.find(other => other.projectId === binding.projectId && other.sheet === sheet)
    const typed = bound ? await workbook.readField(bound, entityOf(sheet).codeField ?? '') : []
    known.set(sheet, new Set([...codes, ...typed.map(each => String(each).trim())]))
  }
  return checkTyped(table, held, words, codesOf)
}
const codeProblems: ReadonlySet<ProblemCode> = new Set([
  'reference-unknown',
  'unknown-predecessor',
  'unknown-successor',
  'lag-unreadable',
] as const)

const wordsCache = new WeakMap<Session, { snapshot: ProjectSnapshot; words: Map<EntityName, CellWords> }>()

/** The words of a sheet; calendars are compiled once per snapshot. */
function wordsOf(session: Session, snapshot: ProjectSnapshot, binding: SheetBinding): CellWords {
  let cached = wordsCache.get(session)
  if (cached?.snapshot !== snapshot) cached = { snapshot, words: new Map() }
  wordsCache.set(session, cached)
  const words =
    cached.words.get(binding.sheet) ?? makeCellWords(binding.sheet, readReference(snapshot), binding.language)
  cached.words.set(binding.sheet, words)
  return words
}

/** Says in the status column what is to be corrected, and takes it back when it is. */
async function showStatus(
  { workbook }: Session,
  { binding, first, table }: TouchedRows,
  found: readonly TypedFinding[],
): Promise<void> {
  const { language } = binding
  const ours = [statusWords.error[language], statusWords.warning[language]]
  const texts = table.rowKeys.flatMap((rowKey, row) => {
    const now = String(table.columns[statusColumn]?.[row] ?? '')
    const text = found
      .filter(finding => finding.row === row)
      .map(finding => statusText(finding, binding))
      .join(' ')
    const isOurs = ours.some(word => now.startsWith(word))
    return text === now || (text === '' && !isOurs) ? [] : [{ row: first + row, rowKey, text }]
  })
  if (texts.length > 0) await workbook.writeStatus(binding, texts)
}

function statusText({ field, problem }: TypedFinding, { sheet, language }: SheetBinding): string {
  const { severity } = problems[problem.code]
  const word = statusWords[severity === 'error' ? 'error' : 'warning'][language]
  const label = entityOf(sheet).fields[field]?.label[language]
  return `${word}: ${label ? `${label}: ` : ''}${describeProblem(problem, language)}`
}

function rowName({ binding, table }: TouchedRows, row: number): string {
  const code = entityOf(binding.sheet).codeField
  return code ? String(table.columns[code]?.[row] ?? '') : ''
}
