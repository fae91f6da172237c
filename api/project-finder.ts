import type { Analytics } from '#analytics'

/** The id of a project named by id or code. Throws `project-unknown`. */
export type ProjectFinder = (idOrCode: string) => Promise<string>

/** Remembers the ids it has seen, which never change; codes may, so they are looked up each time. */
export function createProjectFinder(analytics: Analytics): ProjectFinder {
  const knownIds = new Set<string>()
  return async idOrCode => {
    if (knownIds.has(idOrCode)) return idOrCode
    const { projectId } = await analytics.findProject(idOrCode)
    knownIds.add(projectId)
    return projectId
  }
}
