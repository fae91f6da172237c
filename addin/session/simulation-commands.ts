import type { SimulationRequest } from '#model/simulation-contract.ts'
import { ServerProblem } from '../sync/client.ts'
import type { Session } from './session.ts'
import { requireProject, syncAll } from './sync-commands.ts'
import { waitForJob } from './wait-for-job.ts'

/** Opens the screen with the newest simulation there is. */
export async function showSimulation(session: Session): Promise<void> {
  const { client, state } = session
  state.set({ screen: 'simulation', failure: null })
  await session.run('simulation', async () => {
    state.set({ simulation: await client.simulation(requireProject(session)) })
  })
}

/** Syncs, then simulates finish and cost on the server and shows the outcome; the sheets stay as they are. */
export async function simulate(session: Session, request: SimulationRequest): Promise<void> {
  const { client, state } = session
  await session.run('simulation', async () => {
    await syncAll(session)
    const projectId = requireProject(session)
    const show = (job: Awaited<ReturnType<typeof client.job>>): void => {
      const { busy } = state.get()
      if (busy) state.set({ busy: { ...busy, stage: null, job } })
    }
    const first = await client.startSimulation(projectId, request)
    show(first)
    const job = await waitForJob(client, first, session.jobs, show)
    if (job.state === 'failed' && job.problem)
      throw new ServerProblem(job.problem.code, 422, job.problem.text)
    if (job.state === 'done') state.set({ simulation: await client.simulation(projectId) })
  })
}
