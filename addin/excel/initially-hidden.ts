import type { EntityName } from '#model/entities.ts'

/** Columns that most planners never open: there, bound and live, but hidden until the user unhides them. */
export const initiallyHidden: Partial<Record<EntityName, readonly string[]>> = {
  activity: [
    'kind',
    'secondConstraintKind',
    'secondConstraintAt',
    'completeKind',
    'suspendedAt',
    'resumedAt',
    'expectedFinish',
    'quantity',
    'quantityUnit',
    'externalEarlyStart',
    'externalLateFinish',
    'earlyStart',
    'earlyFinish',
    'lateStart',
    'lateFinish',
    'freeFloat',
  ],
  resource: ['specification', 'calendarKey'],
  costAccount: ['note'],
  forecast: ['fromChange'],
}
