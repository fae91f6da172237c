/** Activities that share renewable resources, as columns; times in whole periods from 0, links finish to start. */
export interface LevelProblem {
  duration: Int32Array
  /** Units in use while the activity runs: of activity a and resource k at `a * capacity.length + k`. */
  demand: Int32Array
  /** Units of each resource in every period. */
  capacity: Int32Array
  from: Int32Array
  to: Int32Array
}
