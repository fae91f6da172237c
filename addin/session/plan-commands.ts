import { requireProject } from './sync-commands.ts'
import type { Session } from './session.ts'

/** Checks the stored plan and shows what passes, fails and could not be run. */
export async function checkPlan(session: Session): Promise<void> {
  const { client, state } = session
  state.set({ screen: 'check' })
  await session.run('check', async () => {
    state.set({
      check: await client.checkPlan(requireProject(session)),
      isCheckOld: false,
      isConnected: true,
    })
  })
}

/** Shows what moved the finish: by edits not calculated yet, else between the last two calculations. */
export async function explainFinish(session: Session): Promise<void> {
  const { client, state } = session
  state.set({ screen: 'explanation' })
  await session.run('explanation', async () => {
    const { calculatedFrom, project } = state.get()
    const isCalculated = project?.change === calculatedFrom.last
    const explanation = await client.explainFinish(
      requireProject(session),
      isCalculated ? calculatedFrom.before : null,
    )
    state.set({ explanation, isConnected: true })
  })
}
