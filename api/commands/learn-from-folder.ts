import { AppError } from '#model/problems.ts'
import type { Terminal } from './terminal.ts'
import type { Typed } from './command.ts'

export const casesUsage = 'forecast --cases FILE.jsonl --history DIR --json'
export const historyFlags = { history: { type: 'string' }, cases: { type: 'string' } } as const

/** How right forecasts would have been on a folder's finished projects, each family left out, as one JSON document. */
export async function backtest(typed: Typed): Promise<string> {
  const { backtestFolder } = await import('#analytics')
  return JSON.stringify(await backtestFolder(folderOf(typed)))
}

/** One JSON line per case of a JSON Lines file, in order. */
export async function forecastCases(typed: Typed, { settings }: Terminal): Promise<string> {
  const { cases } = typed.values
  if (typeof cases !== 'string') throw new AppError('usage-wrong', { reason: casesUsage })
  const { answerCases } = await import('#analytics')
  return (await answerCases(typed.resolve(cases), folderOf(typed), settings.language)).join('\n')
}

function folderOf({ values, resolve }: Typed): string {
  const { history } = values
  if (typeof history !== 'string')
    throw new AppError('usage-wrong', {
      reason: { zh: '需要 --history DIR（DSLIB 文件夹）', en: '--history DIR (a DSLIB folder) is needed' },
    })
  return resolve(history)
}
