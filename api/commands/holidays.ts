import { Type } from 'typebox'
import type { Language } from '#model/contract.ts'
import { appliedHolidays, holidayList } from '#model/holiday-contract.ts'
import { AppError } from '#model/problems.ts'
import { listHolidays } from '../list-holidays.ts'
import { command } from './command.ts'

const maybeText = Type.Union([Type.String(), Type.Null()])

/** Lists China's holidays, or gives them to a calendar of a stored project. */
export const holidaysCommand = command({
  name: 'holidays',
  usage: 'holidays [--year N] [--project PROJECT --calendar CODE] [--json]',
  words: {
    zh: '列出节假日与调休，或写入项目的日历（重复执行即替换）',
    en: "List China's holidays, or give them to a project's calendar (again to replace them)",
  },
  flags: { year: { type: 'string' }, project: { type: 'string' }, calendar: { type: 'string' } },
  input: Type.Object({
    year: Type.Union([Type.Integer(), Type.Null()]),
    project: maybeText,
    calendar: maybeText,
  }),
  output: Type.Union([holidayList, appliedHolidays]),
  read({ values, positionals }) {
    const text = (flag: string) => (typeof values[flag] === 'string' ? values[flag] : null)
    const [year, project, calendar] = [text('year'), text('project'), text('calendar')]
    const wrong = (zh: string, en: string) => new AppError('usage-wrong', { reason: { zh, en } })
    if (positionals.length > 0) throw wrong('用 --project 指明项目', 'name the project with --project')
    if (year !== null && !/^\d{4}$/.test(year)) throw wrong('--year 需要四位年份', '--year needs a year')
    if ((project === null) !== (calendar === null))
      throw wrong('--project 与 --calendar 须同时给出', '--project and --calendar go together')
    return { year: year === null ? null : Number(year), project, calendar }
  },
  isFree: ({ project }) => project === null,
  runFree: async ({ year }) => listHolidays(year),
  async run({ analytics, actor }, { year, project, calendar }) {
    if (project === null || calendar === null) return listHolidays(year)
    const { projectId } = await analytics.findProject(project)
    return analytics.applyHolidays(actor, projectId, { calendar, years: year === null ? [] : [year] })
  },
  print(answer, language) {
    if ('added' in answer) {
      const { calendar, added, removed } = answer
      return language === 'zh'
        ? `日历“${calendar}”：新增 ${added} 条，移除 ${removed} 条`
        : `Calendar "${calendar}": ${added} added, ${removed} removed`
    }
    const lines = answer.years.map(({ year, standing, source, publishedOn, off, makeUp }) =>
      [
        `${year}  ${standings[standing][language]}  ${source}  ${publishedOn}`,
        ...off.map(({ from, to, name }) => `  ${from === to ? from : `${from} .. ${to}`}  ${name}`),
        ...(makeUp.length > 0 ? [`  ${standings.makeUp[language]}  ${makeUp.join(' ')}`] : []),
      ].join('\n'),
    )
    return lines.join('\n')
  },
})

const standings: Record<'official' | 'projected' | 'makeUp', Record<Language, string>> = {
  official: { zh: '正式', en: 'official' },
  projected: { zh: '预计', en: 'projected' },
  makeUp: { zh: '调休上班', en: 'make-up working days' },
}
