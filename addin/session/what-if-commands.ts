import type { CellValue, EditColumns } from '#model/contract.ts'
import { entityOf } from '#model/entities.ts'
import { AppError } from '#model/problems.ts'
import { isLimitField, isSimulatedOnly } from '#model/simulated-fields.ts'
import { type CellWords, makeCellWords, readReference } from '../sync/cell-words.ts'
import { addWrite, noChanges } from '../sync/plan-writes.ts'
import { pullProject } from '../sync/pull-project.ts'
import { emptySnapshot, indexRows, type ProjectSnapshot } from '../sync/snapshot.ts'
import type { CellContent } from '../sync/table-cells.ts'
import type { SheetChanges } from '../sync/workbook-port.ts'
import type { Session } from './session.ts'
import { requireProject, syncAll } from './sync-commands.ts'
import { triedRows } from './tried-rows.ts'
import {
  emptyWhatIf,
  mostScenarios,
  type Scenario,
  type TriedChange,
  type TriedField,
  triedSheets,
  type WhatIfState,
} from './what-if-scenario.ts'

/** Opens the screen with the scenarios kept for this user and workbook. */
export async function showWhatIf(session: Session): Promise<void> {
  session.state.set({ screen: 'whatIf', failure: null })
  await session.run('load', async () => {
    const kept = ((await session.storage.get(await storageKey(session))) ?? []) as Scenario[]
    const rows = triedRows(await presentPlan(session), session.state.get().language)
    session.state.set({ whatIf: { ...emptyWhatIf, scenarios: kept, rows } })
  })
}

/** Adds an empty scenario. */
export async function addScenario(session: Session, name: string): Promise<void> {
  const { scenarios } = whatIfOf(session)
  if (scenarios.length < mostScenarios) await keep(session, [...scenarios, { name, changes: [] }])
}

export async function renameScenario(session: Session, index: number, name: string): Promise<void> {
  await alter(session, index, scenario => ({ ...scenario, name }))
}

export async function removeScenario(session: Session, index: number): Promise<void> {
  await keep(
    session,
    whatIfOf(session).scenarios.filter((_, at) => at !== index),
  )
}

/** Adds a value to a scenario, read as its cell would read it; what the cell could not hold is said and not added. */
export async function tryChange(
  session: Session,
  index: number,
  { sheet, field, code, text }: TriedField & { code: string; text: string },
): Promise<void> {
  const { state } = session
  const snapshot = present.get(session)
  const row = whatIfOf(session).rows.find(one => one.sheet === sheet && one.code === code)
  if (!row || !snapshot) return
  const words = makeCellWords(sheet, readReference(snapshot), state.get().language)
  const calendar = calendarOf(snapshot, words, row)
  const parsed = words.parse(field, text, calendar)
  if ('problem' in parsed) {
    const label = entityOf(sheet).fields[field]?.label
    const problem = { ...parsed.problem, data: { ...parsed.problem.data, ...(label && { label }) } }
    state.set({ whatIf: { ...whatIfOf(session), problem } })
    return
  }
  const change: TriedChange = {
    sheet,
    field,
    rowKey: row.rowKey,
    code,
    value: parsed.value,
    shown: words.show(field, parsed.value, calendar),
    shownBefore: row.shown[field] ?? '',
  }
  await alter(session, index, scenario => ({
    ...scenario,
    changes: [...scenario.changes.filter(other => !isSameCell(other, change)), change],
  }))
  if (isSimulatedOnly(sheet, field)) setSimulates(session, true)
  if (isLimitField(sheet, field)) setLevelled(session, true)
}

/** Has scenarios simulated or not when they are worked out next. */
export function setSimulates(session: Session, simulates: boolean): void {
  session.state.set({ whatIf: { ...whatIfOf(session), simulates } })
}

/** Has the runs of a simulation keep to the limited resources or not when scenarios are worked out next. */
export function setLevelled(session: Session, levelled: boolean): void {
  session.state.set({ whatIf: { ...whatIfOf(session), levelled } })
}

export async function dropChange(session: Session, index: number, place: number): Promise<void> {
  await alter(session, index, scenario => ({
    ...scenario,
    changes: scenario.changes.filter((_, at) => at !== place),
  }))
}

/** Takes the row selected in the sheet as the one to change. */
export async function pickSelected(session: Session): Promise<void> {
  const { state, workbook } = session
  state.set({ whatIf: { ...whatIfOf(session), picked: null } })
  const selected = await workbook.selectedRow(requireProject(session))
  const row = whatIfOf(session).rows.find(
    one => one.sheet === selected?.sheet && one.rowKey === selected.rowKey,
  )
  state.set({ whatIf: { ...whatIfOf(session), picked: row ? { sheet: row.sheet, code: row.code } : null } })
}

/** Syncs, then works out every scenario on the server; nothing of it is stored. */
export async function calculateWhatIf(session: Session): Promise<void> {
  const { client, state } = session
  await session.run('whatIf', async () => {
    await syncAll(session)
    const { busy } = state.get()
    if (busy) state.set({ busy: { ...busy, stage: null } })
    const snapshot = await presentPlan(session)
    const { scenarios, simulates, levelled } = whatIfOf(session)
    const answer = await client.whatIf(requireProject(session), {
      scenarios: scenarios.map(({ name, changes }) => ({ name, edits: editsOf(changes, snapshot) })),
      ...(simulates && { simulate: { levelled } }),
    })
    state.set({
      whatIf: {
        ...whatIfOf(session),
        rows: triedRows(snapshot, state.get().language),
        answer,
        problem: null,
      },
    })
  })
}

