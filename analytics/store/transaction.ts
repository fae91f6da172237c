import { recordBatch } from './batches.ts'
import type { Connection } from './connection.ts'
import { deleteProject } from './delete-project.ts'
import { replaceFindings } from './findings.ts'
import { addForecastModel, putBacktest, putBasis, putLessons } from './forecast-memory.ts'
import { insertPlans } from './insert-plans.ts'
import { appendChanges, countChanges } from './journal.ts'
import { putLinkedResults } from './linked-results.ts'
import { nextChange, nextResult } from './project-state.ts'
import { storeReader } from './reader.ts'
import { replacePlan } from './replace-plan.ts'
import type { StoreTransaction } from './store.ts'
import { deleteAllRows, deleteRows, insertRows, replaceResults, replaceRows } from './write-rows.ts'

/** Reads and writes on a session whose transaction is open. */
export function storeTransaction(c: Connection): StoreTransaction {
  /** How many edits a batch of this transaction has in the journal. */
  const counts = new Map<string, number>()
  return {
    ...storeReader(work => work(c)),
    nextChange: async projectId => {
      const change = await nextChange(c, projectId)
      counts.set(`${projectId} ${change}`, 0)
      return change
    },
    nextResult: (projectId, fromChange) => nextResult(c, projectId, fromChange),
    putLinkedResults: (projectId, changes) => putLinkedResults(c, projectId, changes),
    insertRows: (name, rows) => insertRows(c, name, rows),
    replaceRows: (name, rows) => replaceRows(c, name, rows),
    deleteRows: (name, projectId, rowKeys) => deleteRows(c, name, projectId, rowKeys),
    deleteAllRows: (name, projectId) => deleteAllRows(c, name, projectId),
    appendChanges: async (projectId, change, entries, author) => {
      const batch = `${projectId} ${change}`
      const first = counts.get(batch) ?? (await countChanges(c, projectId, change))
      counts.set(batch, first + entries.length)
      await appendChanges(c, projectId, change, first, entries, author)
    },
    recordBatch: batch => recordBatch(c, batch),
    replaceResults: (name, projectId, rows, number) => replaceResults(c, name, projectId, rows, number),
    replaceFindings: (projectId, number, findings) => replaceFindings(c, projectId, number, findings),
    putLessons: lessons => putLessons(c, lessons),
    addForecastModel: model => addForecastModel(c, model),
    putBacktest: (version, trackRecord, scores) => putBacktest(c, version, trackRecord, scores),
    putForecastBasis: basis => putBasis(c, basis),
    deleteProject: projectId => deleteProject(c, projectId),
    insertPlans: (plans, author) => insertPlans(c, plans, author),
    replacePlan: (projectId, plan, author) => replacePlan(c, projectId, plan, author),
  }
}
