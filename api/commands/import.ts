import { Type } from 'typebox'
import type { Language } from '#model/contract.ts'
import { importSummary } from '#model/contract.ts'
import { importMode, importPreview, type ImportPreview } from '#model/exchange-contract.ts'
import { AppError } from '#model/problems.ts'
import { lossLines } from '../loss-lines.ts'
import { command } from './command.ts'

export const importCommand = command({
  name: 'import',
  usage: 'import PATH... [--as-history] [--new] [--preview] [--json]',
  words: {
    zh: '导入文件或文件夹（.xer、.xml、.xlsx、.csv、DSLIB 文件夹）；--preview 只看不存',
    en: 'Import files or folders (.xer, .xml, .xlsx, .csv, a DSLIB folder); --preview only looks',
  },
  busy: { zh: '正在导入……', en: 'Importing ...' },
  flags: { 'as-history': { type: 'boolean' }, new: { type: 'boolean' }, preview: { type: 'boolean' } },
  input: Type.Object({
    paths: Type.Array(Type.String(), { minItems: 1 }),
    asHistory: Type.Boolean(),
    mode: importMode,
    preview: Type.Boolean(),
  }),
  output: Type.Union([importSummary, importPreview]),
  read({ positionals, values, resolve }) {
    if (positionals.length === 0)
      throw new AppError('usage-wrong', {
        reason: { zh: '缺少要导入的文件或文件夹', en: 'a file or folder to import is missing' },
      })
    const preview = values['preview'] === true
    if (preview && positionals.length > 1)
      throw new AppError('usage-wrong', {
        reason: { zh: '--preview 一次只看一个文件或文件夹', en: '--preview takes one file or folder' },
      })
    return {
      paths: positionals.map(resolve),
      asHistory: values['as-history'] === true,
      mode: values['new'] === true ? ('new' as const) : ('replace' as const),
      preview,
    }
  },
  run: ({ analytics, actor }, { paths, asHistory, mode, preview }) =>
    preview
      ? analytics.previewImport(actor, { path: paths[0] as string })
      : analytics.importPaths(actor, paths, { asHistory, mode }),
  print(answer, language) {
    if ('kind' in answer) return previewed(answer, language)
    const { projects, notUsed } = answer
    const lines = projects.map(project =>
      language === 'zh'
        ? `${project.code}  ${project.name}：${project.activities} 个工作，${project.links} 条逻辑关系，${project.resources} 个资源，${project.periods} 期`
        : `${project.code}  ${project.name}: ${project.activities} activities, ${project.links} links, ${project.resources} resources, ${project.periods} periods`,
    )
    const heading =
      language === 'zh'
        ? `已导入 ${projects.length} 个项目；${notUsed.length} 处未采用。`
        : `${projects.length} projects imported; ${notUsed.length} places were not used.`
    return [
      ...lines,
      heading,
      ...notUsed.map(({ file, place, reason }) => `  ${file} ${place}: ${reason}`),
    ].join('\n')
  },
})

function previewed({ file, kind, encoding, projects, notUsed }: ImportPreview, language: Language): string {
  const isZh = language === 'zh'
  const lines = projects.flatMap(({ code, name, sheets, replaces }) => [
    `${code}  ${name}`,
    ...sheets.map(({ sheet, rows }) => `  ${sheet}: ${rows}`),
    ...(replaces === null
      ? [isZh ? '  新项目' : '  new project']
      : [
          isZh
            ? `  将更新已有项目“${replaces.name}”：`
            : `  brings the stored project "${replaces.name}" up to date:`,
          ...replaces.sheets.map(
            one => `    ${one.sheet}: +${one.created} ~${one.changed} =${one.unchanged} -${one.deleted}`,
          ),
        ]),
  ])
  return [
    `${file}  ${kind}${encoding === null ? '' : ` (${encoding})`}`,
    ...lines,
    ...lossLines(notUsed, language),
    isZh ? '仅预览，没有保存。' : 'Preview only; nothing was stored.',
  ].join('\n')
}
