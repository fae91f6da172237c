/** Well-mixed 32 bits of a 32-bit number: two rounds of multiplication and shift. Source: Wellons 2018, Prospecting for Hash Functions
 *  (lowbias32). */
function mix(bits: number): number {
  bits = Math.imul(bits ^ (bits >>> 16), 0x7feb352d)
  bits = Math.imul(bits ^ (bits >>> 15), 0x846ca68b)
  return bits ^ (bits >>> 16)
}

/** The word that every draw of a run starts from; runs are independent of each other and of who makes them. */
export function runWord(seed: number, run: number): number {
  return mix((seed + Math.imul(run, 0x9e3779b9)) | 0)
}

/** 32 random bits of a run for the owner of two key words. */
export function drawBits(word: number, keyA: number, keyB: number): number {
  let bits = Math.imul(word ^ keyA, 0x7feb352d)
  bits ^= bits >>> 15
  bits = Math.imul((bits + keyB) | 0, 0x846ca68b)
  return bits ^ (bits >>> 16)
}

/** A number from 0 up to, not including, 1 in steps of 2^-32, never 0 itself. */
export function shareOfBits(bits: number): number {
  return ((bits >>> 0) + 0.5) / 4294967296
}

/** Key words of an owner by its name, so that its stream stays the same whatever else changes in the plan. */
export function keysOf(name: string): [number, number] {
  let first = 0x811c9dc5
  let second = 0x9747b28c
  for (let i = 0; i < name.length; i++) {
    const letter = name.charCodeAt(i)
    first = Math.imul(first ^ letter, 0x01000193)
    second = mix((second + letter + i) | 0)
  }
  return [mix(first), mix(second ^ first)]
}
