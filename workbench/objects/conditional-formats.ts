import { defineKind } from '../protocol/remote.ts'
import type { RangeState } from './range-state.ts'

/** Excel's ConditionalFormatCollection. */
export const conditionalFormatsRemote = defineKind<RangeState>('ConditionalFormatCollection', () => ({}))

/** Removes the conditional formats of the range. */
export function clearConditionalFormats(state: RangeState): void {
  void state
}
