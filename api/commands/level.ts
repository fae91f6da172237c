import { type Static, Type } from 'typebox'
import { AppError } from '#model/problems.ts'
import { command, onlyPositional } from './command.ts'

const input = Type.Object({
  file: Type.String(),
  seconds: Type.Number({ exclusiveMinimum: 0, maximum: 3600 }),
  seed: Type.Integer(),
})

/** Levels a benchmark file; nothing is stored. */
export const levelCommand = command({
  name: 'level',
  usage: 'level FILE.sm|FILE.rcp [--seconds N] [--seed S] [--json]',
  words: {
    zh: '在资源限量内求短工期（PSPLIB .sm、Patterson .rcp 文件）',
    en: 'Find a short schedule within resource limits (PSPLIB .sm, Patterson .rcp)',
  },
  flags: { seconds: { type: 'string' }, seed: { type: 'string' } },
  input,
  output: Type.Object({
    makespan: Type.Integer(),
    lowerBound: Type.Integer(),
    starts: Type.Record(Type.String(), Type.Integer()),
    seconds: Type.Number(),
    proven: Type.Boolean(),
  }),
  read(typed) {
    const file = onlyPositional(typed, { zh: '需要一个文件', en: 'one file is needed' })
    return {
      file: typed.resolve(file),
      seconds: numberFlag(typed.values['seconds'] ?? '5', '--seconds', /^(?=.*[1-9])\d{1,3}(\.\d+)?$/),
      seed: numberFlag(typed.values['seed'] ?? '1', '--seed', /^\d{1,9}$/),
    }
  },
  isFree: () => true,
  runFree: level,
  run: (_, input) => level(input),
  print({ makespan, lowerBound, seconds, proven, starts }, language) {
    const rows = Object.entries(starts).map(([job, start]) => `${job}\t${start}`)
    const head =
      language === 'zh'
        ? `工期 ${makespan}，下界 ${lowerBound}${proven ? '（已证明最优）' : ''}，用时 ${seconds} 秒`
        : `Makespan ${makespan}, lower bound ${lowerBound}${proven ? ' (proven optimal)' : ''}, ${seconds} s`
    return [head, ...rows].join('\n')
  },
})

async function level({ file, ...limits }: Static<typeof input>) {
  const { levelFile } = await import('#analytics')
  return levelFile(file, limits)
}

function numberFlag(typed: string | boolean, flag: string, pattern: RegExp): number {
  if (typeof typed === 'string' && pattern.test(typed)) return Number(typed)
  throw new AppError('usage-wrong', {
    reason: { zh: `${flag} 不能为“${typed}”`, en: `${flag} cannot be "${typed}"` },
  })
}
