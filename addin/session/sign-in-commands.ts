import type { NewProject, ProjectSummary, SignInAnswer } from '#model/contract.ts'
import { ServerProblem } from '../sync/client.ts'
import { loadProjectState } from './project-state.ts'
import type { Session } from './session.ts'

/** Opens the pane: with a token that still holds, or as the page this machine's own server opened, or at sign-in. */
export async function startSession(session: Session): Promise<void> {
  const { client, state, token } = session
  await session.run('load', async () => {
    try {
      if (token.get() === null) await acceptSignIn(session, await client.signInLocally())
      else state.set({ me: await client.whoAmI() })
    } catch (error) {
      if (!(error instanceof ServerProblem)) throw error
      state.set({ screen: 'signIn' })
      return
    }
    await openWorkbookProject(session)
  })
}

/** Signs in with a pairing code. */
export async function signIn(session: Session, pairingCode: string): Promise<void> {
  await session.run('signIn', async () => {
    await acceptSignIn(session, await session.client.signIn(pairingCode, 'Excel'))
    await openWorkbookProject(session)
  })
}

/** Revokes the token and forgets it; what the workbook holds stays. */
export async function signOut(session: Session): Promise<void> {
  await session.run('signIn', async () => {
    try {
      await session.client.signOut()
    } finally {
      await session.token.set(null)
      session.state.set({ me: null, project: null, projects: null, screen: 'signIn' })
    }
  })
}

/** Lists the projects to choose from. */
export async function showProjects(session: Session): Promise<void> {
  await session.run('load', async () => {
    session.state.set({ projects: await session.client.projects(), screen: 'projects' })
  })
}

/** Makes a project the one this workbook is about. */
export async function chooseProject(session: Session, project: ProjectSummary): Promise<void> {
  await session.run('load', () => openProject(session, project))
}

/** Makes a new, empty project and chooses it. */
export async function createProject(session: Session, project: NewProject): Promise<void> {
  await session.run('load', async () => openProject(session, await session.client.createProject(project)))
}

async function acceptSignIn({ token, state }: Session, answer: SignInAnswer): Promise<void> {
  await token.set(answer.token)
  state.set({ me: answer.me, screen: 'starting' })
}

/** The project that the workbook is bound to, if this user may see it; else the list. */
async function openWorkbookProject(session: Session): Promise<void> {
  const { projectId } = await session.workbook.bindings()
  const projects = await session.client.projects()
  session.state.set({ projects })
  const bound = projects.find(project => project.projectId === projectId)
  if (bound) await openProject(session, bound)
  else session.state.set({ screen: 'projects' })
}

/** Opens a project inside a command that runs already. */
export async function openProject(session: Session, project: ProjectSummary): Promise<void> {
  await session.workbook.chooseProject(project.projectId, project.code)
  session.state.set({
    project,
    receipt: null,
    findings: [],
    typed: [],
    forecast: null,
    isNewDate: false,
    baseline: null,
    check: null,
    explanation: null,
    levelling: null,
    simulation: null,
    whatIf: null,
    calculatedFrom: { last: null, before: null },
    exportPreview: null,
  })
  await loadProjectState(session)
  session.state.set({ screen: 'home' })
}
