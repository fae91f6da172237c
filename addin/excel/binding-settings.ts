import { type EntityName, isEntityName } from '#model/entities.ts'
import type { SheetBinding, WorkbookBindings } from '../sync/workbook-port.ts'

const settingName = 'Plumbline.bindings'

/** The binding map as saved in the workbook's settings; a workbook without one gets an identity, to be saved. */
export async function readBindings(
  context: Excel.RequestContext,
  makeKey: () => string,
): Promise<{ bindings: WorkbookBindings; isNew: boolean }> {
  const settings = context.workbook.settings
  settings.load('items/key,items/value')
  await context.sync()
  const setting = settings.items.find(({ key }) => key === settingName)
  const saved = setting ? parseBindings(setting.value as unknown) : null
  const bindings = saved ?? { workbookId: makeKey(), projectId: null, projectCode: null, sheets: [] }
  return { bindings, isNew: saved === null }
}

/** Saves the binding map; the caller syncs. */
export function writeBindings(context: Excel.RequestContext, bindings: WorkbookBindings): void {
  context.workbook.settings.add(settingName, JSON.stringify(bindings))
}

/** The binding of a sheet of a project. */
export function findBinding(
  bindings: WorkbookBindings,
  projectId: string,
  sheet: EntityName,
): SheetBinding | null {
  return bindings.sheets.find(binding => binding.projectId === projectId && binding.sheet === sheet) ?? null
}

/** Bindings of sheets this version does not know are left out; they stay with the version that made them. */
function parseBindings(value: unknown): WorkbookBindings | null {
  if (typeof value !== 'string') return null
  const saved = JSON.parse(value) as WorkbookBindings
  return { ...saved, sheets: saved.sheets.filter(binding => isEntityName(binding.sheet)) }
}
