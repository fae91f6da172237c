import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync } from 'fflate'

const folder = join(import.meta.dirname, '../../../shared/data/psplib')
/** False where the shared data are not there; tests on them are then skipped. */
export const hasPsplib = existsSync(folder)

export interface PsplibInstance {
  name: string
  bytes: Uint8Array
  /** Longest path, best known lower and upper bound; null where none is published. */
  bounds: { longestPath: number; lower: number; upper: number; isProven: boolean } | null
}

/** Instances of a set (j30, j60, j90, j120, rg300), every so many of those in `bounds.csv`; of RG300, which has none, of all. */
export function psplibInstances(set: string, every: number): PsplibInstance[] {
  const files = unzipSync(readFileSync(join(folder, `${set}.zip`)))
  const bounds = new Map(boundsOf(set))
  const names = bounds.size > 0 ? [...bounds.keys()] : Object.keys(files).toSorted()
  return names
    .filter((_, index) => index % every === 0)
    .map(name => ({ name, bytes: files[name] as Uint8Array, bounds: bounds.get(name) ?? null }))
}

function boundsOf(set: string) {
  const [header = '', ...rows] = readFileSync(join(folder, 'bounds.csv'), 'utf8').trim().split('\n')
  const columns = header.split(',')
  return rows
    .map(row => Object.fromEntries(row.split(',').map((cell, k) => [columns[k], cell])))
    .filter(row => row['set'] === set)
    .map(row => {
      const bounds = {
        longestPath: Number(row['cpm_makespan']),
        lower: Number(row['best_known_lb']),
        upper: Number(row['best_known_ub']),
        isProven: row['proven_optimal'] === '1',
      }
      return [row['instance'] as string, bounds] as const
    })
}
