import type { Words } from './field.ts'
import { AppError } from './problems.ts'
import { similarCodes } from './similar-codes.ts'

/** What to say where no project has the id or code that was given: with the codes that come near it, else a few that there are. */
export function unknownProject(project: string, codes: readonly string[]): AppError {
  return new AppError('project-unknown', { project, known: describeKnown(project, codes) })
}

const mostNamed = 5

function describeKnown(project: string, codes: readonly string[]): Words {
  const similar = similarCodes(project, codes)
  if (similar.length > 0)
    return { zh: `相近的有 ${similar.join('、')}`, en: `Similar: ${similar.join(', ')}` }
  if (codes.length === 0) return { zh: '现在还没有任何项目', en: 'There are no projects yet' }
  const few = codes.slice(0, mostNamed)
  return {
    zh: `现有 ${codes.length} 个项目：${few.join('、')}${codes.length > mostNamed ? ' 等' : ''}`,
    en: `There are ${codes.length}: ${few.join(', ')}${codes.length > mostNamed ? ' and others' : ''}`,
  }
}
