import { expect, test } from 'vitest'
import { headersOf } from '#addin/excel/create-sheet.ts'
import { findHeaderRow, matchHeaders } from '#addin/excel/match-headers.ts'
import { type EntityName, entityNames, entityOf } from '#model/entities.ts'

test('headers of common planners’ tables in both languages are understood', () => {
  expect(matchHeaders('activity', ['序号', '工作名称', '工期（天）', '紧前工作', '备注'])).toEqual([
    'code',
    'name',
    'duration',
    'predecessors',
    null,
  ])
  expect(
    matchHeaders('activity', ['Activity ID', 'Activity Name', 'Original Duration', '% Complete']),
  ).toEqual(['code', 'name', 'duration', 'completeRatio'])
  expect(matchHeaders('resource', ['材料编码', '材料名称', '单位', '综合单价'])).toEqual([
    'code',
    'name',
    'unit',
    'price',
  ])
})

test('a header below a title block is found', () => {
  const rows = [
    ['滨江一标段进度计划', '', ''],
    ['编制日期', '2026-03-01', ''],
    ['编码', '名称', '工期'],
    ['A1', '开工', 0],
  ]
  expect(findHeaderRow('activity', rows)).toBe(2)
})

test('a sheet without known headers is no table', () => {
  expect(
    findHeaderRow('activity', [
      ['a', 'b'],
      [1, 2],
    ]),
  ).toBeNull()
})

test.each(entityNames.flatMap(name => (['zh', 'en'] as const).map(language => [name, language] as const)))(
  'the headers of %s in %s are each there once and lead back to their fields',
  (name: EntityName, language) => {
    const headers = headersOf(name, language)
    expect(new Set(headers.map(header => header.toLowerCase())).size).toBe(headers.length)
    expect(headers).toHaveLength(Object.keys(entityOf(name).fields).length + 2)
  },
)
