import type { Connection } from './connection.ts'
import { systemTables } from './system-tables.ts'

/** What a finished project teaches, made from its plan as it stood. `lessons` is JSON. */
export interface StoredLessons {
  projectId: string
  fromChange: number
  snapshots: number
  form: number
  lessons: string
}
/** One version of what was learned; JSON where said so in the declaration of the table. */
export interface StoredForecastModel {
  version: number
  forSamples: boolean
  learnedAt: string
  seed: number
  form: number
  historyMarks: string
  projects: number
  learnedFrom: string
  knowledge: string
  trackRecord: string | null
}
export interface StoredScore {
  target: string
  method: string
  slice: string
  projects: number
  mape: number | null
  p80HitRate: number | null
  p10p90Coverage: number | null
}
/** What the forecast of a data date was made from. */
export interface StoredBasis {
  projectId: string
  statusAt: number
  subject: string | null
  notUsed: string
  changed: string | null
}

/** Puts lessons in the place of those of the same projects. */
export async function putLessons(connection: Connection, rows: readonly StoredLessons[]): Promise<void> {
  await connection.run('DELETE FROM "forecastLesson" WHERE "projectId" IN (SELECT unnest($1))', [
    rows.map(row => row.projectId),
  ])
  await connection.append(systemTables.forecastLesson, rows)
}

/** The newest version; null before anything was learned. */
export async function readNewestModel(
  connection: Connection,
  forSamples: boolean,
): Promise<StoredForecastModel | null> {
  const [row] = await connection.read<StoredForecastModel>(
    'SELECT * FROM "forecastModel" WHERE "forSamples" = $1 ORDER BY version DESC LIMIT 1',
    [forSamples],
  )
  return row ?? null
}

/** The JSON of a version's track record; null where it has none yet. */
export async function readTrackRecord(connection: Connection, version: number): Promise<string | null> {
  const [row] = await connection.read<{ trackRecord: string | null }>(
    'SELECT "trackRecord" FROM "forecastModel" WHERE version = $1',
    [version],
  )
  return row?.trackRecord ?? null
}

/** Stores a new version, numbers it and gives the number. Versions long out of use are forgotten. */
export async function addForecastModel(
  connection: Connection,
  model: Omit<StoredForecastModel, 'version' | 'trackRecord'>,
): Promise<number> {
  const [last] = await connection.read<{ version: number | null }>(
    'SELECT max(version) AS version FROM "forecastModel"',
  )
  const version = (last?.version ?? 0) + 1
  await connection.append(systemTables.forecastModel, [{ ...model, version, trackRecord: null }])
  for (const table of ['forecastModel', 'backtestScore'])
    await connection.run(`DELETE FROM "${table}" WHERE version <= $1`, [version - keptVersions])
  return version
}
const keptVersions = 50

/** Notes how right a version has been. */
export async function putBacktest(
  connection: Connection,
  version: number,
  trackRecord: string,
  scores: readonly StoredScore[],
): Promise<void> {
  await connection.run('UPDATE "forecastModel" SET "trackRecord" = $2 WHERE version = $1', [
    version,
    trackRecord,
  ])
  await connection.run('DELETE FROM "backtestScore" WHERE version = $1', [version])
  await connection.append(
    systemTables.backtestScore,
    scores.map(score => ({ ...score, version })),
  )
}

/** The scores of a version in every slice. */
export async function readScores(connection: Connection, version: number): Promise<StoredScore[]> {
  return connection.read<StoredScore>(
    `SELECT target, method, slice, projects, mape, "p80HitRate", "p10p90Coverage"
     FROM "backtestScore" WHERE version = $1 ORDER BY slice, target DESC, method`,
    [version],
  )
}

/** What a project's forecasts were made from, the newest first. */
export async function readBases(connection: Connection, projectId: string): Promise<StoredBasis[]> {
  return connection.read<StoredBasis>(
    'SELECT * FROM "forecastBasis" WHERE "projectId" = $1 ORDER BY "statusAt" DESC',
    [projectId],
  )
}

/** One basis per data date; the situations of dates before the last two are no longer needed. */
export async function putBasis(connection: Connection, basis: StoredBasis): Promise<void> {
  const { projectId, statusAt } = basis
  await connection.run('DELETE FROM "forecastBasis" WHERE "projectId" = $1 AND "statusAt" = $2', [
    projectId,
    statusAt,
  ])
  await connection.append(systemTables.forecastBasis, [basis])
  await connection.run(
    `UPDATE "forecastBasis" SET subject = NULL WHERE "projectId" = $1 AND subject IS NOT NULL AND "statusAt" NOT IN (
       SELECT "statusAt" FROM "forecastBasis" WHERE "projectId" = $1 ORDER BY "statusAt" DESC LIMIT 2)`,
    [projectId],
  )
}
