import type { SimulationAnswer } from '#model/simulation-contract.ts'

/** What the simulations of the gallery assumed: of three kinds from elsewhere than the default. */
export const assumedCosts: SimulationAnswer['costAssumptions'] = [
  { ...assumed('labour', 1), least: 0.93, most: 1.21, source: 'history', projects: 14 },
  { ...assumed('material', 0), least: 0.9, most: 1.2, source: 'given' },
  { ...assumed('machine', 1), least: 0.9, most: 1.17, source: 'history', projects: 12 },
  assumed('subcontract', 0),
  assumed('other', 0.5),
]

function assumed(
  kind: SimulationAnswer['costAssumptions'][number]['kind'],
  timeShare: number,
): SimulationAnswer['costAssumptions'][number] {
  return {
    kind,
    timeShare,
    timeShareSource: 'default',
    least: 0.95,
    most: 1.1,
    source: 'default',
    projects: null,
  }
}
