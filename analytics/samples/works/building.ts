import type { WorkStep } from '../work-step.ts'
import { buildingFitting } from './building-fitting.ts'
import { buildingStructure, type BuildingShape } from './building-structure.ts'

/** All steps of a building, each after the steps it follows. */
export function buildingWorks(shape: BuildingShape): WorkStep[] {
  return [...buildingStructure(shape), ...buildingFitting(shape)]
}
