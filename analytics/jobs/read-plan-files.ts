import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { readCsvFiles, readCsvPlan } from '#interchange/csv-plan.ts'
import { detectKind } from '#interchange/detect-kind.ts'
import { readDslibFolder } from '#interchange/dslib-folder.ts'
import { readDslibWorkbook } from '#interchange/dslib-workbook.ts'
import type { NotUsed } from '#interchange/not-used.ts'
import { readMspdi } from '#interchange/mspdi.ts'
import { readPmxml } from '#interchange/pmxml.ts'
import { readTemplate } from '#interchange/template.ts'
import { readXer } from '#interchange/xer.ts'
import type { Plan } from '#model/plan.ts'
import { AppError, type Problem } from '#model/problems.ts'

/** What files held: plans, and everything that could not be used, by place. */
export interface ReadPlans {
  plans: Plan[]
  notUsed: NotUsed[]
  /** The encoding of a single text file. */
  encoding?: string
}

/** Reads a file, or a folder: a DSLIB release and a folder of nothing but .csv as a whole, any other folder file by file. Throws when the path itself cannot be read. */
export async function readPlanFiles(path: string): Promise<ReadPlans> {
  const info = await stat(path).catch((error: unknown) => {
    throw new AppError('file-not-found', { file: path }, { cause: error })
  })
  if (!info.isDirectory()) return readPlanFile(basename(path), await readFile(path))
  const names = (await readdir(path)).sort()
  if (names.some(name => /^projects\.csv(\.gz)?$/.test(name)))
    return readDslibFolder(await readTables(path, names))
  if (names.length > 0 && names.every(name => /\.csv$/i.test(name)))
    return readCsvFiles(await readTables(path, names), basename(path))
  const read: ReadPlans = { plans: [], notUsed: [] }
  for (const name of names) {
    const found = await readPlanFiles(join(path, name)).catch((error: unknown) => leftOut(name, error))
    read.plans.push(...found.plans)
    read.notUsed.push(...found.notUsed)
  }
  return read
}

/** Reads one file's bytes; its name only helps where the content does not tell. */
export async function readPlanFile(name: string, given: Uint8Array): Promise<ReadPlans> {
  const bytes = unpack(name, given)
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

/** A file of a folder that cannot be read does not stop the others; it is named. */
function leftOut(file: string, error: unknown): ReadPlans {
  if (!(error instanceof AppError)) throw error
  const reason: Problem = { code: error.code, data: error.data, at: error.at }
  return { plans: [], notUsed: [{ file, place: '', reason }] }
}

async function readTables(folder: string, names: readonly string[]): Promise<Map<string, Uint8Array>> {
  const tables = names.filter(name => /\.csv(\.gz)?$/.test(name))
  return new Map(
    await Promise.all(
      tables.map(async (name): Promise<[string, Uint8Array]> => [name, await readFile(join(folder, name))]),
    ),
  )
}

const largestUnzipped = 512 * 1024 * 1024

/** The bytes of a file, unzipped where they are gzip. Throws `file-unreadable` for a damaged one or one of more than 512 MiB. */
export function unpack(name: string, bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
  try {
    return gunzipSync(bytes, { maxOutputLength: largestUnzipped })
  } catch (error) {
    throw new AppError(
      'file-unreadable',
      { file: name, reason: error instanceof Error ? error.message : String(error) },
      { cause: error },
    )
  }
}
