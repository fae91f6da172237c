import type { IExecutionOptions, IMutationInfo, IUndoRedoItem } from '@univerjs/core'
import type { Grid } from './create-grid.ts'

/** How soon after an add-in's batch the next one still belongs to the same undo step. */
const mergeWithinMs = 1_000

/** Applies mutations to the grid and gathers their reverse, so that a whole batch is one undo step. */
export class ChangeLog {
  readonly #grid: Grid
  #redo: IMutationInfo[] = []
  #undo: IMutationInfo[] = []
  #open = 0
  #last: { item: IUndoRedoItem; at: number } | null = null
  /** True while a change made through the log runs: the change is the host's or the add-in's, not the user's hand on the grid. */
  applying = false

  constructor(grid: Grid) {
    this.#grid = grid
  }

  /** Runs `redo` in order and remembers how to take it back (`undo` is run in its own order). */
  apply(redo: IMutationInfo[], undo: IMutationInfo[], options?: IExecutionOptions): void {
    const before = this.applying
    this.applying = true
    try {
      for (const mutation of redo) {
        const done = this.#grid.commands.syncExecuteCommand(mutation.id, mutation.params, options)
        if (done === false) throw new Error(`The grid refused ${mutation.id}.`)
      }
    } finally {
      this.applying = before
    }
    if (redo.length === 0) return
    this.#redo.push(...redo)
    this.#undo.unshift(...undo)
    if (this.#open === 0) this.#flush(false)
  }

  /** Runs a command of the grid; the undo step it pushes becomes part of this log. */
  async run(command: string, params: object): Promise<void> {
    const { commands, undoRedo } = this.#grid
    const top = undoRedo.pitchTopUndoElement()
    const before = this.applying
    this.applying = true
    try {
      if (!(await commands.executeCommand(command, params))) throw new Error(`The grid refused ${command}.`)
    } finally {
      this.applying = before
    }
    const item = undoRedo.pitchTopUndoElement()
    if (!item || item === top) return
    undoRedo.popUndoToRedo()
    this.#redo.push(...item.redoMutations)
    this.#undo.unshift(...item.undoMutations)
    if (this.#open === 0) this.#flush(false)
  }

  /**
   * Applies what `change` does and keeps it if `accept` agrees, with what `after` adds, as one undo step; else takes it back
   * without a trace.
   */
  async attempt(change: () => void, accept: () => Promise<boolean>, after: () => void): Promise<boolean> {
    this.#open += 1
    const outer = { redo: this.#redo, undo: this.#undo }
    this.#redo = []
    this.#undo = []
    try {
      change()
      if (await accept()) {
        after()
        return true
      }
      const undo = this.#undo
      this.#redo = []
      this.#undo = []
      this.applying = true
      for (const mutation of undo) this.#grid.commands.syncExecuteCommand(mutation.id, mutation.params)
      this.applying = false
      return false
    } finally {
      this.#redo = [...outer.redo, ...this.#redo]
      this.#undo = [...this.#undo, ...outer.undo]
      this.#open -= 1
      if (this.#open === 0) this.#flush(false)
    }
  }

  /** Runs `work`; what it changes becomes one undo step, joined to the step before when `merge` and nothing came between. */
  async step<T>(merge: boolean, work: () => Promise<T>): Promise<T> {
    this.#open += 1
    try {
      return await work()
    } finally {
      this.#open -= 1
      if (this.#open === 0) this.#flush(merge)
    }
  }

  #flush(merge: boolean): void {
    if (this.#redo.length === 0) return
    const redoMutations = this.#redo
    const undoMutations = this.#undo
    this.#redo = []
    this.#undo = []
    const last = this.#last
    const top = this.#grid.undoRedo.pitchTopUndoElement()
    if (merge && last && top === last.item && performance.now() - last.at < mergeWithinMs) {
      last.item.redoMutations.push(...redoMutations)
      last.item.undoMutations.unshift(...undoMutations)
      last.at = performance.now()
      return
    }
    const item: IUndoRedoItem = { unitID: this.#grid.unitId, redoMutations, undoMutations }
    this.#grid.undoRedo.pushUndoRedo(item)
    this.#last = merge ? { item, at: performance.now() } : null
  }
}
