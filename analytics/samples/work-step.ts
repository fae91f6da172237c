import type { CalendarUse } from './site-calendars.ts'
import type { Trade } from './trades.ts'

/** One activity of a sample plan before it has codes, costs or dates. */
export interface WorkStep {
  key: string
  wbs: string
  name: string
  /** Days of its calendar; 0 is a milestone. */
  days: number
  /** Keys of earlier steps with kind and lag in days: `slab FS+3; pile SS`. */
  after: string
  /** What it is made of; null for milestones and waiting. */
  trade: Trade | null
  /** Its part of the direct cost, in parts of the whole list. */
  weight: number
  use: CalendarUse
}

/** A step in short form. */
export function step(
  key: string,
  wbs: string,
  name: string,
  days: number,
  after: string,
  trade: Trade | null = null,
  weight = 0,
  use: CalendarUse = 'site',
): WorkStep {
  return { key, wbs, name, days, after, trade, weight, use }
}

/** The steps with every duration of work multiplied; milestones stay. */
export function stretchSteps(steps: readonly WorkStep[], by: number): WorkStep[] {
  return steps.map(row => ({ ...row, days: row.days === 0 ? 0 : Math.max(2, Math.round(row.days * by)) }))
}
