import { problems, type Problem, type ProblemData, type ProblemPlace } from '#model/problems.ts'
import type { Connection } from './connection.ts'
import { systemTables } from './system-tables.ts'

/** Makes these the findings of a project. */
export async function replaceFindings(
  connection: Connection,
  projectId: string,
  resultNumber: number,
  findings: readonly Problem[],
): Promise<void> {
  await connection.run('DELETE FROM finding WHERE "projectId" = $1', [projectId])
  await connection.append(
    systemTables.finding,
    findings.map(({ code, at, data }, ordinal) => ({
      projectId,
      resultNumber,
      ordinal,
      code,
      at: at ? JSON.stringify(at) : null,
      data: data ? JSON.stringify(data) : null,
    })),
  )
}

/** What the last calculation found, in its order. A code that this version no longer knows is left out. */
export async function readFindings(connection: Connection, projectId: string): Promise<Problem[]> {
  const rows = await connection.read<{ code: string; at: string | null; data: string | null }>(
    'SELECT code, "at", data FROM finding WHERE "projectId" = $1 ORDER BY ordinal',
    [projectId],
  )
  return rows.filter(row => Object.hasOwn(problems, row.code)).map(toProblem)
}

function toProblem({ code, at, data }: { code: string; at: string | null; data: string | null }): Problem {
  return {
    code: code as Problem['code'],
    ...(at === null ? {} : { at: JSON.parse(at) as ProblemPlace }),
    ...(data === null ? {} : { data: JSON.parse(data) as ProblemData }),
  }
}
