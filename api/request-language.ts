import type { FastifyRequest } from 'fastify'
import type { Language } from '#model/contract.ts'

/** The language a request asks for: the first of zh and en in `Accept-Language`, by weight; Chinese where neither is. RFC 9110 section 12.5.4. */
export function requestLanguage(request: Pick<FastifyRequest, 'headers'>): Language {
  let best: Language = 'zh'
  let bestWeight = 0
  for (const range of (request.headers['accept-language'] ?? '').split(',')) {
    const [tag = '', ...parameters] = range.trim().toLowerCase().split(';')
    const found = languageOfTag(tag)
    const weight = weightOf(parameters)
    if (found && weight > bestWeight) {
      best = found
      bestWeight = weight
    }
  }
  return best
}

function languageOfTag(tag: string): Language | null {
  if (tag === 'zh' || tag.startsWith('zh-')) return 'zh'
  return tag === 'en' || tag.startsWith('en-') ? 'en' : null
}

function weightOf(parameters: string[]): number {
  const given = parameters.map(text => text.trim()).find(text => text.startsWith('q='))
  const weight = given === undefined ? 1 : Number(given.slice(2))
  return Number.isFinite(weight) ? weight : 0
}
