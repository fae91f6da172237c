import type { Book } from '../book/book.ts'
import { invalidArgument } from '../protocol/office-error.ts'
import { defineKind } from '../protocol/remote.ts'

/** Excel's Application. */
export const applicationRemote = defineKind<{ book: Book }>('Application', () => ({
  read: {
    CalculationMode: s => s.book.application.calculationMode,
    CalculationState: async s => (await s.book.settle(), 'Done'),
    CalculationEngineVersion: () => 191_029,
    DecimalSeparator: () => '.',
    ThousandsSeparator: () => ',',
    UseSystemSeparators: () => true,
  },
  write: {
    CalculationMode: (s, mode) => {
      if (mode !== 'Automatic' && mode !== 'AutomaticExceptTables' && mode !== 'Manual')
        throw invalidArgument(`"${String(mode)}" is not a calculation mode.`)
      s.book.application.calculationMode = mode
    },
  },
  call: {
    Calculate: s => s.book.settle(),
    SuspendApiCalculationUntilNextSync: () => null,
    SuspendScreenUpdatingUntilNextSync: () => null,
    CreateWorkbook: (s, [base64]) =>
      workbookCreatedRemote({ book: s.book, bytes: base64 ? bytesOf(base64) : null }),
  },
}))

const workbookCreatedRemote = defineKind<{ book: Book; bytes: Uint8Array | null }>('WorkbookCreated', () => ({
  identify: () => ({ Id: 'created' }),
  read: { Id: () => 'created' },
  call: { Open: s => s.book.openAnother(s.bytes) },
}))

/** The bytes of a workbook given as base64. Throws `InvalidArgument`. */
export function bytesOf(base64: unknown): Uint8Array {
  if (typeof base64 !== 'string') throw invalidArgument('The workbook is given as base64 text.')
  try {
    return Uint8Array.from(atob(base64), character => character.charCodeAt(0))
  } catch (cause) {
    throw invalidArgument(`The text is not base64: ${cause instanceof Error ? cause.message : String(cause)}`)
  }
}
