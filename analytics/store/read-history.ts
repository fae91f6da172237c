import type { Connection } from './connection.ts'

/** A finished project and what was made of it for forecasts to learn from, if anything yet. */
export interface FinishedProject {
  projectId: string
  code: string
  name: string
  family: string | null
  isSample: boolean
  /** The project's last change, and how many statuses it has. */
  change: number
  snapshots: number
  /** The same when its lessons were made, and the form they were made in; null without any. */
  lessonsFromChange: number | null
  lessonsFromSnapshots: number | null
  lessonsForm: number | null
  /** JSON; null without any. */
  lessons: string | null
}

/** Every finished project by code. */
export async function readFinishedProjects(connection: Connection): Promise<FinishedProject[]> {
  return connection.read<FinishedProject>(`
    SELECT f.*, p.code, p.name, p.family, l.lessons, l.form AS "lessonsForm",
      l."fromChange" AS "lessonsFromChange", l.snapshots AS "lessonsFromSnapshots"
    FROM (${finishedProjects}) f
    JOIN project p ON p."projectId" = f."projectId"
    LEFT JOIN "forecastLesson" l ON l."projectId" = f."projectId"
    ORDER BY p.code, f."projectId"`)
}

/** A mark of all finished projects and their states: another where one was finished, changed, or got a status. */
export async function readFinishedMarks(connection: Connection): Promise<string> {
  const [row] = await connection.read<{ marks: string | null }>(`
    SELECT md5(string_agg(concat_ws(' ', "projectId", "isSample", "change", snapshots), ',' ORDER BY "projectId")) AS marks
    FROM (${finishedProjects})`)
  return row?.marks ?? ''
}

const finishedProjects = `
  SELECT p."projectId", p."isSample", s."change", coalesce(n.snapshots, 0)::INTEGER AS snapshots
  FROM project p
  JOIN "projectState" s ON s."projectId" = p."projectId"
  LEFT JOIN (SELECT "projectId", count(*) AS snapshots FROM "statusSnapshot" GROUP BY "projectId") n
    ON n."projectId" = p."projectId"
  WHERE p.status = 'finished'`
