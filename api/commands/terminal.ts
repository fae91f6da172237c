import type { Settings } from '../config.ts'

/** Where the command line reads and writes: answers are printed, progress and warnings are said. */
export interface Terminal {
  print: (text: string) => void
  say: (text: string) => void
  /** Where structured logs go. */
  logStream: { write(text: string): void }
  /** The folder that typed paths are relative to. */
  folder: string
  settings: Settings
  /** The project's own folder and version. */
  root: string
  version: string
  now: () => string
}
