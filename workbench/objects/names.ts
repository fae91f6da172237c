import type { Book } from '../book/book.ts'
import { formatReference, type Area, parseReference, quoteSheetName, splitSheetName } from '../grid/area.ts'
import { invalidArgument, itemAlreadyExists, itemNotFound } from '../protocol/office-error.ts'
import { defineKind, isRemote, type Remote } from '../protocol/remote.ts'
import { sheetByName } from '../book/book.ts'
import { rangeRemote, worksheetRemote } from './handles.ts'
import type { RangeState } from './range-state.ts'

interface NamesState {
  book: Book
  sheetId: string | null
}

/** Excel's NamedItemCollection. */
defineKind<NamesState>('NamedItemCollection', () => ({
  items: s => names(s).map(name => namedItemRemote({ book: s.book, name })),
  index: (s, [name]) => find(s, name) ?? missing(name),
  call: {
    Add: (s, [name, reference, comment]) => addName(s, name, reference, comment),
    GetCount: s => names(s).length,
    GetItem: (s, [name]) => find(s, name) ?? missing(name),
    GetItemOrNullObject: (s, [name]) => find(s, name),
  },
}))

const namedItemRemote = defineKind<{ book: Book; name: string }>('NamedItem', () => ({
  identify: s => ({ Id: s.name, _Id: s.name, Name: s.name }),
  read: {
    Name: s => s.name,
    Formula: s => `=${reference(s)}`,
    Value: s => reference(s),
    Type: s => (areaOf(s) ? 'Range' : 'String'),
    Visible: s => defined(s).getComment() !== '\u0000hidden',
    Comment: s => defined(s).getComment() ?? '',
    Scope: s => (defined(s).isWorkbookScope() ? 'Workbook' : 'Worksheet'),
  },
  write: {
    Visible: () => undefined,
    Comment: (s, comment) => {
      defined(s).setComment(String(comment))
    },
    Formula: (s, formula) => {
      defined(s).setFormula(String(formula))
    },
  },
  navigate: {
    Worksheet: s => {
      const area = areaOf(s)
      return area ? worksheetRemote({ book: s.book, sheetId: area.sheetId }) : null
    },
  },
  call: {
    GetRange: s => rangeRemote({ book: s.book, area: areaOf(s) ?? missing(s.name) }),
    GetRangeOrNullObject: s => {
      const area = areaOf(s)
      return area && rangeRemote({ book: s.book, area })
    },
    Delete: s => {
      defined(s).delete()
    },
  },
}))

function workbook(book: Book) {
  const found = book.grid.api.getActiveWorkbook()
  if (!found) throw new Error('No workbook is open.')
  return found
}

function names(state: NamesState): string[] {
  return workbook(state.book)
    .getDefinedNames()
    .filter(name => state.sheetId === null || name.getLocalSheetId() === state.sheetId)
    .map(name => name.getName())
}

function defined(state: { book: Book; name: string }) {
  return workbook(state.book).getDefinedName(state.name) ?? missing(state.name)
}

function reference(state: { book: Book; name: string }): string {
  return defined(state).getFormulaOrRefString().replace(/^=/, '')
}

function areaOf(state: { book: Book; name: string }): Area | null {
  const { sheetName, reference: text } = splitSheetName(reference(state))
  const sheet = sheetName === null ? null : sheetByName(state.book, sheetName)
  const parsed = parseReference(text)
  return sheet && parsed ? { sheetId: sheet.getSheetId(), ...parsed } : null
}

function find(state: NamesState, name: unknown): Remote | null {
  const wanted = String(name).toLowerCase()
  const known = names(state).find(each => each.toLowerCase() === wanted)
  return known === undefined ? null : namedItemRemote({ book: state.book, name: known })
}

function addName(state: NamesState, name: unknown, given: unknown, comment: unknown): Remote {
  if (typeof name !== 'string' || !/^[\p{L}_\\][\p{L}\p{N}_.\\]{0,254}$/u.test(name))
    throw invalidArgument(`"${String(name)}" cannot be a name.`)
  if (find({ ...state, sheetId: null }, name)) throw itemAlreadyExists(`There is already a name "${name}".`)
  const text = isRemote(given) ? absolute(given.state as RangeState) : String(given)
  const book = workbook(state.book)
  book.insertDefinedName(name, text)
  if (typeof comment === 'string') book.getDefinedName(name)?.setComment(comment)
  return namedItemRemote({ book: state.book, name })
}

function absolute(state: RangeState): string {
  const sheet = state.book.grid.workbook.getSheetBySheetId(state.area.sheetId)
  const cells = formatReference(state.area).replaceAll(
    /([A-Z]+)?(\d+)?/g,
    (_, letters?: string, digits?: string) => `${letters ? `$${letters}` : ''}${digits ? `$${digits}` : ''}`,
  )
  return `${quoteSheetName(sheet?.getName() ?? '')}!${cells}`
}

function missing(name: unknown): never {
  throw itemNotFound(`There is no name "${String(name)}".`)
}
