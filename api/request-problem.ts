import type { Words } from '#model/field.ts'
import type { FastifyError } from 'fastify'
import { AppError, type Problem } from '#model/problems.ts'

/** What the catalogue calls an error raised while a request was served; null for a fault of ours. */
export function requestProblem(error: unknown): Problem | null {
  if (error instanceof AppError) return error
  const fastifyError = error as Partial<FastifyError> & { limit?: number }
  const broken = fastifyError.validation?.[0]
  if (broken)
    return {
      code: 'request-invalid',
      data: {
        field: fieldOf(fastifyError.validationContext, broken.instancePath, broken.params),
        rule: `${broken.keyword} ${JSON.stringify(broken.params)}`,
      },
    }
  switch (fastifyError.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return { code: 'payload-too-large', data: { limitMegabytes: null } }
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return { code: 'media-type-unknown', data: { mediaType: null } }
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return { code: 'body-unreadable', data: { reason: bodyFaults[fastifyError.code] } }
    case 'FST_ERR_BAD_URL':
      return { code: 'request-invalid', data: { field: 'URL', rule: 'percent-encoding' } }
    case 'FST_ERR_REOPENED_CLOSE_SERVER':
      return { code: 'server-stopping' }
    default:
      return null
  }
}

/** `body.edits.sheet.0` of a JSON pointer; a property that is missing or unknown is named itself. */
function fieldOf(context: string | undefined, pointer: string, params: Record<string, unknown>): string {
  const path = [context ?? 'body', ...pointer.split('/').slice(1)]
  const property = params['missingProperty'] ?? params['additionalProperty']
  return (typeof property === 'string' ? [...path, property] : path).join('.')
}

const bodyFaults: Readonly<
  Record<
    'FST_ERR_CTP_INVALID_JSON_BODY' | 'FST_ERR_CTP_EMPTY_JSON_BODY' | 'FST_ERR_CTP_INVALID_CONTENT_LENGTH',
    Words
  >
> = {
  FST_ERR_CTP_INVALID_JSON_BODY: { zh: '语法有误', en: 'its syntax is wrong' },
  FST_ERR_CTP_EMPTY_JSON_BODY: { zh: '正文为空', en: 'it is empty' },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: { zh: '长度与声明不符', en: 'its length is not the one declared' },
}
