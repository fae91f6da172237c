import { eventType, workbookTarget } from '../protocol/event-hub.ts'
import { OfficeError } from '../protocol/office-error.ts'
import { defineKind } from '../protocol/remote.ts'
import type { SheetState } from './handles.ts'

/** Excel's WorksheetProtection. Protecting and unprotecting wipe what could be undone, as in Excel. */
export const worksheetProtectionRemote = defineKind<SheetState>('WorksheetProtection', () => ({
  read: {
    Protected: s => s.book.parts.protection.has(s.sheetId),
    Options: s => optionsOf(s),
  },
  call: {
    Protect: (s, [options, password]) => {
      if (s.book.parts.protection.has(s.sheetId))
        throw new OfficeError('InvalidOperation', 'The worksheet is already protected.')
      s.book.parts.protection.set(s.sheetId, { ...(options as object | null), password: password ?? null })
      changed(s, true)
    },
    Unprotect: (s, [password]) => {
      const now = s.book.parts.protection.get(s.sheetId)
      if (!now) return
      if ((now['password'] ?? null) !== (password ?? null))
        throw new OfficeError('InvalidArgument', 'The password is not right.')
      s.book.parts.protection.delete(s.sheetId)
      changed(s, false)
    },
    CheckPassword: (s, [password]) =>
      (s.book.parts.protection.get(s.sheetId)?.['password'] ?? null) === (password ?? null),
  },
}))

function optionsOf(state: SheetState): object {
  const { password: _, ...options } = state.book.parts.protection.get(state.sheetId) ?? {}
  return options
}

function changed(state: SheetState, isProtected: boolean): void {
  state.book.grid.undoRedo.clearUndoRedo(state.book.grid.unitId)
  for (const target of [state.sheetId, workbookTarget]) {
    state.book.events.fire(eventType.protectionChanged, target, {
      isProtected,
      source: 'Local',
      worksheetId: state.sheetId,
    })
  }
}
