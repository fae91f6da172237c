import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readXer } from '#interchange/xer.ts'

const page = readFileSync(join(import.meta.dirname, '../../../analytics/interchange/formats.md'), 'utf8')

/** A file with one row in each table; what is in no table of the page is not taken over. */
function fileWith(tables: readonly string[]): Uint8Array {
  const lines = ['ERMHDR\t8.4', '%T\tPROJECT', '%F\tproj_id\tproj_short_name', '%R\t1\tP']
  for (const table of tables) lines.push(`%T\t${table}`, '%F\tsome_id', '%R\t2')
  return new TextEncoder().encode([...lines, '%E'].join('\n'))
}
const unusedTables = (tables: readonly string[]) =>
  readXer(fileWith(tables), 'a.xer').notUsed.flatMap(({ reason, place }) =>
    reason.code === 'xer-table-not-used' ? [place] : [],
  )

test('every P6 table that formats.md says is taken over is read', () => {
  const tables = [...new Set(page.match(/\b(?:[A-Z]{4,}|TASKRSRC)\b/g))].filter(name =>
    new RegExp(`^\\|.*\\| .*\\b${name}\\b`, 'm').test(page),
  )
  expect(tables).toEqual(expect.arrayContaining(['TASK', 'TASKPRED', 'PROJCOST', 'RSRCRATE']))
  const p6 = tables.filter(
    name => !['PMXML', 'MSPDI', 'DSLIB', 'ERMHDR'].includes(name) && name !== 'PROJECT',
  )
  expect(unusedTables(p6)).toEqual([])
})

test('what formats.md says is not taken over is named table by table', () => {
  // Activity codes, user-defined fields, notebooks, steps, roles, OBS, documents, risks, financial periods.
  const tables = [
    'TASKACTV',
    'ACTVCODE',
    'UDFTYPE',
    'UDFVALUE',
    'TASKNOTE',
    'TASKPROC',
    'ROLES',
    'OBS',
    'TASKDOC',
    'TASKRISK',
    'FINDATES',
  ]
  expect(unusedTables(tables).toSorted()).toEqual(tables.toSorted())
})
