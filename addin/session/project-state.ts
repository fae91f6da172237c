import type { Session } from './session.ts'

/** Brings what the pane shows of the project up to date: its sheets, edits that wait, findings and forecast. */
export async function loadProjectState(session: Session): Promise<void> {
  const { client, state, workbook } = session
  const project = state.get().project
  if (!project) return
  const [bindings, findings, forecast, { queue }] = await Promise.all([
    workbook.liveSheets(project.projectId),
    client.findings(project.projectId),
    client.forecast(project.projectId),
    session.stores(),
  ])
  const waiting = await queue.waiting(project.projectId)
  state.set({
    sheets: bindings.map(binding => binding.sheet),
    findings,
    forecast,
    waitingEdits: waiting.reduce((sum, batch) => sum + batch.edits.length, 0),
    isConnected: true,
  })
}
