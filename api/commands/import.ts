import { Type } from 'typebox'
import { importSummary } from '#model/contract.ts'
import { AppError } from '#model/problems.ts'
import { command } from './command.ts'

export const importCommand = command({
  name: 'import',
  usage: 'import PATH... [--as-history] [--json]',
  words: {
    zh: '导入文件或文件夹（.xer、.xlsx、DSLIB 文件夹）',
    en: 'Import files or folders (.xer, .xlsx, a DSLIB folder)',
  },
  busy: { zh: '正在导入……', en: 'Importing ...' },
  flags: { 'as-history': { type: 'boolean' } },
  input: Type.Object({ paths: Type.Array(Type.String(), { minItems: 1 }), asHistory: Type.Boolean() }),
  output: importSummary,
  read({ positionals, values, resolve }) {
    if (positionals.length === 0)
      throw new AppError('usage-wrong', {
        reason: { zh: '缺少要导入的文件或文件夹', en: 'a file or folder to import is missing' },
      })
    return { paths: positionals.map(resolve), asHistory: values['as-history'] === true }
  },
  run: ({ analytics, actor }, { paths, asHistory }) => analytics.importPaths(actor, paths, { asHistory }),
  print({ projects, notUsed }, language) {
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
