import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { readCsvFiles } from '#interchange/csv-plan.ts'
import { readDslibFolder } from '#interchange/dslib-folder.ts'
import { readPlanFile, type ReadPlans } from '#interchange/read-plan-file.ts'
import { AppError, type Problem } from '#model/problems.ts'
import { readGivenFile } from './read-given-file.ts'
import { unpackFile } from './unpack-file.ts'

/** Reads a file, or a folder: a DSLIB release and a folder of nothing but .csv as a whole, any other folder file by file. Throws when the path itself cannot be read. */
export async function readPlanFiles(path: string): Promise<ReadPlans> {
  const info = await stat(path).catch((error: unknown) => {
    throw new AppError('file-not-found', { file: path }, { cause: error, at: { file: path } })
  })
  if (!info.isDirectory()) return readOne(basename(path), await readGivenFile(path))
  const names = (await readdir(path)).sort()
  if (names.length === 0) throw new AppError('folder-empty', { file: path }, { at: { file: path } })
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

/** Reads one file's bytes, unzipped first where they are gzip; its name only helps where the content does not tell. */
export async function readOne(name: string, bytes: Uint8Array): Promise<ReadPlans> {
  return readPlanFile(name, unpackFile(name, bytes))
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
