import { writeXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import { readTemplate } from '#interchange/template.ts'

const read = (rows: (string | number | null)[][]) =>
  writeXlsx({
    sheets: [
      { name: '进度计划', rows: [['工序编码', '工序名称', '工期(天)', '紧前工序', '紧后工序'], ...rows] },
    ],
  }).then(bytes => readTemplate(bytes, 'x.xlsx'))

test('a successor column alone gives the links that a predecessor column would', async () => {
  const after = await read([
    ['A1', '挖土', 3, null, 'A2FS+1d;A3SS'],
    ['A2', '垫层', 2, null, null],
    ['A3', '降水', 5, null, null],
  ])
  const before = await read([
    ['A1', '挖土', 3, null, null],
    ['A2', '垫层', 2, 'A1FS+1d', null],
    ['A3', '降水', 5, 'A1SS', null],
  ])
  expect(after.notUsed).toEqual([])
  expect(after.plans[0]?.links).toEqual(before.plans[0]?.links)
  expect(after.plans[0]?.links).toHaveLength(2)
})

test('a link that both columns name is one link; two lags for it are named and the predecessors stand', async () => {
  const { plans, notUsed } = await read([
    ['A1', '挖土', 3, null, 'A2;A3+2d'],
    ['A2', '垫层', 2, 'A1FS', null],
    ['A3', '降水', 5, 'A1FS+1d', 'A9'],
  ])
  expect(plans[0]?.links.map(({ kind, lag }) => [kind, lag])).toEqual([
    ['finishToStart', 0],
    ['finishToStart', 480],
  ])
  expect(notUsed.map(({ place, reason }) => [place, reason.code, reason.data])).toEqual([
    ['进度计划!E2', 'link-lags-differ', { predecessor: 'A1', successor: 'A3' }],
    ['进度计划!E4', 'unknown-successor', { successor: 'A9' }],
  ])
})
