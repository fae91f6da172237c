import type { Link } from '#model/entities/link.ts'
import { checkRow } from './check-row.ts'
import type { EditWork } from './edit-work.ts'
import { findNewLoops } from './find-new-loops.ts'

/** Refuses the edits that leave a row or the network wrong: a required cell left blank, an end before its beginning, a circle. */
export function checkBatch(work: EditWork): void {
  checkRows(work)
  checkLoops(work)
}

function checkRows(work: EditWork): void {
  for (const sheet of work.rows.sheets()) {
    for (const row of work.rows.kept(sheet).values()) {
      const createEdit = work.rows.createdBy(sheet, row.rowKey)
      for (const { problem, fields } of checkRow(sheet, row, createEdit !== undefined)) {
        work.each(
          edit =>
            work.keyOf(edit) === row.rowKey &&
            work.sheetOf(edit) === sheet &&
            (createEdit !== undefined || fields.includes(work.fieldOf(edit))),
          edit =>
            work.refuse(
              edit,
              problem,
              createEdit === undefined
                ? work.shown(sheet, work.fieldOf(edit), work.rows.stored(sheet, row.rowKey) ?? row)
                : null,
            ),
        )
      }
    }
  }
}

function checkLoops(work: EditWork): void {
  for (const row of work.rows.kept('link').values())
    if (row.predecessorKey && row.successorKey) work.links.put(row as unknown as Link)
  if (work.linkEdits.size === 0) return
  for (const { cycle, linkKeys } of findNewLoops(work.links.all(), new Set(work.linkEdits.keys()))) {
    const names = cycle.map(key => work.codes.codeOf('activity', key) ?? key)
    for (const edit of linkKeys.flatMap(linkKey => work.linkEdits.get(linkKey) ?? [])) {
      const row = work.rows.stored(work.sheetOf(edit), work.keyOf(edit))
      const stored = row && work.setsLinks(edit) ? work.shown('activity', work.fieldOf(edit), row) : null
      work.refuse(edit, { code: 'link-loop', data: { cycle: names.join(' → ') } }, stored)
    }
  }
}
