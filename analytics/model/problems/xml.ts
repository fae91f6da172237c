/** What is wrong with an XML file of another program, or what of it could not be taken over. */
export const xmlProblems = {
  'xml-malformed': {
    status: 422,
    severity: 'error',
    zh: '文件 {file} 第 {line} 行不是正确的 XML：{reason}。请重新导出。',
    en: 'Line {line} of file {file} is not well-formed XML: {reason}. Export it again.',
  },
  'xml-doctype': {
    status: 422,
    severity: 'error',
    zh: '文件 {file} 第 {line} 行含有 DOCTYPE 声明，项目文件不需要它，已拒绝读取。请从原软件重新导出。',
    en: 'Line {line} of file {file} holds a DOCTYPE, which no planner file needs; it was refused. Export it again from its program.',
  },
  'xml-too-deep': {
    status: 422,
    severity: 'error',
    zh: '文件 {file} 第 {line} 行的元素嵌套超过 {limit} 层，已拒绝读取。请从原软件重新导出。',
    en: 'Line {line} of file {file} nests elements more than {limit} deep; it was refused. Export it again from its program.',
  },
  'xml-too-many': {
    status: 413,
    severity: 'error',
    zh: '文件 {file} 的元素超过 {limit} 个，已拒绝读取。请分成几个文件导出。',
    en: 'File {file} holds more than {limit} elements; it was refused. Export it in parts.',
  },
  'xml-text-too-long': {
    status: 422,
    severity: 'error',
    zh: '文件 {file} 第 {line} 行的文字超过 {limit} 个字符，已拒绝读取。请核对文件是否完整，或重新导出。',
    en: 'Line {line} of file {file} holds a text of more than {limit} characters; it was refused. Check that the file is whole, or export it again.',
  },
  'xml-encoding-unknown': {
    status: 422,
    severity: 'error',
    zh: '文件 {file} 声明的编码“{encoding}”未知。请以 UTF-8 重新导出。',
    en: 'File {file} declares the unknown encoding "{encoding}". Export it as UTF-8.',
  },
  'xml-encoding-wrong': {
    status: 422,
    severity: 'warning',
    zh: '文件声明的编码为 {encoding}，内容并不是；已按 {used} 读取。请核对文字，或重新导出为 UTF-8。',
    en: 'The file declares encoding {encoding} but is not written in it; it was read as {used}. Check the texts, or export it as UTF-8.',
  },
  'xml-fields-not-used': {
    status: 422,
    severity: 'note',
    zh: '{element} 的这些内容（括号内为值的个数）未采用：{fields}。需要保留时，请留存原文件。',
    en: 'These parts of {element} (number of values in brackets) were not taken over: {fields}. Keep the file if you need them.',
  },
  'xml-value-unreadable': {
    status: 422,
    severity: 'warning',
    zh: '{element} 的 {field} 中“{value}”无法识别，按空白处理。请改正后重新导入。',
    en: '"{value}" in {field} of {element} cannot be read; it was taken as blank. Correct it and import again.',
  },
  'xml-choice-unknown': {
    status: 422,
    severity: 'warning',
    zh: '{element} 的 {field} 中“{value}”未知，{count} 处按“{used}”处理。请核对结果。',
    en: '"{value}" in {field} of {element} is unknown; {count} times "{used}" was used. Check the result.',
  },
  'xml-reference-missing': {
    status: 422,
    severity: 'warning',
    zh: '{element} 的 {field} 指向文件中没有的 {value}，该处未采用。请连同所指内容重新导出。',
    en: '{field} of {element} points at {value}, which the file does not hold; it was left out. Export again together with it.',
  },
  'xml-id-repeated': {
    status: 422,
    severity: 'warning',
    zh: '{element} 中编号 {id} 出现两次，第二个未采用。请从原软件重新导出。',
    en: 'Id {id} appears twice among {element}; the second was left out. Export the file again.',
  },
  'xml-more': {
    status: 422,
    severity: 'warning',
    zh: '另有 {count} 处出现同样的问题（{code}）。请一并处理。',
    en: '{count} more places have the same problem ({code}). Mend them alike.',
  },
} as const
