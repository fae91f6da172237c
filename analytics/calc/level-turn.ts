/** Makes the list that turns a schedule round: the activities in descending order of their finish, those of equal finish in
 *  reverse of the list that made the schedule. Decoding it the other way in time moves every activity to the far end as far as
 *  the others let it (justification: Valls, Ballestin & Quintanilla 2005, EJOR 165, 375-386). */
export function makeTurn(count: number) {
  const byFinish = makeCountingTurn(count)
  const keys = new Float64Array(count)
  return (list: Int32Array, finish: Int32Array, turned: Int32Array): void => {
    let earliest = Infinity
    let latest = -Infinity
    for (let a = 0; a < count; a++) {
      const at = finish[a] as number
      if (at < earliest) earliest = at
      if (at > latest) latest = at
    }
    const span = latest - earliest + 1
    if (span <= 16 * count + 1024) return byFinish(list, finish, turned, latest, span)
    // Times in minutes have too many values to count; the rank in the list makes the keys differ.
    for (let k = 0; k < count; k++)
      keys[k] = (latest - (finish[list[k] as number] as number)) * count + (count - 1 - k)
    keys.sort()
    for (let k = 0; k < count; k++) turned[k] = list[count - 1 - ((keys[k] as number) % count)] as number
  }
}

function makeCountingTurn(count: number) {
  const place = new Int32Array(16 * count + 1026)
  return (list: Int32Array, finish: Int32Array, turned: Int32Array, latest: number, span: number): void => {
    place.fill(0, 0, span + 1)
    for (let a = 0; a < count; a++) place[latest - (finish[a] as number) + 1]!++
    for (let slot = 0; slot < span; slot++) place[slot + 1]! += place[slot] as number
    for (let k = count - 1; k >= 0; k--) {
      const a = list[k] as number
      turned[place[latest - (finish[a] as number)]!++] = a
    }
  }
}
