import type { Language } from '#model/contract.ts'
import type { Words } from '#model/field.ts'
import { casesUsage } from './learn-from-folder.ts'
import { restoreUsage, restoreWords } from './restore.ts'
import { storedCommands } from './stored-commands.ts'

const startHelp = {
  name: 'start',
  usage: 'start [--port N] [--host NAME] [--no-open] [--local-sign-in] [--excel]',
  words: {
    zh: '启动服务并打开工作台（--excel：装入桌面版 Excel）',
    en: 'Serve and open the workbench (--excel: load into desktop Excel)',
  },
}
const all: readonly { name: string; usage: string; words: Words }[] = [
  startHelp,
  ...storedCommands,
  {
    name: 'forecast --cases',
    usage: casesUsage,
    words: {
      zh: '为文件中的每个案例预测，每行一个答案',
      en: 'Forecast every case of a file, one answer a line',
    },
  },
  { name: 'restore', usage: restoreUsage, words: restoreWords },
]

const everywhere: Words = {
  zh: '所有命令：--db FILE 指定 DuckDB 文件，--json 只输出一个 JSON 文档，--language zh|en 选择语言，--help 显示用法。',
  en: 'Every command: --db FILE chooses the DuckDB file, --json prints exactly one JSON document, --language zh|en chooses the language, --help shows usage.',
}

/** What `plumbline --help` prints. */
export function overallHelp(language: Language): string {
  const lines = all.map(({ usage, words }) => `  plumbline ${usage}\n      ${words[language]}`)
  return [...lines, everywhere[language]].join('\n')
}

/** What `plumbline COMMAND --help` prints. */
export function commandHelp(name: string, language: Language): string {
  const known = all.find(command => command.name === name) ?? startHelp
  return `plumbline ${known.usage}\n${known.words[language]}\n${everywhere[language]}`
}
