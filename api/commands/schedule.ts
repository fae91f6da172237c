import { existsSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import { Type } from 'typebox'
import type { ProjectDates } from '#analytics'
import { formatMinute, type PlanMinute } from '#model/plan-time.ts'
import { command, onlyPositional } from './command.ts'

const text = Type.String()
const maybeText = Type.Union([text, Type.Null()])
const maybeMinutes = Type.Union([Type.Integer(), Type.Null()])

export const scheduleCommand = command({
  name: 'schedule',
  usage: 'schedule FILE|PROJECT [--json]',
  words: {
    zh: '计算文件或项目的进度（不保存）',
    en: 'Work out the dates of a file or project (stores nothing)',
  },
  flags: {},
  input: Type.Object({ of: text }),
  output: Type.Object({
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
  }),
  read(typed) {
    const of = onlyPositional(typed, {
      zh: '需要一个文件或项目',
      en: 'one file or project is needed',
    })
    const path = typed.resolve(of)
    return { of: existsSync(path) ? path : of }
  },
  isFree: ({ of }) => isAbsolute(of),
  async run({ analytics }, { of }) {
    const { projects } = await analytics.schedule(of)
    return { projects: projects.map(withTexts) }
  },
  print({ projects }, language) {
    return projects
      .map(({ code, dataDate, finish, activities }) => {
        const critical = activities.filter(activity => activity.critical).length
        return language === 'zh'
          ? `${code}：检查日期 ${dataDate ?? '—'}，完工 ${finish ?? '—'}，${activities.length} 个工作，其中关键 ${critical} 个`
          : `${code}: data date ${dataDate ?? '—'}, finish ${finish ?? '—'}, ${activities.length} activities, ${critical} critical`
      })
      .join('\n')
  },
})

function withTexts(project: ProjectDates) {
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

const timeText = (minute: number | null): string | null =>
  minute === null ? null : formatMinute(minute as PlanMinute)
