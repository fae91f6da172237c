import { expect, test } from 'vitest'
import { describeCause } from '#model/describe-cause.ts'
import { AppError, describeProblem, problems } from '#model/problems.ts'
import { systemReasons } from '#model/system-reasons.ts'
import { similarCodes } from '#model/similar-codes.ts'
import { unknownProject } from '#model/unknown-project.ts'

const all = Object.entries(problems)
/** A text tells what to do where a sentence of it, or what follows a semicolon or comma, begins with one of these. */
const asks =
  /(?:^|[.;,:?] |\b(?:or|and|so|then|To \w+[^,]*,|If [^,]*,) )(?:Add|Activate|Ask|Assign|Break|Bring|Build|Change|Check|Choose|Clear|Close|Compare|Connect|Correct|Delete|Enter|Export|Fill|Finish|Free|Get|Give|Hand|Hold|Import|Insert|Keep|Leave|Let|Level|Link|Make|Mend|Move|Name|Nothing is to be done|Open|Order|Press|Put|Raise|Read|Refresh|Remove|Repeat|Report|Restore|Restart|Run|Save|See|Send|Set|Shorten|Sign|Split|Start|State|Stop|Supply|Switch|Sync|Take|Tell|Try|Type|Unlock|Update|Upgrade|Use|Wait|Widen|Write)\b/i

test.each(all)('%s tells in Chinese and in English what to do', (_, { zh, en }) => {
  expect(zh).toMatch(/请|可以|可删|再试|无需|查看/)
  expect(en).toMatch(asks)
})

test.each(all)('%s names the same values in both languages', (_, { zh, en }) => {
  const namesOf = (text: string) =>
    [...new Set(text.match(/\{\w+\}/g) ?? [])].sort((a, b) => (a < b ? -1 : 1))
  expect(namesOf(zh)).toEqual(namesOf(en))
})

test('the reasons of the system are Chinese in Chinese, with its code in brackets', () => {
  for (const [code, { zh, en }] of Object.entries(systemReasons)) {
    expect(zh).toMatch(/\p{Script=Han}/u)
    expect(en).not.toMatch(/\p{Script=Han}/u)
    const cause = Object.assign(new Error(`${code}: what the system says`), { code })
    expect(describeCause(cause)).toEqual({ zh: `${zh}（${code}）`, en: `${en} (${code})` })
  }
})

test('the reason of a failed request is found where fetch keeps it', () => {
  const cause = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })
  expect(describeCause(new TypeError('fetch failed', { cause })).zh).toContain('（ECONNREFUSED）')
})

test('a reason that nobody knows keeps its own text, and a problem of ours its words', () => {
  expect(describeCause(new Error('odd')).zh).toBe('odd')
  expect(describeCause('odd').en).toBe('odd')
  expect(describeCause(new AppError('disk-full', { file: 'x' })).zh).toContain('磁盘已满')
})

test.each([
  ['P-01', ['P-1', 'P-02', 'Q-77', 'BRIDGE'], ['P-02', 'P-1']],
  ['bridge', ['BRIDGE', 'RIDGE-2'], ['BRIDGE', 'RIDGE-2']],
  ['nobody', ['P-1', 'P-2'], []],
  ['', ['P-1'], []],
])('codes similar to %j among %j are %j, the nearest first', (typed, codes, similar) => {
  expect(similarCodes(typed, codes)).toEqual(similar)
})

test('an unknown project is answered with the nearest codes, else with what there is', () => {
  const text = (codes: string[], language: 'zh' | 'en') =>
    describeProblem(unknownProject('BJ-1', codes), language)
  expect(text(['BJ-01', 'H-2021'], 'zh')).toContain('相近的有 BJ-01')
  expect(text(['H-2021'], 'en')).toContain('There are 1: H-2021')
  expect(text([], 'zh')).toContain('现在还没有任何项目')
})
