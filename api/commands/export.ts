import { describeCause } from '#model/describe-cause.ts'
import { writeFile } from 'node:fs/promises'
import { Type } from 'typebox'
import { exportFormat, exportPreview, type ExportFormat } from '#model/exchange-contract.ts'
import { AppError } from '#model/problems.ts'
import { lossLines } from '../loss-lines.ts'
import { command, onlyPositional } from './command.ts'

const formats: readonly ExportFormat[] = ['xer', 'pmxml', 'mspdi', 'template', 'csv']
const encodings = ['utf-8', 'gbk'] as const

export const exportCommand = command({
  name: 'export',
  usage: 'export PROJECT --format xer|pmxml|mspdi|template|csv -o FILE [--encoding gbk|utf-8] [--json]',
  words: {
    zh: '导出项目为其他软件的文件，并列出不能带走的内容',
    en: 'Write a project as a file of another program and list what it cannot carry',
  },
  busy: { zh: '正在导出……', en: 'Exporting ...' },
  flags: {
    format: { type: 'string', short: 'f' },
    output: { type: 'string', short: 'o' },
    encoding: { type: 'string' },
  },
  input: Type.Object({
    project: Type.String(),
    format: exportFormat,
    file: Type.String(),
    encoding: Type.Union([Type.Literal('utf-8'), Type.Literal('gbk'), Type.Null()]),
  }),
  output: Type.Object({
    file: Type.String(),
    format: exportFormat,
    bytes: Type.Integer(),
    sheets: exportPreview.properties.sheets,
    losses: exportPreview.properties.losses,
  }),
  read(typed) {
    const project = onlyPositional(typed, { zh: '需要一个项目', en: 'one project is needed' })
    const { format: asked, output, encoding } = typed.values
    if (typeof output !== 'string')
      throw new AppError('usage-wrong', {
        reason: { zh: '需要 --output FILE', en: '--output FILE is needed' },
      })
    const format = formats.find(one => one === asked)
    if (!format) throw new AppError('export-format-unknown', { format: String(asked ?? ''), formats })
    const known = encodings.find(one => one === encoding)
    if (encoding !== undefined && !known)
      throw new AppError('usage-wrong', {
        reason: {
          zh: `--encoding 只能为 utf-8 或 gbk，不能为“${String(encoding)}”`,
          en: `--encoding is utf-8 or gbk, not "${String(encoding)}"`,
        },
      })
    return { project, format, file: typed.resolve(output), encoding: known ?? null }
  },
  async run({ analytics, actor }, { project, format, file, encoding }) {
    const made = await analytics.exportProject(actor, project, format, { encoding })
    await writeFile(file, made.bytes).catch((cause: unknown) => {
      throw new AppError('file-not-written', { file, reason: describeCause(cause) }, { cause, at: { file } })
    })
    return { file, format, bytes: made.bytes.length, sheets: made.sheets, losses: made.losses }
  },
  print({ file, sheets, losses }, language) {
    const rows = sheets.map(({ sheet, rows: count }) => `${sheet} ${count}`).join(', ')
    const said =
      losses.length === 0
        ? [language === 'zh' ? '全部内容都在文件中。' : 'Everything is in the file.']
        : [
            language === 'zh' ? '文件中没有或不同的内容：' : 'Not in the file, or different in it:',
            ...lossLines(losses, language),
          ]
    return [`${file}: ${rows}`, ...said].join('\n')
  },
})