/**
 * Writes a scenario's values into the cells of the sheets in one undo step, and syncs them like anything typed. A cell that
 * shows something else than the plan is left alone. Fails with `sheet-unknown` where the workbook lacks a
 * sheet.
 */
export async function acceptScenario(session: Session, index: number): Promise<void> {
  const { state, workbook } = session
  const scenario = whatIfOf(session).scenarios[index]
  if (!scenario) return
  const done = await session.run('sync', async () => {
    const skipped = await workbook.apply(await cellsOf(session, scenario))
    await syncAll(session)
    const rows = triedRows(await presentPlan(session), session.state.get().language)
    const scenarios = whatIfOf(session).scenarios.filter((_, at) => at !== index)
    await session.storage.put(await storageKey(session), scenarios)
    const { simulates, levelled } = whatIfOf(session)
    state.set({ whatIf: { ...emptyWhatIf, scenarios, rows, simulates, levelled, skipped: skipped.length } })
  })
  if (done && whatIfOf(session).skipped === 0) state.set({ screen: 'receipt' })
}

async function cellsOf(session: Session, { changes }: Scenario): Promise<SheetChanges[]> {
  const snapshot = await presentPlan(session)
  const bindings = await session.workbook.liveSheets(requireProject(session))
  const missing = changes.find(({ sheet }) => !bindings.some(binding => binding.sheet === sheet))
  if (missing) throw new AppError('sheet-unknown', { sheet: missing.sheet })
  return bindings.flatMap(binding => {
    const own = changes.filter(({ sheet }) => sheet === binding.sheet)
    if (own.length === 0) return []
    const words = makeCellWords(binding.sheet, readReference(snapshot), binding.language)
    const sheetChanges = noChanges(binding)
    for (const change of own) {
      const calendar = calendarOf(snapshot, words, change)
      const show = (value: CellValue): CellContent => words.show(change.field, value, calendar)
      const before = storedValue(snapshot, change)
      addWrite(sheetChanges.cells, change.rowKey, change.field, show(change.value), show(before))
    }
    return [sheetChanges]
  })
}

/** The plan that values are read by while scenarios are put together. */
const present = new WeakMap<Session, ProjectSnapshot>()

/** What the server holds of the sheets that scenarios may change, whether this workbook has them or not; not kept. */
async function presentPlan(session: Session): Promise<ProjectSnapshot> {
  const projectId = requireProject(session)
  const { snapshots } = await session.stores()
  const known = (await snapshots.load(projectId)) ?? emptySnapshot(projectId)
  const { snapshot } = await pullProject(session.client, known, [], new Map(), triedSheets)
  present.set(session, snapshot)
  return snapshot
}

function editsOf(changes: readonly TriedChange[], snapshot: ProjectSnapshot): EditColumns {
  return {
    sheet: changes.map(({ sheet }) => sheet),
    rowKey: changes.map(({ rowKey }) => rowKey),
    operation: changes.map(() => 'set' as const),
    field: changes.map(({ field }) => field),
    base: changes.map(change => storedValue(snapshot, change)),
    value: changes.map(({ value }) => value),
  }
}

type Cell = Pick<TriedChange, 'sheet' | 'rowKey' | 'field'>

function storedValue(snapshot: ProjectSnapshot, { sheet, rowKey, field }: Cell): CellValue {
  const held = snapshot.sheets[sheet]
  const at = indexRows(held?.rowKeys ?? []).get(rowKey)
  return at === undefined ? null : (held?.columns[field]?.[at] ?? null)
}

function calendarOf(snapshot: ProjectSnapshot, words: CellWords, row: Omit<Cell, 'field'>): CellValue {
  return words.calendarField ? storedValue(snapshot, { ...row, field: words.calendarField }) : null
}

function isSameCell(one: Cell, other: Cell): boolean {
  return one.sheet === other.sheet && one.rowKey === other.rowKey && one.field === other.field
}

function whatIfOf(session: Session): WhatIfState {
  return session.state.get().whatIf ?? emptyWhatIf
}

async function alter(
  session: Session,
  index: number,
  change: (scenario: Scenario) => Scenario,
): Promise<void> {
  await keep(
    session,
    whatIfOf(session).scenarios.map((scenario, at) => (at === index ? change(scenario) : scenario)),
  )
}

/** Shows scenarios that changed and keeps them; what was worked out before no longer is theirs. */
async function keep(session: Session, scenarios: Scenario[]): Promise<void> {
  session.state.set({ whatIf: { ...whatIfOf(session), scenarios, answer: null, problem: null, skipped: 0 } })
  await session.storage.put(await storageKey(session), scenarios)
}

async function storageKey(session: Session): Promise<string> {
  const { workbookId } = await session.workbook.bindings()
  return `whatIf|${session.state.get().me?.name ?? ''}|${workbookId}|${requireProject(session)}`
}
