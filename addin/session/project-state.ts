import type { ProjectSummary, PullAnswer } from '#model/contract.ts'
import type { Session } from './session.ts'
import type { PaneState } from './state.ts'

/** Brings what the pane shows of the project up to date: its sheets, data date, edits that wait, findings and forecast. */
export async function loadProjectState(session: Session): Promise<void> {
  const { client, state, workbook } = session
  const project = state.get().project
  if (!project) return
  const [bindings, pulled, findings, forecast, { queue }] = await Promise.all([
    workbook.liveSheets(project.projectId),
    client.pull({ projectId: project.projectId, sheets: ['project'] }),
    client.findings(project.projectId),
    client.forecast(project.projectId),
    session.stores(),
  ])
  const waiting = await queue.waiting(project.projectId)
  state.set({
    project: withFacts(project, pulled),
    calculatedFrom: stepCalculated(state.get().calculatedFrom, pulled.resultsFromChange),
    isNewDate: state.get().isNewDate && pulled.resultsFromChange !== pulled.change,
    staleLinks: pulled.staleLinks,
    sheets: bindings.map(binding => binding.sheet),
    findings,
    forecast,
    waitingEdits: waiting.reduce((sum, batch) => sum + batch.edits.length, 0),
    isConnected: true,
  })
}

function withFacts(project: ProjectSummary, { change, sheets }: PullAnswer): ProjectSummary {
  const dataDate = sheets[0]?.columns['dataDate']?.[0]
  return { ...project, change, dataDate: typeof dataDate === 'number' ? dataDate : null }
}

function stepCalculated(
  known: PaneState['calculatedFrom'],
  last: number | null,
): PaneState['calculatedFrom'] {
  return known.last === last ? known : { last, before: known.last }
}
