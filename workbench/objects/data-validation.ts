import { defineKind } from '../protocol/remote.ts'
import type { RangeState } from './range-state.ts'

/** Excel's DataValidation. */
export const dataValidationRemote = defineKind<RangeState>('DataValidation', () => ({}))

/** Removes the validation of the range. */
export function clearValidation(state: RangeState): void {
  void state
}
