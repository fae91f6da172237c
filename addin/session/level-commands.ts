import type { LevelRequest } from '#model/level-contract.ts'
import { ServerProblem } from '../sync/client.ts'
import { loadProjectState } from './project-state.ts'
import type { Session } from './session.ts'
import { pullAndWrite, requireProject, syncAll } from './sync-commands.ts'
import { waitForJob } from './wait-for-job.ts'

/** Syncs, then searches dates at which the limited resources suffice, and shows them as a proposal; nothing is written. */
export async function levelPlan(session: Session, request: LevelRequest): Promise<void> {
  const { client, state } = session
  state.set({ levelling: null })
  await session.run('levelling', async () => {
    await syncAll(session)
    const show = (job: Awaited<ReturnType<typeof client.job>>): void => {
      const { busy } = state.get()
      if (busy) state.set({ busy: { ...busy, stage: null, job } })
    }
    const first = await client.startLevelling(requireProject(session), request)
    show(first)
    const job = await waitForJob(client, first, session.jobs, show)
    if (job.state === 'failed' && job.problem)
      throw new ServerProblem(job.problem.code, 422, job.problem.text)
    if (job.state === 'done') state.set({ levelling: await client.levelProposal(job.jobId) })
  })
}

/** Writes the proposal shown into the plan; the sheets take up the new dates once they are calculated. */
export async function acceptLevelling(session: Session): Promise<void> {
  const { client, state } = session
  const { levelling } = state.get()
  if (!levelling) return
  await session.run('acceptLevelling', async () => {
    await client.acceptLevelling(levelling.proposalId)
    state.set({ levelling: null, screen: 'home' })
    await pullAndWrite(session)
    await loadProjectState(session)
  })
}

/** Puts the proposal away; the plan stays as it is. */
export async function discardLevelling(session: Session): Promise<void> {
  const { client, state } = session
  const { levelling } = state.get()
  if (!levelling) return
  await session.run('acceptLevelling', async () => {
    await client.discardLevelling(levelling.proposalId)
    state.set({ levelling: null })
  })
}
