import { AppError } from '#model/problems.ts'
import { nextTurn } from '../sync/run-in-slices.ts'
import type { SheetBinding, SkippedCell, WorkbookBindings, WorkbookPort } from '../sync/workbook-port.ts'
import { applyChanges } from './apply-changes.ts'
import { readBindings, writeBindings } from './binding-settings.ts'
import { bindTable } from './bind-table.ts'
import { bodyRange, locateTable } from './bound-table.ts'
import { createSheet } from './create-sheet.ts'
import type { ReferenceChoices } from './decorate-table.ts'
import { proposeTable } from './propose-table.ts'
import { readKeys, readTable } from './read-table.ts'
import { runBatch, runQuietly } from './run-batch.ts'
import { readSelectedRow } from './selected-row.ts'
import { readField, readTouched, writeStatus } from './touched-rows.ts'

/** The open workbook. `makeKey` supplies identities for workbooks and rows. */
export function openWorkbookPort(makeKey: () => string): WorkbookPort {
  const choicesOf = new Map<string, ReferenceChoices>()
  const addBinding = async (context: Excel.RequestContext, binding: SheetBinding): Promise<void> => {
    const { bindings } = await readBindings(context, makeKey)
    const others = bindings.sheets.filter(
      known => known.projectId !== binding.projectId || known.sheet !== binding.sheet,
    )
    writeBindings(context, { ...bindings, sheets: [...others, binding] })
    await context.sync()
  }
  const change = (alter: (bindings: WorkbookBindings) => WorkbookBindings): Promise<WorkbookBindings> =>
    runQuietly(async context => {
      const bindings = alter((await readBindings(context, makeKey)).bindings)
      writeBindings(context, bindings)
      await context.sync()
      return bindings
    })
  return {
    bindings: () =>
      runBatch(async context => {
        const { bindings, isNew } = await readBindings(context, makeKey)
        if (isNew) {
          writeBindings(context, bindings)
          await context.sync()
        }
        return bindings
      }),
    chooseProject: async (projectId, projectCode) =>
      void (await change(bindings => ({ ...bindings, projectId, projectCode }))),
    createSheet: (sheet, projectId, language, rows, choices) =>
      runQuietly(async context => {
        const binding = await createSheet(context, sheet, projectId, language, rows, choices)
        choicesOf.set(binding.tableId, choices)
        await addBinding(context, binding)
        return binding
      }),
    liveSheets: projectId => runBatch(context => dropGone(context, projectId, makeKey)),
    readTable: binding =>
      runBatch(async context => {
        const table = await readTable(context, binding)
        if (!table) throw new AppError('sheet-unknown', { sheet: binding.sheet })
        return table
      }),
    writeKeys: (binding, before, keys) =>
      runQuietly(async context => {
        const bound = await locateTable(context, binding)
        const place = bound?.places.get('#key')
        if (!bound || place === undefined) return false
        const now = await readKeys(context, bound)
        if (now.length !== before.length || now.some((key, row) => key !== before[row])) return false
        for (const { row, rowKey } of keys) bodyRange(bound, row, place, 1, 1).values = [[rowKey]]
        await context.sync()
        return true
      }),
    apply: changes =>
      runQuietly(async context => {
        const skipped: SkippedCell[] = []
        for (const one of changes) {
          skipped.push(...(await applyChanges(context, one, choicesOf.get(one.binding.tableId) ?? {})))
          await nextTurn()
        }
        return skipped
      }),
    readTouched: (binding, address) => runBatch(context => readTouched(context, binding, address)),
    readField: (binding, field) => runBatch(context => readField(context, binding, field)),
    // Events stay on: the user may be typing the next cell.
    writeStatus: (binding, texts) => runBatch(context => writeStatus(context, binding, texts)),
    selectCell: (binding, rowKey, field, row) =>
      runBatch(context => selectCell(context, binding, rowKey, field, row)),
    selectedRow: projectId =>
      runBatch(async context => {
        const { bindings } = await readBindings(context, makeKey)
        return readSelectedRow(
          context,
          bindings.sheets.filter(binding => binding.projectId === projectId),
        )
      }),
    showSheet: binding =>
      runBatch(async context => {
        context.workbook.worksheets.getItem(binding.worksheetId).activate()
        await context.sync()
      }),
    openWorkbook: async bytes => {
      await Excel.createWorkbook(toBase64(new Uint8Array(bytes)))
    },
    proposeTable: (sheet, language) => runBatch(context => proposeTable(context, sheet, language)),
    bindTable: (proposal, projectId, language) =>
      runQuietly(async context => {
        const binding = await bindTable(context, proposal, projectId, language)
        await addBinding(context, binding)
        return binding
      }),
  }
}

/** Bindings of a project whose table and key column still stand; others are forgotten. */
async function dropGone(
  context: Excel.RequestContext,
  projectId: string,
  makeKey: () => string,
): Promise<SheetBinding[]> {
  const { bindings } = await readBindings(context, makeKey)
  const tables = context.workbook.tables
  tables.load('items/id')
  await context.sync()
  const present = new Set(tables.items.map(table => table.id))
  const live = bindings.sheets.filter(binding => present.has(binding.tableId))
  if (live.length < bindings.sheets.length) {
    writeBindings(context, { ...bindings, sheets: live })
    await context.sync()
  }
  return live.filter(binding => binding.projectId === projectId)
}

async function selectCell(
  context: Excel.RequestContext,
  binding: SheetBinding,
  rowKey: string,
  field: string,
  position?: number,
): Promise<boolean> {
  const bound = await locateTable(context, binding)
  if (!bound) return false
  const keys = await readKeys(context, bound)
  const row = rowKey === '' ? (position ?? -1) : keys.indexOf(rowKey)
  if (row < 0 || row >= bound.rows || keys[row] !== rowKey) return false
  const place = bound.places.get(field) ?? bound.places.get('code') ?? bound.places.get('#status') ?? 0
  const cell = bodyRange(bound, row, place, 1, 1)
  bound.sheet.activate()
  cell.getEntireColumn().columnHidden = false
  cell.select()
  await context.sync()
  return true
}

function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let from = 0; from < bytes.length; from += 0x8000)
    text += String.fromCharCode(...bytes.subarray(from, from + 0x8000))
  return btoa(text)
}
