/** Neighbours of every activity as one list: those of a are `activity[first[a]]` to before `activity[first[a + 1]]`. */
export interface Neighbours {
  first: Int32Array
  activity: Int32Array
}

/** The far end of every link, gathered by its near end. */
export function gatherNeighbours(count: number, near: Int32Array, far: Int32Array): Neighbours {
  const first = new Int32Array(count + 1)
  for (const a of near) first[a + 1]!++
  for (let a = 0; a < count; a++) first[a + 1]! += first[a] as number
  const fill = first.slice()
  const activity = new Int32Array(far.length)
  for (let k = 0; k < far.length; k++) activity[fill[near[k] as number]!++] = far[k] as number
  return { first, activity }
}
