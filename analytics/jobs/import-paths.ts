import type { ImportSummary, Language } from '#model/contract.ts'
import type { ImportMode } from '#model/exchange-contract.ts'
import type { Plan } from '#model/plan.ts'
import { AppError, describeProblem } from '#model/problems.ts'
import type { NotUsed } from '#interchange/not-used.ts'
import type { Author, Store, StoreTransaction } from '#store/store.ts'
import type { Actor } from './analytics.ts'
import { countAmounts } from './count-amounts.ts'
import { makeHistory } from './make-history.ts'
import { placePlans } from './place-plans.ts'
import type { ReadPlans } from '#interchange/read-plan-file.ts'
import { readOne, readPlanFiles } from './read-plan-files.ts'
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
  return storePlans(store, actor, await readOne(given.name, given.bytes), options)
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
    const updated: string[] = []
    for (const turn of takeTurns(plans)) {
      const fresh: Plan[] = []
      for (const { plan, isStored } of await placePlans(tx, turn, options.mode)) {
        if (!isStored) {
          fresh.push(plan)
          continue
        }
        settled.push(plan)
        await checkCurrency(tx, plan)
        const { kept } = await tx.replacePlan(plan.project.projectId, plan, author)
        for (const row of kept) read.notUsed.push(keptRow(plan, row))
        updated.push(plan.project.projectId)
        options.onStored?.()
      }
      if (fresh.length > 0) await tx.insertPlans(fresh, author)
      settled.push(...fresh)
      for (const _ of fresh) options.onStored?.()
    }
    return updated
  })
  for (const projectId of replaced) await options.tellProject(projectId)
  const language = actor.language ?? 'zh'
  return {
    projects: settled.map(summarisePlan),
    notUsed: read.notUsed.map(found => inWords(found, language)),
  }
}

/** Plans of one project, such as its monthly updates in a folder, are stored one after another, as if each file were imported by itself. */
function takeTurns(plans: readonly Plan[]): Plan[][] {
  const turns: Plan[][] = []
  const times = new Map<string, number>()
  for (const plan of plans) {
    const turn = times.get(plan.project.code) ?? 0
    times.set(plan.project.code, turn + 1)
    const others = turns[turn]
    if (others) others.push(plan)
    else turns.push([plan])
  }
  return turns
}

function markPlan(plan: Plan, { asHistory, isSample = false }: ImportOptions): Plan {
  const marked = isSample ? { ...plan, project: { ...plan.project, isSample } } : plan
  return asHistory ? makeHistory(marked) : marked
}

/** Throws `currency-in-use` where a file would bring a stored project's amounts under another currency. */
async function checkCurrency(tx: StoreTransaction, { project }: Plan): Promise<void> {
  const [stored] = await tx.rows('project', project.projectId)
  if (!stored || stored.currency === project.currency) return
  const count = await countAmounts(tx, project.projectId)
  if (count === 0) return
  throw new AppError(
    'currency-in-use',
    { project: project.code, from: stored.currency, to: project.currency, count },
    { at: { sheet: 'project', rowKey: stored.rowKey, code: project.code, field: 'currency' } },
  )
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
