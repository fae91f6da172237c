import { type EntityName, entityOf } from '#model/entities.ts'
import { makeCellWords, readReference } from '../sync/cell-words.ts'
import { showRows } from '../sync/plan-writes.ts'
import { pullProject } from '../sync/pull-project.ts'
import { emptySnapshot, indexRows, type ProjectSnapshot } from '../sync/snapshot.ts'
import { keyColumn, type SheetBinding, type TableProposal } from '../sync/workbook-port.ts'
import type { Session } from './session.ts'

/** Sheets that a planner or cost accountant works in, in the order offered. */
export const mainSheets: readonly EntityName[] = [
  'activity',
  'resource',
  'assignment',
  'costAccount',
  'forecast',
]
export const moreSheets: readonly EntityName[] = [
  'project',
  'calendar',
  'calendarException',
  'wbs',
  'budgetLine',
  'costEntry',
  'link',
  'risk',
  'simulationDriver',
  'statusSnapshot',
]
/** Sheets that a user's own table may be bound to: those people type rows into. */
export const bindableSheets = [...mainSheets, ...moreSheets].filter(sheet => entityOf(sheet).typed)

/** Adds worksheets for sheets of the project, filled with what the server holds. */
export async function insertSheets(session: Session, sheets: readonly EntityName[]): Promise<void> {
  await session.run('insert', async () => {
    const made: SheetBinding[] = []
    for (const sheet of sheets) made.push(await insertSheet(session, sheet))
    if (made[0]) await session.workbook.showSheet(made[0])
    session.state.set({ screen: 'home' })
  })
}

async function insertSheet(session: Session, sheet: EntityName): Promise<SheetBinding> {
  const { snapshots } = await session.stores()
  const { snapshot, live } = await pullWith(session, sheet)
  const language = session.contentLanguage()
  const words = makeCellWords(sheet, readReference(snapshot), language)
  const held = snapshot.sheets[sheet]
  const rows = held ? showRows(sheet, held, words) : { rowKeys: [], columns: {} }
  const binding = await session.workbook.createSheet(
    sheet,
    snapshot.projectId,
    language,
    rows,
    referenceChoices(sheet, snapshot),
  )
  await snapshots.save(snapshot)
  session.state.set({ sheets: [...live.map(known => known.sheet), sheet] })
  return binding
}

/** Everything up to date, and the sheet wanted besides. */
async function pullWith(
  session: Session,
  sheet: EntityName,
): Promise<{ snapshot: ProjectSnapshot; live: SheetBinding[] }> {
  const { snapshots } = await session.stores()
  const projectId = session.state.get().project?.projectId ?? ''
  const before = (await snapshots.load(projectId)) ?? emptySnapshot(projectId)
  const live = await session.workbook.liveSheets(projectId)
  const { snapshot, changes } = await pullProject(session.client, before, live, new Map(), [sheet])
  await session.workbook.apply(changes)
  return { snapshot, live }
}

/** Codes that reference columns offer in their drop-down: short lists only, such as calendars. */
function referenceChoices(sheet: EntityName, snapshot: ProjectSnapshot): Record<string, readonly string[]> {
  const choices: Record<string, readonly string[]> = {}
  for (const [name, field] of Object.entries(entityOf(sheet).fields)) {
    const codes = field.refersTo === 'calendar' ? (snapshot.sheets.calendar?.columns['code'] ?? []) : []
    if (codes.length > 0) choices[name] = codes.map(String)
  }
  return choices
}

/** Looks at the active sheet for a table of the user's own that could hold rows of a sheet. */
export async function proposeBinding(session: Session, sheet: EntityName): Promise<void> {
  await session.run('bind', async () => {
    const proposal = await session.workbook.proposeTable(sheet, session.contentLanguage())
    session.state.set({ proposal, foundNoTable: proposal === null, screen: 'bind' })
  })
}

/** Corrects which field a column of the proposal holds; a field that another column held moves here. */
export function changeMatch(session: Session, column: number, field: string | null): void {
  const { proposal } = session.state.get()
  if (!proposal) return
  const columns = proposal.columns.map((match, i) => {
    if (i === column) return { ...match, field }
    return field !== null && match.field === field ? { ...match, field: null } : match
  })
  session.state.set({ proposal: { ...proposal, columns } })
}

/**
 * Binds the user's table as proposed and confirmed. Rows whose code the server knows are the server's rows; what differs in them
 * is sent with the next sync. Rows only the server has are added below.
 */
export async function confirmBinding(session: Session): Promise<void> {
  const { proposal } = session.state.get()
  if (!proposal) return
  await session.run('bind', async () => {
    const { snapshots } = await session.stores()
    const { snapshot, live } = await pullWith(session, proposal.sheet)
    const binding = await session.workbook.bindTable(proposal, snapshot.projectId, session.contentLanguage())
    await adoptRows(session, binding, proposal, snapshot)
    await snapshots.save(snapshot)
    session.state.set({
      proposal: null,
      screen: 'home',
      isDirty: true,
      sheets: [...live.map(known => known.sheet), proposal.sheet],
    })
  })
}

async function adoptRows(
  session: Session,
  binding: SheetBinding,
  proposal: TableProposal,
  snapshot: ProjectSnapshot,
): Promise<void> {
  const held = snapshot.sheets[proposal.sheet]
  const codeField = entityOf(proposal.sheet).codeField
  if (!held) return
  const table = await session.workbook.readTable(binding)
  const keyOfCode = new Map<string, string>()
  if (codeField)
    held.columns[codeField]?.forEach((code, i) => keyOfCode.set(String(code), held.rowKeys[i] as string))
  const used = new Set<string>()
  const keys = table.rowKeys.flatMap((_, row) => {
    const code = codeField ? String(table.columns[codeField]?.[row] ?? '').trim() : ''
    const rowKey = keyOfCode.get(code)
    if (rowKey === undefined || used.has(rowKey)) return []
    used.add(rowKey)
    return [{ row, rowKey }]
  })
  await session.workbook.writeKeys(binding, table.rowKeys, keys)
  const words = makeCellWords(proposal.sheet, readReference(snapshot), binding.language)
  const positions = indexRows(held.rowKeys)
  const rest = held.rowKeys.filter(key => !used.has(key)).map(key => positions.get(key) as number)
  const added = showRows(proposal.sheet, held, words, rest)
  delete added.columns[keyColumn]
  await session.workbook.apply([
    { binding, cells: { rowKeys: [], fields: [], contents: [], expected: [] }, added, removed: [] },
  ])
}
