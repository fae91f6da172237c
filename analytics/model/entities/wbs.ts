import { entity, type StoredRow } from '../entity.ts'
import { text } from '../field.ts'

/** The name of a WBS code; the hierarchy is in the code (`1.2.3`), never in the order of rows. */
export const wbs = entity({
  name: 'wbs',
  sheet: { zh: '分部分项', en: 'WBS' },
  meaning: {
    zh: '分部分项编码及名称，层级由编码决定。',
    en: 'Names of WBS codes; the code holds the hierarchy.',
  },
  codeField: 'code',
  typed: true,
  fields: {
    code: text('分部分项编码', 'WBS code', { width: 16 }),
    name: text('名称', 'Name', { width: 34 }),
  },
})
export type Wbs = StoredRow<typeof wbs>
