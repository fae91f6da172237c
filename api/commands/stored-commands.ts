import { backupCommand } from './backup.ts'
import type { Command } from './command.ts'
import { forecastCommand } from './forecast.ts'
import { importCommand } from './import.ts'
import { pairCommand } from './pair.ts'
import { reportCommand } from './report.ts'
import { scheduleCommand } from './schedule.ts'

/** The commands that work on the database, in this process or in the server that holds it. */
export const storedCommands: readonly Command[] = [
  importCommand,
  scheduleCommand,
  forecastCommand,
  reportCommand,
  backupCommand,
  pairCommand,
]
