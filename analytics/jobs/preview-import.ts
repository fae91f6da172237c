import { basename } from 'node:path'
import { readFile, stat } from 'node:fs/promises'
import { detectKind } from '#interchange/detect-kind.ts'
import type { Language } from '#model/contract.ts'
import type { ImportPreview } from '#model/exchange-contract.ts'
import type { Plan } from '#model/plan.ts'
import { planDifference } from '#store/plan-difference.ts'
import type { Store } from '#store/store.ts'
import { placePlans } from './place-plans.ts'
import { previewLosses } from './preview-losses.ts'
import { previewSheetCounts } from './preview-sheet-counts.ts'
import type { ReadPlans } from '#interchange/read-plan-file.ts'
import { unpackFile } from './unpack-file.ts'
import { readOne, readPlanFiles } from './read-plan-files.ts'

/** What one file holds and what storing it would do; nothing is stored. Throws what reading the file throws. */
export async function previewImport(
  store: Store,
  given: { name: string; bytes: Uint8Array },
  language: Language,
  read: (given: { name: string; bytes: Uint8Array }) => Promise<ReadPlans> = one =>
    readOne(one.name, one.bytes),
): Promise<ImportPreview> {
  const kind = detectKind(given.name.replace(/\.gz$/i, ''), unpackFile(given.name, given.bytes))
  return preview(store, await read(given), { file: given.name, kind, language })
}

/** The same for a path of this machine; a folder is taken as a whole. */
export async function previewPath(store: Store, path: string, language: Language): Promise<ImportPreview> {
  const isFolder = await stat(path).then(
    info => info.isDirectory(),
    () => false,
  )
  if (isFolder)
    return preview(store, await readPlanFiles(path), { file: basename(path), kind: 'folder', language })
  const bytes = await readFile(path).catch(() => null)
  // Reading says what is wrong with a path that is not there.
  if (!bytes)
    return preview(store, await readPlanFiles(path), { file: basename(path), kind: 'file', language })
  return previewImport(store, { name: basename(path), bytes }, language)
}

async function preview(
  store: Store,
  read: ReadPlans,
  { file, kind, language }: { file: string; kind: string; language: Language },
): Promise<ImportPreview> {
  const placed = await store.read(reader => placePlans(reader, read.plans, undefined))
  const projects: ImportPreview['projects'] = []
  for (const { plan, isStored } of placed) {
    projects.push({
      code: plan.project.code,
      name: plan.project.name,
      sheets: previewSheetCounts(plan),
      replaces: isStored ? await replacement(store, plan.project.projectId, plan) : null,
    })
  }
  return {
    file,
    kind,
    encoding: read.encoding ?? null,
    projects,
    notUsed: previewLosses(read.notUsed, language),
  }
}

async function replacement(
  store: Store,
  projectId: string,
  plan: Plan,
): Promise<ImportPreview['projects'][number]['replaces']> {
  const stored = await store.readPlan(projectId)
  const { sheets } = planDifference(stored, projectId, plan)
  return {
    projectId,
    name: stored.project.name,
    sheets: sheets
      .map(({ sheet, created, replaced, removed, final }) => ({
        sheet,
        created: created.length,
        changed: replaced.length,
        unchanged: final.length - created.length - replaced.length,
        deleted: removed.length,
      }))
      .filter(one => one.created + one.changed + one.unchanged + one.deleted > 0),
  }
}
