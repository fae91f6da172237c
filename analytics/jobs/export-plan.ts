import { calculateSchedule, prepareSchedule } from '#calc/schedule.ts'
import type { ScheduleResult } from '#calc/schedule-result.ts'
import type { NotUsed } from '#interchange/not-used.ts'
import type { Language } from '#model/contract.ts'
import type { ExportFormat, ExportPreview } from '#model/exchange-contract.ts'
import type { Plan } from '#model/plan.ts'
import type { Store } from '#store/store.ts'
import { previewLosses } from './preview-losses.ts'
import { previewSheetCounts } from './preview-sheet-counts.ts'

/** A stored project as a file for another program. */
export interface PlanExport extends ExportPreview {
  bytes: Uint8Array
  contentType: string
}
interface Written {
  bytes: Uint8Array
  losses: NotUsed[]
}

/** Writes a stored project in a format, with its dates as calculated now, and says what of it the format cannot carry. Throws
 *  `project-unknown`. */
export async function exportPlan(
  store: Store,
  idOrCode: string,
  format: ExportFormat,
  { language, encoding = null }: { language: Language; encoding?: ExportEncoding | null },
): Promise<PlanExport> {
  const { projectId } = await store.findProject(idOrCode)
  const plan = await store.readPlan(projectId)
  const { ending, contentType } = kinds[format]
  const written = await write(plan, calculateSchedule(prepareSchedule([plan])), format, {
    language,
    encoding,
  })
  return {
    format,
    fileName: `${plan.project.code.replace(/[\\/:*?"<>|\p{Cc}]+/gu, '-').slice(0, 80)}${ending}`,
    contentType,
    bytes: written.bytes,
    sheets: previewSheetCounts(plan),
    losses: previewLosses(written.losses, language),
  }
}

/** The encodings a .xer file can be asked for in. */
export type ExportEncoding = 'utf-8' | 'gbk'

const kinds = {
  xer: { ending: '.xer', contentType: 'application/octet-stream' },
  pmxml: { ending: '.xml', contentType: 'application/xml' },
  mspdi: { ending: '.xml', contentType: 'application/xml' },
  template: {
    ending: '.xlsx',
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
  csv: { ending: '.zip', contentType: 'application/zip' },
} as const satisfies Record<ExportFormat, { ending: string; contentType: string }>

async function write(
  plan: Plan,
  schedule: ScheduleResult,
  format: ExportFormat,
  { language, encoding }: { language: Language; encoding: ExportEncoding | null },
): Promise<Written> {
  switch (format) {
    case 'xer': {
      const { writeXer } = await import('#interchange/write-xer.ts')
      return withEncoding(writeXer(plan, schedule, encoding === null ? {} : { encoding }))
    }
    case 'pmxml': {
      const { writePmxml } = await import('#interchange/pmxml-writer.ts')
      return writePmxml(plan, schedule)
    }
    case 'mspdi': {
      const { writeMspdi } = await import('#interchange/write-mspdi.ts')
      return writeMspdi(plan, schedule)
    }
    case 'template': {
      const { writeTemplate } = await import('#interchange/write-template.ts')
      return writeTemplate(plan, language)
    }
    case 'csv': {
      const { writeCsvPlan } = await import('#interchange/csv-plan-writer.ts')
      return writeCsvPlan(plan, language)
    }
  }
}

/** Which code page a machine needs to read the file is worth saying where it is not the usual one. */
function withEncoding({ bytes, losses, encoding }: Written & { encoding: string }): Written {
  if (encoding === 'windows-1252') return { bytes, losses }
  const reason = { code: 'export-encoding', data: { encoding: encoding.toUpperCase() } } as const
  return { bytes, losses: [{ file: '', place: '', reason }, ...losses] }
}
