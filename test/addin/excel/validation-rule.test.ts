import { describe, expect, test } from 'vitest'
import { validationOf } from '#addin/excel/validation-rule.ts'
import { isTyped } from '#addin/sync/diff.ts'
import { entityNames, entityOf } from '#model/entities.ts'

const fields = entityNames.flatMap(name =>
  Object.entries(entityOf(name).fields).map(([field, declared]) => [`${name}.${field}`, declared] as const),
)

describe.each(['zh', 'en'] as const)('validation in %s', language => {
  test('every column that the system fills refuses typing and says so', () => {
    const computed = fields.filter(([, field]) => !isTyped(field))
    expect(computed.length).toBeGreaterThan(40)
    for (const [name, field] of computed) {
      const validation = validationOf(field, language)
      expect(validation?.rule, name).toEqual({ custom: { formula: '=FALSE' } })
      expect(validation?.errorAlert.style).toBe('Stop')
      expect(validation?.errorAlert.message).toContain(field.label[language])
    }
  })

  test('Excel’s limits hold: titles of 32, messages of 225, lists of 255 characters', () => {
    for (const [name, field] of fields) {
      const validation = validationOf(field, language)
      if (!validation) continue
      expect(validation.errorAlert.title.length, name).toBeLessThanOrEqual(32)
      expect(validation.errorAlert.message.length, name).toBeLessThanOrEqual(225)
      expect((validation.prompt?.message ?? '').length, name).toBeLessThanOrEqual(225)
      expect(listOf(validation).length, name).toBeLessThanOrEqual(255)
    }
  })

  test('a cell that reads hours, 万元 or a date in words lets text through; a closed list does not', () => {
    const typed = fields.filter(([, field]) => isTyped(field))
    const stops = (kinds: string[]) =>
      typed
        .filter(([, field]) => kinds.includes(field.kind))
        .map(([, field]) => validationOf(field, language, ['C1'])?.errorAlert.showAlert)
    expect(
      new Set(stops(['work', 'money', 'unitPrice', 'quantity', 'ratio', 'start', 'finish', 'ref'])),
    ).toEqual(new Set([false]))
    expect(new Set(stops(['oneOf', 'boolean']))).toEqual(new Set([true]))
  })

  test('every choice of a drop-down is in its list', () => {
    const lists = fields.filter(([, field]) => field.kind === 'oneOf' && isTyped(field))
    const offered = lists.map(([, field]) => listOf(validationOf(field, language)).split(','))
    expect(offered).toEqual(lists.map(([, field]) => field.choices.map(choice => choice.words[language])))
    expect(lists.length).toBeGreaterThan(10)
  })
})

function listOf(validation: ReturnType<typeof validationOf>): string {
  const source = validation?.rule.list?.source
  return typeof source === 'string' ? source : ''
}
