import { namedKey } from '#interchange/named-key.ts'
import { type EntityName, entityOf } from '#model/entities.ts'
import { storedFields } from '#model/entity.ts'
import { planSheets } from '#model/plan-sheets.ts'
import type { Plan } from '#model/plan.ts'

/** The plan under another project id, each row under a key that follows from that id and its own, since files of different databases
 *  number projects and rows alike. `elsewhere` holds the keys of activities of other plans that links may name. */
export function movePlan(plan: Plan, projectId: string, elsewhere: ReadonlyMap<string, string>): Plan {
  const own = new Set<string>(plan.activities.map(activity => activity.rowKey))
  const keyFor = (sheet: EntityName, refersTo: string | null, key: string) => {
    if (refersTo === 'project') return projectId
    if (sheet === 'link' && !own.has(key)) return elsewhere.get(key) ?? key
    return movedKey(projectId, key)
  }
  const move = (sheet: EntityName, row: object): object => {
    const moved: Record<string, unknown> = { ...row, projectId }
    for (const [name, field] of references(sheet))
      if (typeof moved[name] === 'string') moved[name] = keyFor(sheet, field.refersTo, moved[name])
    moved['rowKey'] = sheet === 'project' ? projectId : movedKey(projectId, String(moved['rowKey']))
    return moved
  }
  const moved: Record<string, unknown> = { project: move('project', plan.project) }
  for (const [part, sheet] of Object.entries(planSheets))
    moved[part] = plan[part as keyof typeof planSheets].map(row => move(sheet, row))
  return moved as unknown as Plan
}

/** The key of a row once its plan stands under a project id. */
export function movedKey(projectId: string, rowKey: string): string {
  return namedKey(projectId, rowKey)
}

function references(sheet: EntityName) {
  return storedFields(entityOf(sheet)).filter(([, field]) => field.refersTo !== null)
}
