import { randomUUID } from 'node:crypto'
import type { ImportSummary, Language } from '#model/contract.ts'
import type { ImportMode } from '#model/exchange-contract.ts'
import type { Plan } from '#model/plan.ts'
import { describeProblem } from '#model/problems.ts'
import type { NotUsed } from '#interchange/not-used.ts'
import type { Author, Store } from '#store/store.ts'
import type { Actor } from './analytics.ts'
import { makeHistory } from './make-history.ts'
import { movePlan } from './move-plan.ts'
import { readPlanFile, readPlanFiles, type ReadPlans } from './read-plan-files.ts'
import { summarisePlan } from './summarise-plan.ts'

export interface ImportOptions {
  /** Finished projects that forecasts learn from. */
  asHistory: boolean
  isSample?: boolean
  at: string
  /** `new` stores a project whose code is taken under a code of its own instead of bringing the stored one up to date. */
  mode?: ImportMode
  tellProject: (projectId: string) => Promise<void>
  /** Told after each project, within the transaction: throwing takes everything back. */
  onStored?: () => void
}

/** Reads files or folders and stores what they hold, all in one transaction. A project with the same code and source is brought up to date. */
export async function importPaths(
  store: Store,
  actor: Actor,
  paths: readonly string[],
  options: ImportOptions,
): Promise<ImportSummary> {
  const read: ReadPlans = { plans: [], notUsed: [] }
  for (const path of paths) {
    const found = await readPlanFiles(path)
    read.plans.push(...found.plans)
    read.notUsed.push(...found.notUsed)
  }
  return storePlans(store, actor, read, options)
}

/** The same for one file whose bytes came over the network. */
export async function importFile(
  store: Store,
  actor: Actor,
  given: { name: string; bytes: Uint8Array },
  options: ImportOptions,
): Promise<ImportSummary> {
  return storePlans(store, actor, await readPlanFile(given.name, given.bytes), options)
}

/** Stores what files held in one transaction. */
export async function storePlans(
  store: Store,
  actor: Actor,
  read: ReadPlans,
  options: ImportOptions,
): Promise<ImportSummary> {
  const author: Author = { who: actor.name, role: actor.role, at: options.at, batch: null }
  const plans = read.plans.map(plan => markPlan(plan, options))
  const settled: Plan[] = []
  const replaced = await store.write(async tx => {
    const known = new Map((await tx.projects()).map(project => [project.code, project]))
    const used = new Set([...known.keys(), ...plans.map(plan => plan.project.code)])
    const fresh: Plan[] = []
    const updated: string[] = []
    for (const plan of plans) {
      const stored = options.mode === 'new' ? undefined : known.get(plan.project.code)
      if (!stored) {
        fresh.push(movePlan(known.has(plan.project.code) ? withFreeCode(plan, used) : plan, randomUUID()))
        continue
      }
      settled.push(plan)
      const { kept } = await tx.replacePlan(stored.projectId, plan, author)
      for (const row of kept) read.notUsed.push(keptRow(plan, row))
      updated.push(stored.projectId)
      options.onStored?.()
    }
    if (fresh.length > 0) await tx.insertPlans(fresh, author)
    settled.push(...fresh)
    for (const _ of fresh) options.onStored?.()
    return updated
  })
  for (const projectId of replaced) await options.tellProject(projectId)
  const language = actor.language ?? 'zh'
  return {
    projects: settled.map(summarisePlan),
    notUsed: read.notUsed.map(found => inWords(found, language)),
  }
}

function markPlan(plan: Plan, { asHistory, isSample = false }: ImportOptions): Plan {
  const marked = isSample ? { ...plan, project: { ...plan.project, isSample } } : plan
  return asHistory ? makeHistory(marked) : marked
}

/** The plan under the first of `CODE-2`, `CODE-3` ... that nothing has. */
function withFreeCode(plan: Plan, used: Set<string>): Plan {
  let number = 2
  while (used.has(`${plan.project.code}-${number}`)) number++
  const code = `${plan.project.code}-${number}`
  used.add(code)
  return { ...plan, project: { ...plan.project, code } }
}

/** A row that the file no longer has but that others still refer to stays, and is named. */
function keptRow(plan: Plan, row: { sheet: string; rowKey: string; target: string }): NotUsed {
  return {
    file: plan.project.code,
    place: `${row.sheet} ${row.rowKey}`,
    reason: { code: 'row-kept', data: { target: row.target } },
  }
}

function inWords({ file, place, reason }: NotUsed, language: Language): ImportSummary['notUsed'][number] {
  return { file, place, reason: describeProblem(reason, language) }
}
