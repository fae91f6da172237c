import { unzipSync } from 'fflate'
import type { Plan } from '#model/plan.ts'
import { AppError } from '#model/problems.ts'
import { parseCsv } from './csv.ts'
import { readCsvCell } from './csv-plan-cell.ts'
import { decodeText } from './encoding.ts'
import type { NotUsed } from './not-used.ts'
import { planOfSheets } from './template.ts'
import type { SheetCells } from './xlsx-sheets.ts'
import { isZip } from './zip-entries.ts'

/** The project of a zip of .csv files, one for each sheet under the headers of our template or of a planner's own, or of one such file. The sheet
 *  is told by the file's name or by its headers. Throws what `planOfSheets` throws and `file-unreadable` for a damaged zip. */
export function readCsvPlan(
  bytes: Uint8Array,
  fileName: string,
): { plans: Plan[]; notUsed: NotUsed[]; encoding: string } {
  const file = fileName.replace(/^.*[\\/]/, '')
  return readCsvFiles(isZip(bytes) ? unzipped(file, bytes) : new Map([[file, bytes]]), file)
}

/** The same of files by name. */
export function readCsvFiles(
  files: ReadonlyMap<string, Uint8Array>,
  file: string,
): { plans: Plan[]; notUsed: NotUsed[]; encoding: string } {
  const notUsed: NotUsed[] = []
  const encodings = new Set<string>()
  const sheets = [...files].map(([name, bytes]): SheetCells => {
    const { text, encoding } = decodeText(bytes)
    encodings.add(encoding)
    const { records, closed } = parseCsv(text)
    if (!closed) notUsed.push({ file, place: name, reason: { code: 'quote-open', data: { file: name } } })
    return {
      name: name.replace(/^.*[\\/]/, '').replace(/\.csv$/i, ''),
      rows: records.map(record => record.map(cell => (cell === '' ? null : readCsvCell(cell)))),
    }
  })
  const read = planOfSheets(sheets, file)
  return { ...read, notUsed: [...notUsed, ...read.notUsed], encoding: [...encodings].join(', ') }
}

function unzipped(file: string, bytes: Uint8Array): Map<string, Uint8Array> {
  try {
    const entries = unzipSync(bytes, { filter: ({ name }) => /\.csv$/i.test(name) })
    return new Map(Object.entries(entries))
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new AppError('file-unreadable', { file, reason }, { cause })
  }
}
