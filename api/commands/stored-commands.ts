import { backtestCommand } from './backtest.ts'
import { backupCommand } from './backup.ts'
import { checkCommand } from './check.ts'
import type { Command } from './command.ts'
import { explainCommand } from './explain.ts'
import { exportCommand } from './export.ts'
import { forecastCommand } from './forecast.ts'
import { holidaysCommand } from './holidays.ts'
import { importCommand } from './import.ts'
import { levelCommand } from './level.ts'
import { pairCommand } from './pair.ts'
import { reportCommand } from './report.ts'
import { scheduleCommand } from './schedule.ts'
import { simulateCommand } from './simulate.ts'
import { templateCommand } from './template.ts'
import { whatIfCommand } from './what-if.ts'

/** The commands that work on the database, in this process or in the server that holds it. */
export const storedCommands: readonly Command[] = [
  importCommand,
  scheduleCommand,
  checkCommand,
  explainCommand,
  holidaysCommand,
  levelCommand,
  exportCommand,
  forecastCommand,
  backtestCommand,
  simulateCommand,
  whatIfCommand,
  reportCommand,
  templateCommand,
  backupCommand,
  pairCommand,
]
