/** How the duration of a node is found in each run. */
export const drawKinds = { fixed: 0, triangular: 1, table: 2, correlated: 3 } as const

/** A network ready to be simulated: nodes after their predecessors, times in whole minutes from the data date, each node's in its own
 *  calendar. Slots hold times: node j starts in slot 2j and finishes in slot 2j + 1, conversions have slots of their own, and
 *  `zeroSlot` is always 0, so that a link from it is a bound. */
export interface SimulationNetwork {
  count: number
  slotCount: number
  zeroSlot: number
  /** Per node what its duration is or where its distribution stands. */
  draw: Uint8Array
  /** Of fixed nodes. */
  fixed: Int32Array
  /** Of triangular nodes. */
  least: Float64Array
  likely: Float64Array
  most: Float64Array
  /** Of nodes with a table: duration = offset + scale x value of the table. */
  table: Int32Array
  offset: Float64Array
  scale: Float64Array
  /** Of correlated nodes: the group whose factor it shares, and how much; the loading may be below zero. */
  group: Int32Array
  loading: Float64Array
  /** Two random words that make a node's own stream of numbers, the same whatever else is in the network. */
  keys: Uint32Array
  /** Links into the start of node j are from `linkEnds[2j]` to before `linkEnds[2j + 1]`, into its finish from there to before
   *  `linkEnds[2j + 2]`. */
  linkEnds: Int32Array
  linkSlot: Int32Array
  linkLag: Int32Array
  conversions: SimulationConversions | null
  /** Slots of which the latest is the end of the project, all counted on the same axis. */
  ends: Int32Array
  /** Nodes that risk impacts are added to. */
  riskNode: Int32Array
  riskIndex: Int32Array
  riskCount: number
  groupCount: number
  /** Money per minute of a node's duration, by class: those of class c are from `costEnds[c]` to before `costEnds[c + 1]`. */
  costNode: Int32Array
  costRate: Float64Array
  costEnds: Int32Array
  /** Tables of 1024 pairs of value and rise: by probability for `table` nodes, by standard normal deviate for `correlated` ones. */
  tables: Float32Array[]
}

/** Times carried over into other calendars after a node is placed; those of node j are from `ends[j]` to before `ends[j + 1]`. */
export interface SimulationConversions {
  ends: Int32Array
  from: Int32Array
  add: Int32Array
  to: Int32Array
  table: Int32Array
  tables: TimeTable[]
}

/** A time of one calendar in another, piecewise linear: each entry is twice the value at the beginning of its block of minutes, plus 1
 *  where the value rises by a minute in every minute of the block. */
export interface TimeTable {
  block: number
  entries: Int32Array
  /** Added before the look-up. */
  shift: number
}

/** Number of pairs in a table. */
export const tableSize = 1024
/** Tables by deviate reach from minus to plus this. */
export const tableReach = 5
