import { Type } from 'typebox'

const minutes = Type.Array(Type.Union([Type.Integer(), Type.Null()]))

/** Dates and floats as the plan stands, by column and aligned with `rowKeys`; nothing of them is stored. */
export const datesAnswer = Type.Object({
  projectId: Type.String(),
  /** The change number of the plan they were made from. */
  change: Type.Integer(),
  /** Latest finish, plan minutes; null without dated activities. */
  projectFinish: Type.Union([Type.Integer(), Type.Null()]),
  rowKeys: Type.Array(Type.String()),
  /** Plan minutes. */
  start: minutes,
  finish: minutes,
  lateStart: minutes,
  lateFinish: minutes,
  /** Working minutes of the activity's calendar. */
  totalFloat: minutes,
  freeFloat: minutes,
  isCritical: Type.Array(Type.Boolean()),
})
