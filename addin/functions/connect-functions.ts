import type { i18n } from 'i18next'
import type { Session } from '../session/session.ts'
import { ServerProblem } from '../sync/client.ts'
import { createFunctionCells, type FunctionCells } from './function-cells.ts'

/** The workbook's function cells, asked again when results arrive, the project changes or the user signs in. */
export function connectFunctions(session: Session, texts: i18n): FunctionCells {
  const { client, state } = session
  const cells = createFunctionCells({
    send: calls => client.callFunctions(calls),
    complete: call => {
      const projectAt = call.name === 'FINISH' ? 2 : 0
      const named = call.arguments[projectAt] ?? state.get().project?.code ?? null
      if (named === null) return null
      const given = call.arguments.slice(0, projectAt)
      return { name: call.name, arguments: [...given, named] }
    },
    unanswered: error => ({
      value: null,
      problem: {
        code: 'function-unanswered',
        severity: 'error',
        text: texts.t(reasonOf(error)),
        at: {},
      },
    }),
    schedule: (act, ms) => void setTimeout(act, ms),
  })
  let known = state.get().project?.projectId ?? null
  state.subscribe(() => {
    const projectId = state.get().me ? (state.get().project?.projectId ?? null) : null
    if (projectId === known) return
    known = projectId
    cells.refresh()
  })
  let resultNumber = -1
  session.events.subscribe(event => {
    if (event.kind !== 'project' || event.resultNumber === resultNumber) return
    resultNumber = event.resultNumber
    cells.refresh()
  })
  return cells
}

function reasonOf(error: unknown): string {
  if (error === null) return 'functions.noProject'
  return error instanceof ServerProblem && error.status === 401 ? 'functions.signIn' : 'functions.away'
}
