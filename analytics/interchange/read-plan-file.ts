import type { Plan } from '#model/plan.ts'
import { AppError } from '#model/problems.ts'
import { readCsvPlan } from './csv-plan.ts'
import { detectKind } from './detect-kind.ts'
import { readDslibWorkbook } from './dslib-workbook.ts'
import { readMspdi } from './mspdi.ts'
import type { NotUsed } from './not-used.ts'
import { readPmxml } from './pmxml.ts'
import { readTemplate } from './template.ts'
import { readXer } from './xer.ts'

/** What files held: plans, and everything that could not be used, by place. */
export interface ReadPlans {
  plans: Plan[]
  notUsed: NotUsed[]
  /** The encoding of a single text file. */
  encoding?: string
}

/** Reads one file's bytes, not gzipped; its name only helps where the content does not tell. A file that breaks off is refused
 *  whatever its kind: half a plan would take the other half out of the stored one. */
export async function readPlanFile(name: string, bytes: Uint8Array): Promise<ReadPlans> {
  const kind = detectKind(name.replace(/\.gz$/i, ''), bytes)
  switch (kind) {
    case 'xer':
      return refuseCutOff(readXer(bytes, name))
    case 'pmxml':
      return readPmxml(bytes, name)
    case 'mspdi':
      return readMspdi(bytes, name)
    case 'dslibWorkbook':
      return readDslibWorkbook(bytes, name)
    case 'template':
      return readTemplate(bytes, name)
    case 'csv':
      return readCsvPlan(bytes, name)
  }
}

/** A .xer file reads as far as it goes. */
function refuseCutOff(read: ReadPlans): ReadPlans {
  const cut = read.notUsed.find(({ reason }) => reason.code === 'xer-truncated')?.reason
  if (cut) throw new AppError(cut.code, cut.data ?? {}, { at: cut.at ?? {} })
  return read
}
