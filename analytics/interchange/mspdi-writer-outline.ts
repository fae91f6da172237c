import type { Activity } from '#model/entities/activity.ts'
import type { Plan } from '#model/plan.ts'

/** One line of the outline: a summary task of a WBS code, or an activity. */
export interface OutlineLine {
  /** Row key of the WBS row or activity; a code where the WBS has no row. */
  key: string
  /** `1.2.3`, counted among its siblings. */
  outline: string
  summary: { code: string; name: string } | null
  /** For a summary, the WBS summary activity of the same code. */
  activity: Activity | null
}

interface Branch {
  key: string
  code: string
  name: string
  branches: Branch[]
  activities: Activity[]
  summary: Activity | null
}

/** The plan as MS Project lists it: every WBS code a summary task, with its activities below it and then the codes below it. A code belongs under the longest one
 *  that it goes on from after a dot. Codes that only activities name get a line of their own. */
export function outlineOf(plan: Plan): OutlineLine[] {
  const root: Branch = { key: '', code: '', name: '', branches: [], activities: [], summary: null }
  const byCode = new Map<string, Branch>()
  const add = (code: string, name: string, key: string) => {
    if (code === '' || byCode.has(code)) return
    byCode.set(code, { key, code, name, branches: [], activities: [], summary: null })
  }
  for (const row of plan.wbs) add(row.code, row.name, row.rowKey)
  for (const { wbs } of plan.activities) if (wbs !== null) add(wbs, wbs, wbs)
  for (const branch of byCode.values()) (aboveOf(branch.code, byCode) ?? root).branches.push(branch)
  for (const activity of plan.activities) {
    const branch = byCode.get(activity.wbs ?? '') ?? root
    if (activity.kind === 'wbsSummary' && branch !== root && branch.summary === null)
      branch.summary = activity
    else branch.activities.push(activity)
  }
  return [...linesOf(root, '')]
}

function* linesOf(branch: Branch, above: string): Generator<OutlineLine> {
  let place = 0
  for (const activity of branch.activities)
    yield { key: activity.rowKey, outline: `${above}${++place}`, summary: null, activity }
  for (const below of branch.branches) {
    const outline = `${above}${++place}`
    const { key, code, name, summary } = below
    yield { key, outline, summary: { code, name }, activity: summary }
    yield* linesOf(below, `${outline}.`)
  }
}

function aboveOf(code: string, byCode: ReadonlyMap<string, Branch>): Branch | null {
  for (let dot = code.lastIndexOf('.'); dot > 0; dot = code.lastIndexOf('.', dot - 1)) {
    const above = byCode.get(code.slice(0, dot))
    if (above) return above
  }
  return null
}
