import { Type } from 'typebox'
import { explanationAnswer } from '#model/explanation-contract.ts'
import { type MinorUnits, moneyToMajor } from '#model/money.ts'
import { AppError } from '#model/problems.ts'
import { explanationInWords } from '../explanation-in-words.ts'
import { command, onlyPositional } from './command.ts'

const number = Type.Optional(Type.Integer({ minimum: 0 }))

/** The answer of the server with money in major units. */
const answer = Type.Object({
  ...explanationAnswer.properties,
  budget: Type.Object({ before: Type.Number(), after: Type.Number() }),
  parts: Type.Array(
    Type.Object({ ...explanationAnswer.properties.parts.items.properties, movedBudget: Type.Number() }),
  ),
})

/** Why finish and budget of a stored project moved between two change numbers. */
export const explainCommand = command({
  name: 'explain',
  usage: 'explain PROJECT [--from CHANGE] [--to CHANGE] [--json]',
  words: {
    zh: '说明两次变更之间完工与预算为何变化',
    en: 'Say why finish and budget moved between two changes',
  },
  flags: { from: { type: 'string' }, to: { type: 'string' } },
  input: Type.Object({ of: Type.String(), from: number, to: number }),
  output: answer,
  read(typed) {
    const of = onlyPositional(typed, { zh: '需要一个项目', en: 'one project is needed' })
    const numberOf = (flag: 'from' | 'to') => {
      const text = typed.values[flag]
      if (text === undefined) return {}
      if (typeof text !== 'string' || !/^[0-9]{1,9}$/.test(text))
        throw new AppError('usage-wrong', {
          reason: { zh: `--${flag} 需要一个变更号`, en: `--${flag} needs a change number` },
        })
      return { [flag]: Number(text) }
    }
    return { of, ...numberOf('from'), ...numberOf('to') }
  },
  async run({ analytics, language }, { of, from, to }) {
    const { projectId } = await analytics.findProject(of)
    const explained = await analytics.explain(projectId, { from, to })
    const major = (money: number) => moneyToMajor(money as MinorUnits, explained.currency)
    const inWords = explanationInWords(explained, language)
    return {
      ...inWords,
      budget: { before: major(inWords.budget.before), after: major(inWords.budget.after) },
      parts: inWords.parts.map(part => ({ ...part, movedBudget: major(part.movedBudget) })),
    }
  },
  print: ({ summary, parts }) => [summary, ...parts.map(({ text }) => `  ${text}`)].join('\n'),
})
