import { entity, type StoredRow } from '../entity.ts'
import { initially, oneOf, ref, signedWork } from '../field.ts'

/** A relationship between two activities. Its project is the successor's; the predecessor may be of another project. */
export const link = entity({
  name: 'link',
  sheet: { zh: '逻辑关系', en: 'Links' },
  meaning: { zh: '两道工序之间的一条逻辑关系。', en: 'One relationship between two activities.' },
  codeField: null,
  typed: true,
  fields: {
    predecessorKey: ref('activity')('紧前工序', 'Predecessor'),
    successorKey: ref('activity')('紧后工序', 'Successor'),
    kind: initially(
      oneOf({
        finishToStart: { zh: '完成-开始 FS', en: 'Finish to start FS' },
        startToStart: { zh: '开始-开始 SS', en: 'Start to start SS' },
        finishToFinish: { zh: '完成-完成 FF', en: 'Finish to finish FF' },
        startToFinish: { zh: '开始-完成 SF', en: 'Start to finish SF' },
      })('关系', 'Kind', { width: 18 }),
      'finishToStart',
    ),
    lag: initially(
      signedWork('延时(天)', 'Lag (d)', { help: { zh: '负数为搭接提前。', en: 'Negative is a lead.' } }),
      0 as never,
    ),
    lagKind: initially(
      oneOf({
        working: { zh: '工作时间', en: 'Working time' },
        elapsed: { zh: '日历时间', en: 'Elapsed time' },
        percent: { zh: '紧前工期百分比', en: 'Percent of predecessor' },
      })('延时口径', 'Lag by', {
        help: {
          zh: '百分比时延时为千分之一百分点。',
          en: 'For percent the lag is in thousandths of a percent.',
        },
      }),
      'working',
    ),
  },
})
export type Link = StoredRow<typeof link>
