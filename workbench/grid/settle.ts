import type { Grid } from './create-grid.ts'
import { hasFormulas } from './recalculate.ts'

const calculationAsked = 'formula.mutation.set-trigger-formula-calculation-start'
const calculationStart = 'formula.mutation.set-formula-calculation-start'
const calculationNote = 'formula.mutation.set-formula-calculation-notification'
/** How long a calculation may take before its results are no longer waited for. */
const waitAtMostMs = 20_000

/** Makes a function that resolves when the formulas have been worked out after the last change; at once when there are none. */
export function createSettler(grid: Grid): () => Promise<void> {
  let dirty = false
  let running = false
  let waiting: (() => void)[] = []
  grid.commands.onCommandExecuted((command, options) => {
    if (command.id === 'sheet.mutation.set-range-values') dirty ||= !options?.['fromFormula']
    else if (/^sheet\.mutation\.(insert|remove|move|delete)/.test(command.id)) dirty = true
    else if (command.id === calculationAsked) dirty = true
    else if (command.id === calculationStart) running = true
    else if (command.id === calculationNote && isEnd(command.params)) {
      running = false
      dirty = false
      const done = waiting.splice(0)
      waiting = []
      // The results are written right after this notification.
      setTimeout(() => {
        for (const resolve of done) resolve()
      })
    }
  })
  return async () => {
    if ((!dirty && !running) || !hasFormulas(grid)) return
    let limit: ReturnType<typeof setTimeout> | undefined
    await Promise.race([
      new Promise<void>(resolve => waiting.push(resolve)),
      new Promise<void>(resolve => {
        limit = setTimeout(resolve, waitAtMostMs)
      }),
    ])
    clearTimeout(limit)
  }
}

function isEnd(params: unknown): boolean {
  const state = (params as { functionsExecutedState?: number } | undefined)?.functionsExecutedState
  return state !== undefined
}
