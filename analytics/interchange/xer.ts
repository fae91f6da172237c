import { scanXer } from './xer-file.ts'
import { plansOfTables, type XerImport } from './xer-plans.ts'

/** Reads the projects of a Primavera P6 .xer file as plans; what is left out is named in `notUsed`. Throws `file-is-not-what-it-says`
 *  for other content and `xer-nothing-to-import` for a file without projects. */
export function readXer(bytes: Uint8Array, fileName: string): XerImport {
  return plansOfTables(scanXer(bytes, fileName), 'xer')
}
