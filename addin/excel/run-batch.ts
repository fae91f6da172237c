/** Excel commands of one user action: one undo step where Excel can, waiting while a cell is being edited. */
export function runBatch<T>(batch: (context: Excel.RequestContext) => Promise<T>): Promise<T> {
  return Excel.run(batchOptions(), batch)
}

/** The same with change events off, for what the add-in writes itself; they come back on however it ends. */
export function runQuietly<T>(batch: (context: Excel.RequestContext) => Promise<T>): Promise<T> {
  return runBatch(async context => {
    const canSilence = isSupported('ExcelApi', '1.8')
    if (canSilence) context.runtime.enableEvents = false
    try {
      return await batch(context)
    } finally {
      if (canSilence) {
        context.runtime.enableEvents = true
        await context.sync()
      }
    }
  })
}

/** True when this Excel has the requirement set. */
export function isSupported(set: string, version: string): boolean {
  return Office.context.requirements.isSetSupported(set, version)
}

function batchOptions(): Excel.RunOptions {
  return {
    delayForCellEdit: true,
    ...(isSupported('ExcelApi', '1.20') ? { mergeUndoGroup: true } : {}),
  }
}
