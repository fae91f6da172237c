import type { Plan } from '#model/plan.ts'
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

/** Reads one file's bytes, not gzipped; its name only helps where the content does not tell. */
export async function readPlanFile(name: string, bytes: Uint8Array): Promise<ReadPlans> {
  const kind = detectKind(name.replace(/\.gz$/i, ''), bytes)
  switch (kind) {
    case 'xer':
      return readXer(bytes, name)
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
