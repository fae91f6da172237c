import { randomUUID } from 'node:crypto'
import type { EditState } from '#calc/edit-state.ts'
import { lagDaysOf } from '#calc/lag-days.ts'
import { isLinkSide } from '#calc/link-side.ts'
import type { EditColumns } from '#model/contract.ts'
import { type EntityName, entityOf, isEntityName } from '#model/entities.ts'
import { fieldsOf } from '#model/entity.ts'
import { AppError } from '#model/problems.ts'
import type { AnyRow } from '#model/row.ts'
import { unknownProject } from '#model/unknown-project.ts'
import type { StoreReader } from '#store/store.ts'
import type { Actor } from './analytics.ts'
import { countAmounts } from './count-amounts.ts'

/** What the store holds of everything a batch touches. Throws `columns-unequal`, `project-unknown`. */
export async function readEditState(
  reader: StoreReader,
  actor: Actor,
  projectId: string,
  edits: EditColumns,
): Promise<EditState> {
  checkLengths(edits)
  const keysBySheet = new Map<EntityName, Set<string>>()
  const deletedKeys = new Map<EntityName, string[]>()
  edits.sheet.forEach((sheet, edit) => {
    if (!isEntityName(sheet)) return
    const rowKey = edits.rowKey[edit] as string
    keysBySheet.set(sheet, (keysBySheet.get(sheet) ?? new Set()).add(rowKey))
    if (edits.operation[edit] === 'delete')
      deletedKeys.set(sheet, [...(deletedKeys.get(sheet) ?? []), rowKey])
  })
  const rows = new Map<EntityName, Map<string, AnyRow>>()
  for (const [sheet, keys] of keysBySheet) {
    const found = (await reader.rows(sheet, projectId, [...keys])) as unknown as AnyRow[]
    rows.set(sheet, new Map(found.map(row => [row.rowKey, row])))
  }
  const sheets = [...keysBySheet.keys()]
  const codes = new Map<EntityName, ReadonlyMap<string, string>>()
  for (const sheet of codedSheets(sheets)) codes.set(sheet, await reader.rowKeysByCode(sheet, projectId))
  const users = new Map<string, { sheet: EntityName; rowKey: string }[]>()
  for (const [sheet, keys] of deletedKeys) {
    for (const user of await reader.referencesTo(projectId, sheet, keys)) {
      // Loads and frozen baselines follow the plan; they never hold a row.
      if (!entityOf(user.sheet).typed) continue
      users.set(user.target, [...(users.get(user.target) ?? []), { sheet: user.sheet, rowKey: user.rowKey }])
    }
  }
  const touchesLinks =
    sheets.includes('link') ||
    (sheets.includes('activity') && (edits.field.some(isLinkSide) || edits.operation.includes('delete')))
  const [project] = await reader.rows('project', projectId)
  if (!project) {
    const known = await reader.projects()
    throw unknownProject(
      projectId,
      known.map(({ code }) => code),
    )
  }
  return {
    projectId,
    role: actor.role,
    language: actor.language ?? 'zh',
    rows,
    codes,
    links: touchesLinks ? await reader.rows('link', projectId) : [],
    lagDays: touchesLinks
      ? lagDaysOf(
          await reader.rows('activity', projectId),
          await reader.rows('calendar', projectId),
          project.calendarKey,
        )
      : lagDaysOf([], [], null),
    users,
    amounts: setsCurrency(edits) ? await countAmounts(reader, projectId) : 0,
    makeKey: randomUUID,
  }
}

function setsCurrency({ sheet, field }: EditColumns): boolean {
  return sheet.some((name, edit) => name === 'project' && field[edit] === 'currency')
}

/** Sheets whose codes a batch needs: its own and those its references point at. */
function codedSheets(sheets: readonly EntityName[]): EntityName[] {
  const needed = new Set<EntityName>()
  for (const sheet of sheets) {
    if (entityOf(sheet).codeField !== null) needed.add(sheet)
    for (const [, field] of fieldsOf(entityOf(sheet)))
      if (field.refersTo !== null) needed.add(field.refersTo as EntityName)
  }
  return [...needed]
}

function checkLengths(edits: EditColumns): void {
  const count = edits.sheet.length
  for (const [name, column] of Object.entries(edits)) {
    if (column.length !== count)
      throw new AppError('columns-unequal', { column: name, length: column.length, expected: count })
  }
}
