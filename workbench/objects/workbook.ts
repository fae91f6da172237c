import type { Book } from '../book/book.ts'
import { areaOfReference } from '../grid/area.ts'
import { eventType, workbookTarget } from '../protocol/event-hub.ts'
import { itemNotFound } from '../protocol/office-error.ts'
import { defineKind, type Remote } from '../protocol/remote.ts'
import { applicationRemote, bytesOf } from './application.ts'
import { customXmlPartsRemote } from './custom-xml.ts'
import { documentPropertiesRemote } from './document-properties.ts'
import { eventCalls } from './event-registration.ts'
import { nameCollectionRemote, rangeAreasRemote, rangeRemote, tableCollectionRemote } from './handles.ts'
import { areaOfGridRange } from './range-state.ts'
import { functionsRemote, type Services } from './services.ts'
import { settingCollectionRemote } from './settings.ts'
import { worksheetsRemote } from './worksheets.ts'

/** The roots of the add-in's objects, and what the batch scope needs to release references. */
export interface WorkbookState {
  book: Book
  services: Services
  release: (reference: string) => void
}

/** Excel's Workbook. */
export const workbookRemote = defineKind<WorkbookState>('Workbook', () => ({
  read: {
    Name: s => `${s.book.name}.xlsx`,
    ReadOnly: () => false,
    IsDirty: () => true,
    AutoSave: () => false,
    PreviouslySaved: () => true,
    CalculationEngineVersion: () => 191_029,
  },
  write: { IsDirty: () => undefined },
  navigate: {
    CustomFunctions: s => functionsRemote(s),
    Worksheets: s => worksheetsRemote({ book: s.book }),
    Tables: s => tableCollectionRemote({ book: s.book, sheetId: null }),
    Names: s => nameCollectionRemote({ book: s.book, sheetId: null }),
    Application: s => applicationRemote({ book: s.book }),
    _Runtime: s => runtimeRemote(s),
    Settings: s => settingCollectionRemote({ book: s.book }),
    Properties: s => documentPropertiesRemote({ book: s.book }),
    CustomXmlParts: s => customXmlPartsRemote({ book: s.book, namespace: null }),
  },
  call: {
    GetActiveCell: s => activeCell(s.book),
    GetSelectedRange: s => rangeRemote({ book: s.book, area: selectedAreas(s.book)[0] ?? firstCell(s.book) }),
    GetSelectedRanges: s => rangeAreasRemote({ book: s.book, areas: selectedAreas(s.book) }),
    Save: s =>
      s.book.say(
        s.book.language === 'zh-CN'
          ? '工作簿保存在此页面中；用“文件”另存为 .xlsx。'
          : 'The workbook lives in this page; use File to save it as .xlsx.',
      ),
    CreateAndOpenWorkbook: (s, [base64]) => s.book.openAnother(base64 ? bytesOf(base64) : null),
    RegisterCustomFunctions: () => null,
    _GetRangeForEventByReferenceId: (s, [id]) => rangeOfEvent(s.book, id) ?? missing(),
    _GetRangeOrNullObjectForEventByReferenceId: (s, [id]) => rangeOfEvent(s.book, id),
    _RemoveReference: (s, [id]) => s.release(String(id)),
    _RemoveAllReferences: () => null,
    _SetOsfControlContainerReadyForCustomFunctions: s => s.services.functionsReady(),
    ...eventCalls<WorkbookState>(() => workbookTarget, { ActivatedEvent: eventType.workbookActivated }),
  },
}))

/** Excel's Runtime: whether the add-in's handlers are told of events. */
const runtimeRemote = defineKind<WorkbookState>('Runtime', () => ({
  read: { EnableEvents: s => s.book.events.enabled },
  write: {
    EnableEvents: (s, enabled) => {
      s.book.events.enabled = enabled === true
    },
  },
}))

function missing(): never {
  throw itemNotFound('The range of the event is gone.')
}

function rangeOfEvent(book: Book, id: unknown): Remote | null {
  const match = /^event:(.+)!([^!]+)$/.exec(String(id))
  const [, sheetId = '', reference = ''] = match ?? []
  if (!match || !book.grid.workbook.getSheetBySheetId(sheetId)) return null
  return rangeRemote({ book, area: areaOfReference(sheetId, reference) })
}

/** The areas selected on the active sheet. */
export function selectedAreas(book: Book) {
  const active = book.grid.api.getActiveWorkbook()?.getActiveSheet()
  const ranges = active?.getSelection()?.getActiveRangeList() ?? []
  return ranges.map(range => areaOfGridRange(range.getSheetId(), range.getRange()))
}

function firstCell(book: Book) {
  return { sheetId: book.grid.workbook.getActiveSheet().getSheetId(), row: 0, column: 0, rows: 1, columns: 1 }
}

function activeCell(book: Book): Remote {
  const cell = book.grid.api.getActiveWorkbook()?.getActiveCell()
  return rangeRemote({
    book,
    area: cell
      ? { ...areaOfGridRange(cell.getSheetId(), cell.getRange()), rows: 1, columns: 1 }
      : firstCell(book),
  })
}
