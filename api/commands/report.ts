import { describeCause } from '#model/describe-cause.ts'
import { writeFile } from 'node:fs/promises'
import { Type } from 'typebox'
import { language, type Language } from '#model/contract.ts'
import { AppError } from '#model/problems.ts'
import { command } from './command.ts'

export const reportCommand = command({
  name: 'report',
  usage: 'report PROJECT... -o FILE.xlsx [--language zh|en] [--json]',
  words: { zh: '生成趋势工作簿', en: 'Make the trend workbook' },
  busy: { zh: '正在生成工作簿……', en: 'Making the workbook ...' },
  flags: { output: { type: 'string', short: 'o' }, language: { type: 'string' } },
  input: Type.Object({
    projects: Type.Array(Type.String(), { minItems: 1 }),
    file: Type.String(),
    language: Type.Union([language, Type.Null()]),
  }),
  output: Type.Object({ file: Type.String(), sheets: Type.Array(Type.String()), charts: Type.Integer() }),
  read({ positionals, values, resolve }) {
    const { language: asked } = values
    if (positionals.length === 0 || typeof values['output'] !== 'string')
      throw new AppError('usage-wrong', {
        reason: {
          zh: '需要至少一个项目和 -o FILE.xlsx',
          en: 'at least one project and -o FILE.xlsx are needed',
        },
      })
    return { projects: positionals, file: resolve(values['output']), language: languageOf(asked) }
  },
  async run(context, input) {
    const found = await Promise.all(input.projects.map(project => context.analytics.findProject(project)))
    const report = await context.analytics.report(
      found.map(project => project.projectId),
      input.language ?? context.language,
    )
    await write(input.file, report.bytes)
    return { file: input.file, sheets: report.sheets, charts: report.charts }
  },
  print: ({ file, sheets, charts }, shown) =>
    shown === 'zh'
      ? `${file}：${sheets.length} 张表，${charts} 个图`
      : `${file}: ${sheets.length} sheets, ${charts} charts`,
})

function languageOf(asked: string | boolean | undefined): Language | null {
  if (asked === undefined) return null
  if (asked === 'zh' || asked === 'en') return asked
  throw new AppError('usage-wrong', { reason: `--language ${asked}` })
}

async function write(file: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeFile(file, bytes)
  } catch (cause) {
    throw new AppError('file-not-written', { file, reason: describeCause(cause) }, { cause, at: { file } })
  }
}
