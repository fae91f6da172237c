import type { Language } from '#model/contract.ts'

/** Waits until Excel is there; false when the page was opened outside of it. */
export async function waitForExcel(): Promise<boolean> {
  if (typeof Office === 'undefined') return false
  const { host } = await Office.onReady()
  return host === Office.HostType.Excel
}

/** Language of Excel's own surface: what the pane speaks. */
export function displayLanguage(): Language {
  return languageOf(Office.context.displayLanguage)
}

/** Language in which the workbook is written: what new sheets are labelled in. */
export function contentLanguage(): Language {
  return languageOf(Office.context.contentLanguage)
}

/** Everything Chinese is zh, everything else en. */
export function languageOf(locale: string): Language {
  return locale.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}

/** Shows the task pane, where this Excel lets an add-in do so. */
export async function showPane(): Promise<void> {
  if (Office.context.requirements.isSetSupported('SharedRuntime', '1.1')) await Office.addin.showAsTaskpane()
}

/** Connects a ribbon button to what it does; the button is released when it is done, however it ends. */
export function onRibbon(name: string, act: () => Promise<void>): void {
  Office.actions.associate(name, async (event: Office.AddinCommands.Event) => {
    try {
      await act()
    } finally {
      event.completed()
    }
  })
}

/** Calls back when the user changed cells anywhere: where, and whether cells were typed rather than rows or columns moved. */
export async function onUserChange(
  changed: (change: { worksheetId: string; address: string; isTyped: boolean }) => void,
): Promise<void> {
  await Excel.run(async context => {
    context.workbook.worksheets.onChanged.add(async event => {
      const { source, worksheetId, address, changeType, triggerSource } = event
      if (source !== 'Local' || triggerSource === 'ThisLocalAddin') return
      changed({ worksheetId, address, isTyped: changeType === 'RangeEdited' })
    })
    await context.sync()
  })
}
