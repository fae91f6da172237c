import { applyEdits } from '#calc/apply-edits.ts'
import type { AppliedEdits } from '#calc/edit-state.ts'
import { findUnlevelled } from '#calc/find-unlevelled.ts'
import { findUnsimulated } from '#calc/find-unsimulated.ts'
import { whatIfDifferences, whatIfFigures } from '#calc/what-if-figures.ts'
import { whatIfPlan } from '#calc/what-if-plan.ts'
import { simulatedDifferences } from '#calc/what-if-simulated.ts'
import type { Plan } from '#model/plan.ts'
import type { Problem } from '#model/problems.ts'
import type { WhatIfAnswer, WhatIfRequest } from '#model/what-if-contract.ts'
import type { Store } from '#store/store.ts'
import type { Actor } from './analytics.ts'
import type { ForecastLearning } from './forecast-learning.ts'
import { nameLastEditors } from './name-last-editors.ts'
import { readEditState } from './read-edit-state.ts'
import { readSimulationHistory } from './read-simulation-history.ts'
import type { RefreshPool } from './refresh-pool.ts'
import { rememberSheets } from './remember-sheets.ts'
import { ScenarioSimulator } from './simulate-scenarios.ts'
import type { Simulations } from './simulations.ts'

/** What scenarios come to beside the present plan; problems still without language. */
export type WhatIfOutcome = Omit<WhatIfAnswer, 'scenarios' | 'simulation'> & {
  simulation: (Omit<NonNullable<WhatIfAnswer['simulation']>, 'findings'> & { findings: Problem[] }) | null
  scenarios: (Omit<WhatIfAnswer['scenarios'][number], 'reasons' | 'findings'> & {
    reasons: AppliedEdits['reasons']
    findings: Problem[]
  })[]
}

/** Where scenarios are worked out. */
export interface WhatIfWorkers {
  pool: RefreshPool
  learning: ForecastLearning
  simulations: Simulations
}

/**
 * Recalculates a stored project once as it is and once per scenario with the edits that would be accepted from this actor, on the
 * project's own worker, and simulates each where that is asked for. Nothing is stored. Throws `project-unknown`, `columns-unequal`.
 */
export async function whatIf(
  store: Store,
  { pool, learning, simulations }: WhatIfWorkers,
  actor: Actor,
  projectId: string,
  { scenarios, simulate }: WhatIfRequest,
): Promise<WhatIfOutcome> {
  const { plan, others, change, tries, history } = await store.read(async reader => {
    const ids = [projectId, ...(await reader.linkedProjects(projectId))]
    const [own, ...linked] = await reader.readPlans(ids)
    const attempts: AppliedEdits[] = []
    const remembering = rememberSheets(reader)
    for (const { edits } of scenarios) {
      const applied = applyEdits(await readEditState(remembering, actor, projectId, edits), edits)
      await nameLastEditors(reader, projectId, applied.reasons)
      attempts.push(applied)
    }
    const state = await reader.projectState(projectId)
    return {
      plan: own as Plan,
      others: linked,
      change: state.change,
      tries: attempts,
      history: simulate ? await readSimulationHistory(reader, projectId) : null,
    }
  })
  const { family, isSample } = plan.project
  const knowledge = await learning.knowledgeFor({ projectId, family, isSample })
  const quietly = { signal: new AbortController().signal, onStage: () => undefined }
  const calculate = async (one: Plan) => {
    const { schedule, status } = await pool.recalculateLinked(
      { plan: one, others, change },
      knowledge,
      quietly,
    )
    return {
      figures: whatIfFigures(one, schedule, status),
      findings: [...schedule.findings, ...status.findings],
    }
  }
  const simulator = simulate && history ? new ScenarioSimulator(simulations, simulate, history) : null
  const present = await calculate(plan)
  const presentSimulated = (await simulator?.simulate(plan)) ?? null
  const presentFigures = presentSimulated?.figures ?? null
  const known = new Set([...present.findings, ...(presentSimulated?.findings ?? [])].map(identityOf))
  const answered: WhatIfOutcome['scenarios'] = []
  for (const [index, applied] of tries.entries()) {
    const isChanged = applied.journal.length > 0
    const tried = isChanged ? whatIfPlan(plan, applied) : plan
    const { figures, findings } = isChanged ? await calculate(tried) : present
    const simulated = isChanged ? ((await simulator?.simulate(tried)) ?? null) : presentSimulated
    const uncounted = [
      simulator ? null : findUnsimulated(applied.journal, [plan, tried]),
      simulate?.levelled ? null : findUnlevelled(applied.journal, plan, tried),
    ]
    answered.push({
      name: scenarios[index]?.name ?? '',
      figures,
      differences: whatIfDifferences(plan, present.figures, figures),
      simulated: simulated?.figures
        ? {
            figures: simulated.figures,
            differences: presentFigures && simulatedDifferences(plan, presentFigures, simulated.figures),
          }
        : null,
      outcomes: applied.outcomes,
      reasons: applied.reasons,
      findings: [
        ...uncounted.filter(finding => finding !== null),
        ...onlyNew([...findings, ...(simulated?.findings ?? [])], known),
      ],
    })
  }
  return {
    projectId,
    code: plan.project.code,
    currency: plan.project.currency,
    change,
    minutesPerDay:
      plan.calendars.find(({ rowKey }) => rowKey === plan.project.calendarKey)?.minutesPerDay || 480,
    present: present.figures,
    simulation:
      simulator && presentSimulated
        ? { ...simulator.told, present: presentFigures, findings: presentSimulated.findings }
        : null,
    scenarios: answered,
  }
}

/** Each finding once, without those that are known. */
function onlyNew(findings: readonly Problem[], known: ReadonlySet<string>): Problem[] {
  const found = new Map(findings.map(finding => [identityOf(finding), finding]))
  return [...found].filter(([identity]) => !known.has(identity)).map(([, finding]) => finding)
}

/** What makes a finding the same in two calculations: its kind and place, whatever its numbers. */
function identityOf({ code, at }: Problem): string {
  return `${code} ${at?.sheet ?? ''} ${at?.rowKey ?? ''} ${at?.field ?? ''}`
}
