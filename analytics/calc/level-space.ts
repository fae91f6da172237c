import type { Neighbours } from './level-neighbours.ts'

/** What the search needs to know of a plan. It looks for a good order of the activities; how an order becomes a schedule is
 *  the decoder's own matter, so that the same search serves plans of whole periods and plans with calendars and several
 *  projects.
 *
 *  A decoder for real plans plugs in so: `decode` walks the list and gives each activity the first time that its links, its
 *  calendar and the resources left over by those before it allow, in minutes; `before` and `after` hold the links of all
 *  kinds (whatever must be placed first when time runs forward); the value is what is to be small, such as the finish, the
 *  finishes of the projects weighted by their priority, or finish plus a large amount per minute beyond an activity's float.
 *  Backward, the same is done from the end: time is counted down from a fixed moment of the decoder's choice, `start` holds
 *  the moment counted from there at which the activity ends and `finish` that at which it begins, and the value says how
 *  good such a schedule is among the backward ones only. Times and values may be of any size; times are whole numbers. */
export interface LevelSpace {
  activityCount: number
  /** What must stand before and after each activity in a forward list. */
  before: Neighbours
  after: Neighbours
  /** The smaller, the earlier in the first lists; such as the latest finish. */
  rank: Float64Array
  /** No schedule has a smaller value; a schedule that reaches it ends the search. */
  lowerBound: number
  /** Raises a lower bound as far as it can be proved while the best value known is `upper`. Gives up when told so or out of
   *  steps. */
  raiseBound?(lower: number, upper: number, limits: { steps: number; isOver: () => boolean }): number
  /** Good lists to begin with, such as those of priority rules. */
  firstLists?: readonly Int32Array[]
  /** Places the activities in the order of the list and writes their times; gives the value to be made small. As soon as it is
   *  sure to exceed the limit it may stop and give any value above; the times are then not looked at. */
  decode(list: Int32Array, isBackward: boolean, start: Int32Array, finish: Int32Array, limit: number): number
}
