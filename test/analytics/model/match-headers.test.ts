import { describe, expect, test } from 'vitest'
import { entities, entityNames, entityOf } from '#model/entities.ts'
import { fieldsOf } from '#model/entity.ts'
import { fieldSynonyms } from '#model/header-words.ts'
import { foldHeader, headerUnit, matchHeaders } from '#model/match-headers.ts'

const fieldsFor = (sheet: keyof typeof entities, headers: string[]) =>
  matchHeaders(sheet, headers).map(found => found?.field ?? null)

test('every label finds its own field in both languages', () => {
  for (const name of entityNames)
    for (const language of ['zh', 'en'] as const) {
      const fields = fieldsOf(entityOf(name))
      const headers = fields.map(([, field]) => field.label[language])
      expect(fieldsFor(name, headers)).toEqual(fields.map(([field]) => field))
    }
})
test('headers of MS Project and of P6 are understood', () => {
  expect(fieldsFor('activity', ['ID', 'Task Name', 'Duration', 'Start', 'Finish', 'Predecessors'])).toEqual([
    'code',
    'name',
    'duration',
    'start',
    'finish',
    'predecessors',
  ])
  expect(fieldsFor('activity', ['标识号', '任务名称', '工期', '开始时间', '完成时间', '前置任务'])).toEqual([
    'code',
    'name',
    'duration',
    'start',
    'finish',
    'predecessors',
  ])
})
test('width, case, blanks, stars and units do not matter', () => {
  expect(fieldsFor('activity', [' 工 序 编 码 *', 'ＤＵＲＡＴＩＯＮ', '紧前工序（FS）'])).toEqual([
    'code',
    'duration',
    'predecessors',
  ])
})
test('a field is taken once and what nobody knows stays free', () => {
  expect(fieldsFor('activity', ['编码', '工序编码', '心情', ''])).toEqual([null, 'code', null, null])
})
describe('units', () => {
  test.each([
    ['预算(万元)', 'tenThousand'],
    ['预算（亿元）', 'hundredMillion'],
    ['单位：万元', 'tenThousand'],
    ['工期[小时]', 'hours'],
    ['完成%', 'percent'],
    ['工期(天)', null],
    ['数量(m3)', null],
  ])('%s', (header, unit) => {
    expect(headerUnit(header)).toBe(unit)
  })
})
test('synonyms name fields that exist, and no word means two fields of a sheet', () => {
  for (const [sheet, words] of Object.entries(fieldSynonyms)) {
    const fields = entityOf(sheet as keyof typeof entities).fields
    const all = Object.entries(words).flatMap(([field, names]) => {
      expect(Object.keys(fields)).toContain(field)
      return [...new Set(names.map(foldHeader))]
    })
    expect([sheet, all.filter((word, place) => all.indexOf(word) !== place)]).toEqual([sheet, []])
  }
})
