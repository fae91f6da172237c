import type { ExportFormat, ImportMode } from '#model/exchange-contract.ts'
import { type ChosenFile, ServerProblem } from '../sync/client.ts'
import { loadProjectState } from './project-state.ts'
import type { Session } from './session.ts'
import { openProject } from './sign-in-commands.ts'
import { pullAndWrite, requireProject } from './sync-commands.ts'
import { waitForJob } from './wait-for-job.ts'

/** Reads a chosen file on the server and shows what it holds and what would be lost; nothing is stored. */
export async function previewImport(session: Session, file: ChosenFile): Promise<void> {
  const { client, state } = session
  state.set({ importFile: { ...file, preview: null, summary: null } })
  const done = await session.run('preview', async () => {
    const preview = await client.previewImport(file)
    state.set({ importFile: { ...file, preview, summary: null }, isConnected: true })
  })
  if (!done) state.set({ importFile: null })
}

/** Stores the previewed file; the open project's sheets take up what changed in it. Cancelled, nothing is stored. */
export async function importFile(session: Session, mode: ImportMode): Promise<void> {
  const { client, state } = session
  const { importFile: file } = state.get()
  if (!file) return
  await session.run('import', async () => {
    const show = (job: Awaited<ReturnType<typeof client.job>>): void => {
      const { busy } = state.get()
      if (busy) state.set({ busy: { ...busy, job } })
    }
    const started = await client.startImport(file, mode)
    show(started.job)
    const job = await waitForJob(client, started.job, session.jobs, show)
    if (job.state === 'failed' && job.problem)
      throw new ServerProblem(job.problem.code, 422, job.problem.text)
    if (job.state !== 'done') return
    const { summary } = await client.importJob(job.jobId)
    state.set({ importFile: { ...file, summary }, projects: await client.projects() })
    const isOpen = summary?.projects.some(({ code }) => code === state.get().project?.code)
    if (!isOpen) return
    await pullAndWrite(session)
    await loadProjectState(session)
  })
}

/** Opens a project that was imported. */
export async function openImported(session: Session, code: string): Promise<void> {
  await session.run('load', async () => {
    const projects = await session.client.projects()
    const found = projects.find(project => project.code === code)
    session.state.set({ projects, importFile: null })
    if (found) await openProject(session, found)
  })
}

/** Shows what an export in a format would hold and what the format cannot carry. */
export async function previewExport(session: Session, format: ExportFormat): Promise<void> {
  const { client, state } = session
  state.set({ exportPreview: null })
  await session.run('losses', async () => {
    const exportPreview = await client.previewExport(requireProject(session), format)
    state.set({ exportPreview, isConnected: true })
  })
}

/** Hands the user the open project as a file of the format shown. */
export async function exportFile(session: Session): Promise<void> {
  const { client, state } = session
  const { exportPreview } = state.get()
  if (!exportPreview) return
  const { format, fileName } = exportPreview
  await session.run('export', async () => {
    session.saveFile(fileName, await client.exportFile(requireProject(session), format))
  })
}
