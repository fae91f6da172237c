import type { WireProblem } from '#model/contract.ts'
import { isEntityName } from '#model/entities.ts'
import { ServerAway } from '../sync/client.ts'
import { makeCellWords, readReference } from '../sync/cell-words.ts'
import { addWrite, noChanges } from '../sync/plan-writes.ts'
import { pullProject } from '../sync/pull-project.ts'
import type { ReceiptItem } from '../sync/receipt.ts'
import { acknowledge } from '../sync/snapshot.ts'
import { type DeleteAnswer, keepSkipped, type SyncPorts, syncProject } from '../sync/sync-project.ts'
import { loadProjectState } from './project-state.ts'
import type { Session } from './session.ts'
import { waitForJob } from './wait-for-job.ts'

const answers = new WeakMap<Session, (answer: DeleteAnswer) => void>()

/** Sends what was typed, pulls what others changed, shows the receipt. */
export async function sync(session: Session): Promise<void> {
  await session.run('sync', () => syncAll(session))
}

/** Sync, recalculate on the server, write dates, costs and forecasts back. */
export async function refresh(session: Session): Promise<void> {
  const { client, state } = session
  await session.run('refresh', async () => {
    const projectId = requireProject(session)
    await syncAll(session)
    const show = (job: Awaited<ReturnType<typeof client.job>>): void => {
      const { busy } = state.get()
      if (busy) state.set({ busy: { ...busy, stage: null, job } })
    }
    const first = await client.refresh(projectId)
    show(first)
    const job = await waitForJob(client, first, session.jobs, show)
    if (job.state === 'failed' && job.problem) throw new Error(job.problem.text)
    if (job.state === 'done') await pullAndWrite(session)
    await loadProjectState(session)
  })
}

/** Stops the calculation that runs; the sheets stay as they are. */
export async function cancelRefresh(session: Session): Promise<void> {
  const job = session.state.get().busy?.job
  if (job) await session.client.cancelJob(job.jobId)
}

/** Pulls what others changed, without sending anything; runs by itself when the server tells of a change. */
export async function follow(session: Session): Promise<boolean> {
  return session.run('follow', async () => {
    await pullAndWrite(session)
    await loadProjectState(session)
  })
}

/** Settles a conflict: keep the user's value, which is sent again, or take the server's. */
export async function settleConflict(
  session: Session,
  item: ReceiptItem,
  keep: 'mine' | 'theirs',
): Promise<void> {
  const done = await session.run('sync', async () => {
    const projectId = requireProject(session)
    const { snapshots } = await session.stores()
    const snapshot = await snapshots.load(projectId)
    const binding = (await session.workbook.liveSheets(projectId)).find(({ sheet }) => sheet === item.sheet)
    if (!snapshot || !binding) return
    const settled = acknowledge(snapshot, [{ ...item, value: item.stored }])
    if (keep === 'theirs') {
      const changes = noChanges(binding)
      const words = makeCellWords(item.sheet, readReference(settled), binding.language)
      const held = settled.sheets[item.sheet]
      const at = held?.rowKeys.indexOf(item.rowKey) ?? -1
      const calendar = words.calendarField ? (held?.columns[words.calendarField]?.[at] ?? null) : null
      addWrite(
        changes.cells,
        item.rowKey,
        item.field,
        words.show(item.field, item.stored, calendar),
        undefined,
      )
      await session.workbook.apply([changes])
    }
    await snapshots.save(settled)
    await syncAll(session)
  })
  if (done) session.state.set({ screen: 'receipt' })
}

/** The user's answer to rows that are gone from a sheet. */
export function answerDeletes(session: Session, answer: DeleteAnswer): void {
  answers.get(session)?.(answer)
}

/** Selects the cell a problem is about; false when its sheet is not in this workbook. */
export async function jumpTo(
  session: Session,
  { sheet, rowKey, field }: WireProblem['at'],
  row?: number,
): Promise<boolean> {
  const { project } = session.state.get()
  if (!project || !sheet || (!rowKey && row === undefined) || !isEntityName(sheet)) return false
  const binding = (await session.workbook.liveSheets(project.projectId)).find(known => known.sheet === sheet)
  return binding ? session.workbook.selectCell(binding, rowKey ?? '', field ?? '', row) : false
}

/** Makes the trend workbook of the project on the server and opens it as a new workbook. */
export async function openTrendWorkbook(session: Session): Promise<void> {
  await session.run('report', async () => {
    const bytes = await session.client.trendWorkbook([requireProject(session)], session.contentLanguage())
    await session.workbook.openWorkbook(bytes)
  })
}

export async function syncAll(session: Session): Promise<void> {
  const { state } = session
  try {
    const receipt = await syncProject(await syncPorts(session), requireProject(session))
    state.set({
      receipt,
      typed: [],
      isDirty: receipt.found > receipt.accepted + receipt.unchanged + receipt.readOnly,
    })
  } catch (error) {
    if (error instanceof ServerAway) await countWaiting(session)
    throw error
  }
  await loadProjectState(session)
}

async function syncPorts(session: Session): Promise<SyncPorts> {
  const { state, workbook, client, makeKey, now } = session
  return {
    workbook,
    client,
    makeKey,
    now,
    ...(await session.stores()),
    language: () => state.get().language,
    askDeletes: question =>
      new Promise(resolve => {
        answers.set(session, answer => {
          state.set({ question: null })
          resolve(answer)
        })
        state.set({ question })
      }),
    onStage: stage => {
      const { busy } = state.get()
      if (busy) state.set({ busy: { ...busy, stage } })
    },
  }
}

/** Inside a command that runs already: pulls what others changed and writes it. */
export async function pullAndWrite(session: Session): Promise<void> {
  const projectId = requireProject(session)
  const { snapshots } = await session.stores()
  const before = await snapshots.load(projectId)
  if (!before) return
  const bindings = await session.workbook.liveSheets(projectId)
  const { snapshot, changes } = await pullProject(session.client, before, bindings)
  const skipped = await session.workbook.apply(changes)
  await snapshots.save(keepSkipped(snapshot, before, skipped))
}

async function countWaiting(session: Session): Promise<void> {
  const { queue } = await session.stores()
  const waiting = await queue.waiting(requireProject(session))
  session.state.set({ waitingEdits: waiting.reduce((sum, batch) => sum + batch.edits.length, 0) })
}

/** The id of the project that is open. */
export function requireProject(session: Session): string {
  const { project } = session.state.get()
  if (!project) throw new Error('no project')
  return project.projectId
}
