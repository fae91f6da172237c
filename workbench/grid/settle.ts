import { FormulaDataModel } from '@univerjs/preset-sheets-core'
import type { Grid } from './create-grid.ts'

const calculationStart = 'formula.mutation.set-formula-calculation-start'
const calculationNote = 'formula.mutation.set-formula-calculation-notification'
/** How long a calculation may take before its results are no longer waited for. */
const waitAtMostMs = 20_000

/** Makes a function that resolves when the formulas have been worked out after the last change; at once when there are none. */
export function createSettler(grid: Grid): () => Promise<void> {
  const model = grid.univer.__getInjector().get(FormulaDataModel)
  let dirty = false
  let running = 0
  let waiting: (() => void)[] = []
  grid.commands.onCommandExecuted(command => {
    if (
      command.id === 'sheet.mutation.set-range-values' ||
      command.id.startsWith('sheet.mutation.insert') ||
      command.id.startsWith('sheet.mutation.remove')
    ) {
      const params = command.params as { trigger?: string } | undefined
      if (params?.trigger !== 'formula.mutation.set-formula-calculation-result') dirty = true
    }
    if (command.id === calculationStart) {
      running += 1
    } else if (command.id === calculationNote) {
      const params = command.params as { functionsExecutedState?: number; startCalculation?: boolean }
      if (params.functionsExecutedState === undefined || params.functionsExecutedState === 0) return
      running = 0
      dirty = false
      const done = waiting
      waiting = []
      // The results are written right after this notification.
      setTimeout(() => {
        for (const resolve of done) resolve()
      })
    }
  })
  return async () => {
    if ((!dirty && running === 0) || !hasFormulas(model, grid.unitId)) return
    await Promise.race([
      new Promise<void>(resolve => waiting.push(resolve)),
      new Promise<void>(resolve => setTimeout(resolve, waitAtMostMs)),
    ])
  }
}

function hasFormulas(model: FormulaDataModel, unitId: string): boolean {
  const sheets = model.getFormulaData()[unitId] ?? {}
  return Object.values(sheets).some(sheet => sheet && Object.keys(sheet).length > 0)
}
