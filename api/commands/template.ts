import { describeCause } from '#model/describe-cause.ts'
import { writeFile } from 'node:fs/promises'
import { Type } from 'typebox'
import { language } from '#model/contract.ts'
import { AppError } from '#model/problems.ts'
import { command } from './command.ts'

/** The workbook that people fill in to import a plan with its costs. */
export const templateCommand = command({
  name: 'template',
  usage: 'template -o FILE.xlsx [--language zh|en] [--json]',
  words: { zh: '生成导入模板', en: 'Make the workbook to fill in for import' },
  flags: { output: { type: 'string', short: 'o' }, language: { type: 'string' } },
  input: Type.Object({ file: Type.String(), language: Type.Union([language, Type.Null()]) }),
  output: Type.Object({ file: Type.String() }),
  read({ values, resolve }) {
    const asked = values['language']
    if (asked !== undefined && asked !== 'zh' && asked !== 'en')
      throw new AppError('usage-wrong', { reason: `--language ${asked}` })
    if (typeof values['output'] !== 'string')
      throw new AppError('usage-wrong', { reason: { zh: '需要 -o FILE.xlsx', en: '-o FILE.xlsx is needed' } })
    return { file: resolve(values['output']), language: asked === undefined ? null : (asked as 'zh' | 'en') }
  },
  isFree: () => true,
  async run(context, input) {
    const bytes = await context.analytics.template(input.language ?? context.language)
    await writeFile(input.file, bytes).catch((cause: unknown) => {
      throw new AppError(
        'file-not-written',
        { file: input.file, reason: describeCause(cause) },
        { cause, at: { file: input.file } },
      )
    })
    return { file: input.file }
  },
  print: ({ file }) => file,
})
