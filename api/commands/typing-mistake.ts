import type { Words } from '#model/field.ts'

/** What was typed wrongly, of an error of Node's `parseArgs`, whose own words are English only. */
export function typingMistake({ code, message }: NodeJS.ErrnoException): Words {
  const option = /--[\p{L}\d][^'\s=",<]*/u.exec(message)?.[0] ?? /'(-[^'-])/.exec(message)?.[1] ?? ''
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION')
    return { zh: `没有选项 ${option}`, en: `there is no option ${option}` }
  if (/does not take an argument/.test(message))
    return { zh: `选项 ${option} 后不带值`, en: `option ${option} takes no value` }
  return {
    zh: `选项 ${option} 缺少值（以“-”开头的值写作 ${option}=值）`,
    en: `option ${option} lacks its value (write one that begins with "-" as ${option}=VALUE)`,
  }
}
