import { existsSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import { Type } from 'typebox'
import type { Analytics } from '#analytics'
import { planCheckAnswer, type PlanCheckAnswer } from '#model/check-contract.ts'
import type { Language } from '#model/contract.ts'
import { checkInWords } from '../check-in-words.ts'
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

const { findings, feasibility } = planCheckAnswer.properties

/** The DCMA 14 points, faults by kind and the feasibility score. Of a file with several projects the largest stands first and the rest in `further`. */
export const checkCommand = command({
  name: 'check',
  usage: 'check FILE|PROJECT [--json]',
  words: {
    zh: '按 DCMA 14 点检查计划，并列出其他问题和可行性',
    en: 'Check a plan by the 14 DCMA points, for other faults and for what it lacks',
  },
  flags: {},
  input: Type.Object({ of: Type.String() }),
  output: Type.Object({
    code: Type.String(),
    checks,
    findings,
    feasibility,
    further: Type.Array(Type.Object({ code: Type.String(), checks, findings, feasibility })),
  }),
  read(typed) {
    const of = onlyPositional(typed, { zh: '需要一个文件或项目', en: 'one file or project is needed' })
    const path = typed.resolve(of)
    return { of: existsSync(path) ? path : of }
  },
  isFree: ({ of }) => isAbsolute(of),
  run: async ({ analytics, language }, { of }) => answerOf(await analytics.check(of), language),
  async runFree({ of }, language) {
    const { checkFile } = await import('#analytics')
    return answerOf(await checkFile(of), language)
  },
  print({ code, checks: done, findings: faults, feasibility: covered }, language) {
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
    const others = faults
      .filter(({ count }) => count > 0)
      .flatMap(({ name, count, items }) => [
        `${name}  ${count}`,
        ...items.slice(0, mostShown).map(({ text }) => `    ${text}`),
      ])
    const share = covered.score === null ? '—' : `${Math.round(covered.score * 100)} %`
    const last =
      language === 'zh'
        ? `可行性  ${share}  ${covered.covered}/${covered.of}`
        : `Feasibility  ${share}  ${covered.covered}/${covered.of}`
    return [
      code,
      ...lines,
      ...others,
      last,
      ...covered.items.slice(0, mostShown).map(({ text }) => `    ${text}`),
    ].join('\n')
  },
})

/** Rows of one kind that people read on a screen; the JSON has all. */
const mostShown = 10

function answerOf(found: Awaited<ReturnType<Analytics['check']>>, language: Language) {
  const inWords = found.map(project => {
    const { checks: done, ...rest } = checkInWords(project, language)
    return { ...rest, checks: done.map(withoutPlaces) }
  })
  const size = (project: (typeof inWords)[number]) => project.checks[0]?.of ?? 0
  const [largest, ...further] = inWords.toSorted((a, b) => size(b) - size(a))
  if (!largest) throw new Error('a check gave no project')
  return { ...largest, further }
}

function withoutPlaces({
  number,
  name,
  result,
  metric,
  threshold,
  count,
  of,
  items,
  reason,
}: PlanCheckAnswer['checks'][number]) {
  return { number, name, result, metric, threshold, count, of, items, reason }
}
