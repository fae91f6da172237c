import { existsSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import { Type } from 'typebox'
import { command, onlyPositional } from './command.ts'

const checks = Type.Array(
  Type.Object({
    number: Type.Integer(),
    name: Type.String(),
    result: Type.String(),
    metric: Type.Union([Type.Number(), Type.Null()]),
    threshold: Type.Number(),
    count: Type.Integer(),
    of: Type.Integer(),
    items: Type.Array(Type.String()),
    reason: Type.Union([Type.String(), Type.Null()]),
  }),
)

/** The DCMA 14-point assessment. Of a file with several projects the largest stands in `checks` and the rest in `further`. */
export const checkCommand = command({
  name: 'check',
  usage: 'check FILE|PROJECT [--json]',
  words: { zh: '按 DCMA 14 点检查计划', en: 'Check a plan by the 14 DCMA points' },
  flags: {},
  input: Type.Object({ of: Type.String() }),
  output: Type.Object({
    code: Type.String(),
    checks,
    further: Type.Array(Type.Object({ code: Type.String(), checks })),
  }),
  read(typed) {
    const of = onlyPositional(typed, { zh: '需要一个文件或项目', en: 'one file or project is needed' })
    const path = typed.resolve(of)
    return { of: existsSync(path) ? path : of }
  },
  isFree: ({ of }) => isAbsolute(of),
  async run({ analytics, language }, { of }) {
    const found = await analytics.check(of)
    const inWords = found.map(({ code, checks: done }) => ({
      code,
      checks: done.map(check => ({
        ...check,
        name: check.name[language],
        reason: check.reason?.[language] ?? null,
      })),
    }))
    const size = (project: (typeof inWords)[number]) => project.checks[0]?.of ?? 0
    const [largest, ...further] = inWords.toSorted((a, b) => size(b) - size(a))
    if (!largest) throw new Error('a check gave no project')
    return { ...largest, further }
  },
  print({ code, checks: done }, language) {
    const marks =
      language === 'zh'
        ? { pass: '通过', fail: '未通过', 'not run': '未运行' }
        : { pass: 'pass', fail: 'FAIL', 'not run': 'not run' }
    const lines = done.map(({ number, name, result, count, of, reason }) =>
      [
        String(number).padStart(2),
        marks[result as keyof typeof marks],
        name,
        `${count}/${of}`,
        reason ?? '',
      ].join('  '),
    )
    return [code, ...lines].join('\n')
  },
})
