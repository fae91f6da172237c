/** Excel commands of one user action: one undo step where Excel can, waiting while a cell is being edited. */
export function runBatch<T>(batch: (context: Excel.RequestContext) => Promise<T>): Promise<T> {
  return Excel.run(batchOptions(), batch)
}

/** The same with change events off where the host can, for what the add-in writes itself; they come back on however it ends. */
export function runQuietly<T>(batch: (context: Excel.RequestContext) => Promise<T>): Promise<T> {
  return runBatch(async context => {
    const isQuiet = await silence(context)
    try {
      return await batch(context)
    } finally {
      if (isQuiet) {
        context.runtime.enableEvents = true
        await context.sync()
      }
    }
  })
}

/** False where the host has no switch for events; the pane then passes over events while it writes. */
async function silence(context: Excel.RequestContext): Promise<boolean> {
  if (!isSupported('ExcelApi', '1.8')) return false
  try {
    context.runtime.enableEvents = false
    await context.sync()
    return true
  } catch (error) {
    if (error instanceof OfficeExtension.Error && error.code === 'NotImplemented') return false
    throw error
  }
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
