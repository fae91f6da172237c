import { existsSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import { type Static, Type } from 'typebox'
import type { FoundDates, ProjectDates } from '#analytics'
import { type Language, wireProblem } from '#model/contract.ts'
import { dayOf, formatMinute, midnightOf, type PlanMinute } from '#model/plan-time.ts'
import { makeWireProblem } from '../problem-body.ts'
import { command, onlyPositional } from './command.ts'

const text = Type.String()
const maybeText = Type.Union([text, Type.Null()])
const counts = Type.Object({ equal: Type.Integer(), of: Type.Integer() })
const shown = Type.Union([text, Type.Number(), Type.Null()])
/** How far a file's own dates agree with ours; times are texts, floats minutes. */
const comparison = Type.Object({
  file: text,
  activities: Type.Integer(),
  /** Tasks that are not compared: those scheduled by hand. */
  leftOut: Type.Object({ manual: Type.Integer() }),
  equal: Type.Object({
    earlyStart: counts,
    earlyFinish: counts,
    lateStart: counts,
    lateFinish: counts,
    totalFloat: counts,
    freeFloat: counts,
  }),
  mismatches: Type.Array(
    Type.Object({
      code: text,
      field: text,
      theirs: shown,
      ours: shown,
      cause: Type.Union([text, Type.Null()]),
    }),
  ),
})
const maybeMinutes = Type.Union([Type.Integer(), Type.Null()])

export const scheduleCommand = command({
  name: 'schedule',
  usage: 'schedule FILE|PROJECT [--compare] [--json]',
  words: {
    zh: '计算文件或项目的进度（不保存）',
    en: 'Work out the dates of a file or project (stores nothing)',
  },
  flags: { compare: { type: 'boolean' } },
  input: Type.Object({ of: text, compare: Type.Boolean() }),
  output: Type.Union([
    comparison,
    Type.Object({
      projects: Type.Array(
        Type.Object({
          code: text,
          dataDate: maybeText,
          finish: maybeText,
          activities: Type.Array(
            Type.Object({
              code: text,
              status: text,
              earlyStart: maybeText,
              earlyFinish: maybeText,
              lateStart: maybeText,
              lateFinish: maybeText,
              totalFloatMinutes: maybeMinutes,
              freeFloatMinutes: maybeMinutes,
              critical: Type.Boolean(),
            }),
          ),
        }),
      ),
      /** Loops, calendars without work, what of a file could not be read, and the like. */
      findings: Type.Array(wireProblem),
    }),
  ]),
  read(typed) {
    const of = onlyPositional(typed, {
      zh: '需要一个文件或项目',
      en: 'one file or project is needed',
    })
    const path = typed.resolve(of)
    const compare = typed.values['compare'] === true
    return { of: existsSync(path) || compare ? path : of, compare }
  },
  isFree: ({ of }) => isAbsolute(of),
  async run({ analytics, language }, { of, compare }) {
    if (compare) return { file: of, ...(await analytics.compareFile(of)) }
    return inWords(await analytics.schedule(of), language)
  },
  async runFree({ of, compare }, language) {
    const { compareFile, scheduleFile } = await import('#analytics')
    if (compare) return { file: of, ...(await compareFile(of)) }
    return inWords(await scheduleFile(of), language)
  },
  print(answer, language) {
    if ('equal' in answer) return compared(answer)
    const lines = answer.projects.map(({ code, dataDate, finish, activities }) => {
      const critical = activities.filter(activity => activity.critical).length
      return language === 'zh'
        ? `${code}：检查日期 ${dataDate ?? '—'}，完工 ${finish ?? '—'}，${activities.length} 个工作，其中关键 ${critical} 个`
        : `${code}: data date ${dataDate ?? '—'}, finish ${finish ?? '—'}, ${activities.length} activities, ${critical} critical`
    })
    const shown = answer.findings.slice(0, mostShown).map(({ text: said, at }) => {
      const line = at.line === undefined ? '' : language === 'zh' ? `第 ${at.line} 行：` : `line ${at.line}: `
      return `  ${line}${said}`
    })
    const more = answer.findings.length - shown.length
    if (more > 0) shown.push(language === 'zh' ? `  另有 ${more} 处问题。` : `  ${more} more findings.`)
    return [...lines, ...shown].join('\n')
  },
})

/** Findings that people are shown; JSON has them all. */
const mostShown = 20

function inWords({ projects, findings }: FoundDates, language: Language) {
  return {
    projects: projects.map(withTexts),
    findings: findings.map(finding => makeWireProblem(finding, language)),
  }
}

function compared({ file, equal, mismatches }: Static<typeof comparison>): string {
  const counted = Object.entries(equal).map(([field, { equal: same, of }]) => `${field} ${same}/${of}`)
  const others = mismatches.map(
    ({ code, field, theirs, ours, cause }) =>
      `  ${code} ${field}: ${theirs} / ${ours}${cause === null ? '' : ` (${cause})`}`,
  )
  return [file, counted.join('  '), ...others].join('\n')
}

function withTexts(project: ProjectDates) {
  const timeText = timeTexts()
  return {
    ...project,
    dataDate: timeText(project.dataDate),
    finish: timeText(project.finish),
    activities: project.activities.map(activity => ({
      ...activity,
      earlyStart: timeText(activity.earlyStart),
      earlyFinish: timeText(activity.earlyFinish),
      lateStart: timeText(activity.lateStart),
      lateFinish: timeText(activity.lateFinish),
    })),
  }
}

/** Makes texts of times, each day's once. */
function timeTexts(): (minute: number | null) => string | null {
  const days = new Map<number, string>()
  const two = (value: number) => String(value).padStart(2, '0')
  return minute => {
    if (minute === null) return null
    const day = dayOf(minute as PlanMinute)
    const time = minute - midnightOf(day)
    const known = days.get(day) ?? formatMinute(midnightOf(day)).slice(0, 11)
    days.set(day, known)
    return `${known}${two(Math.floor(time / 60))}:${two(time % 60)}`
  }
}
