import { findBatch } from './batches.ts'
import type { Connection } from './connection.ts'
import { readFindings } from './findings.ts'
import { readChangedSince, readJournal } from './journal.ts'
import { readLinkedProjects } from './linked-projects.ts'
import { readFollowers, readStaleLinks } from './linked-results.ts'
import { readState } from './project-state.ts'
import { readBases, readNewestModel, readScores, readTrackRecord } from './forecast-memory.ts'
import { readFinishedMarks, readFinishedProjects } from './read-history.ts'
import { readPlan, readPlans } from './read-plan.ts'
import { findProject, readProjects } from './read-projects.ts'
import { readResultKeysSince, readResults, readRowKeysByCode, readRows } from './read-rows.ts'
import { readTieOut } from './read-tie-out.ts'
import { readReferencesTo } from './references.ts'
import type { StoreReader } from './store.ts'

/** All reads, each run by `session`: in a transaction that is open, or in one of its own. */
export function storeReader(
  session: <T>(work: (connection: Connection) => Promise<T>) => Promise<T>,
): StoreReader {
  return {
    projects: () => session(readProjects),
    findProject: idOrCode => session(c => findProject(c, idOrCode)),
    projectState: projectId => session(c => readState(c, projectId)),
    rows: (name, projectId, rowKeys) => session(c => readRows(c, name, projectId, rowKeys)),
    results: (name, projectId, rowKeys) => session(c => readResults(c, name, projectId, rowKeys)),
    rowKeysByCode: (name, projectId) => session(c => readRowKeysByCode(c, name, projectId)),
    readPlan: projectId => session(c => readPlan(c, projectId)),
    readPlans: projectIds => session(c => readPlans(c, projectIds)),
    linkedProjects: projectId => session(c => readLinkedProjects(c, projectId)),
    staleLinks: projectId => session(c => readStaleLinks(c, projectId)),
    followers: projectId => session(c => readFollowers(c, projectId)),
    changedSince: (projectId, change) => session(c => readChangedSince(c, projectId, change)),
    resultKeysSince: (name, projectId, number) =>
      session(c => readResultKeysSince(c, name, projectId, number)),
    journal: (projectId, filter) => session(c => readJournal(c, projectId, filter)),
    findings: projectId => session(c => readFindings(c, projectId)),
    tieOutFigures: (projectId, scope) => session(c => readTieOut(c, projectId, scope)),
    finishedProjects: () => session(readFinishedProjects),
    finishedMarks: () => session(readFinishedMarks),
    newestForecastModel: forSamples => session(c => readNewestModel(c, forSamples)),
    trackRecord: version => session(c => readTrackRecord(c, version)),
    backtestScores: version => session(c => readScores(c, version)),
    forecastBases: projectId => session(c => readBases(c, projectId)),
    referencesTo: (projectId, name, rowKeys) => session(c => readReferencesTo(c, projectId, name, rowKeys)),
    findBatch: key => session(c => findBatch(c, key)),
  }
}
