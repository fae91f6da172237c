import type { Simulation, SimulationDriver } from '#model/entities/simulation.ts'
import type { Ratio, RowKey } from '#model/field.ts'
import type { MinorUnits } from '#model/money.ts'
import type { PlanMinute } from '#model/plan-time.ts'
import type { SimulationAnswer } from '#model/simulation-contract.ts'
import type { SimulationOutcome } from '#calc/simulate-plan.ts'
import type { StoreTransaction } from '#store/store.ts'

/** Stores a simulation in the place of one at the same data date, and its drivers in the place of all before. Gives the number of results
 *  that workbooks see it under, null for a project that was never calculated: the sheets go out with its first calculation. */
export async function putSimulation(
  tx: StoreTransaction,
  projectId: string,
  fromChange: number,
  { answer, drivers, findings }: SimulationOutcome,
): Promise<number | null> {
  const identity = { projectId: projectId as RowKey<'project'> }
  const rowKey = `${projectId}:simulation:${answer.statusAt}` as RowKey<'simulation'>
  await tx.deleteRows('simulation', projectId, [rowKey])
  await tx.insertRows('simulation', [
    {
      ...identity,
      rowKey,
      ...summaryOf(answer),
      details: JSON.stringify({ ...answer, findings }),
      fromChange,
    },
  ])
  await tx.deleteAllRows('simulationDriver', projectId)
  await tx.insertRows(
    'simulationDriver',
    drivers.map((driver, index) => ({
      ...identity,
      rowKey: `${projectId}:driver:${driver.sheet}:${driver.rowKey}` as RowKey<'simulationDriver'>,
      ...driverRow(driver, index + 1),
    })),
  )
  const { resultsFromChange } = await tx.projectState(projectId)
  return resultsFromChange === null ? null : tx.nextResult(projectId, resultsFromChange)
}

type WithoutKeys<T> = Omit<T, 'projectId' | 'rowKey'>

function summaryOf(
  answer: SimulationOutcome['answer'],
): Omit<WithoutKeys<Simulation>, 'details' | 'fromChange'> {
  const { finish, cost, jointP80 } = answer
  const time = (minute: number | undefined) => (minute ?? null) as PlanMinute | null
  const money = (minor: number | undefined) => (minor ?? null) as MinorUnits | null
  return {
    statusAt: answer.statusAt as PlanMinute,
    runs: answer.runs,
    seed: answer.seed,
    finishP5: time(at(finish, 0.05)),
    finishP10: time(finish.p10),
    finishP50: time(finish.p50),
    finishP80: time(finish.p80),
    finishP90: time(finish.p90),
    finishP95: time(at(finish, 0.95)),
    plannedFinish: time(finish.planned ?? undefined),
    plannedProbability: finish.plannedProbability as Ratio | null,
    costP5: money(cost ? at(cost, 0.05) : undefined),
    costP10: money(cost?.p10),
    costP50: money(cost?.p50),
    costP80: money(cost?.p80),
    costP90: money(cost?.p90),
    costP95: money(cost ? at(cost, 0.95) : undefined),
    jointP80Finish: time(jointP80?.finish),
    jointP80Cost: money(jointP80?.cost),
  }
}

function at({ curve }: SimulationAnswer['finish'], probability: number): number | undefined {
  return curve.find(point => Math.abs(point.probability - probability) < 1e-9)?.value
}

function driverRow(
  driver: SimulationOutcome['drivers'][number],
  rank: number,
): WithoutKeys<SimulationDriver> {
  const isActivity = driver.sheet === 'activity'
  return {
    kind: driver.sheet,
    activityKey: isActivity ? (driver.rowKey as RowKey<'activity'>) : null,
    riskKey: isActivity ? null : (driver.rowKey as RowKey<'risk'>),
    rank,
    criticality: driver.criticality as Ratio | null,
    cruciality: driver.cruciality,
    sensitivity: driver.sensitivity,
    significance: driver.significance,
    probability: driver.probability as Ratio | null,
    finishLow: driver.finishLow as PlanMinute,
    finishHigh: driver.finishHigh as PlanMinute,
  }
}
