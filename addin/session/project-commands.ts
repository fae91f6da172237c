import type { PlanMinute } from '#model/plan-time.ts'
import { ServerProblem } from '../sync/client.ts'
import { loadProjectState } from './project-state.ts'
import type { Session } from './session.ts'

/** Moves the project's data date; what depends on it is new after the next refresh. A refusal is said in the server's words. */
export async function setDataDate(session: Session, dataDate: PlanMinute): Promise<void> {
  const { client, state } = session
  await session.run('dataDate', async () => {
    const { project } = state.get()
    if (!project) throw new Error('no project')
    const answer = await client.push(project.projectId, {
      idempotencyKey: session.makeKey(),
      baseChange: project.change,
      edits: {
        sheet: ['project'],
        rowKey: [project.projectId],
        operation: ['set'],
        field: ['dataDate'],
        base: [project.dataDate],
        value: [dataDate],
      },
    })
    const [reason] = answer.reasons
    if (reason) {
      await loadProjectState(session)
      throw new ServerProblem(reason.problem.code, 409, reason.problem.text)
    }
    const isNewDate = state.get().isNewDate || answer.outcomes[0] === 'accepted'
    state.set({ project: { ...project, dataDate, change: answer.change }, isNewDate, isConnected: true })
  })
}

/** Freezes the calculated plan as the project's current baseline and shows which one it became. */
export async function takeBaseline(session: Session): Promise<void> {
  const { client, state } = session
  await session.run('baseline', async () => {
    const { project } = state.get()
    if (!project) throw new Error('no project')
    state.set({ baseline: null })
    state.set({ baseline: await client.takeBaseline(project.projectId, null), isConnected: true })
  })
}
