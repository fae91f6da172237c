import type { Problem } from '#model/problems.ts'

/** Something a reader met in a file and did not take over, with its place and why. */
export interface NotUsed {
  file: string
  /** Where in the file: a line, a table and column, a sheet and cell. */
  place: string
  reason: Problem
}
