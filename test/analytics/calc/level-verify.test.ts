import { expect, test } from 'vitest'
import type { LevelProblem } from '#calc/level-problem.ts'
import { verifyLevelled } from '#calc/level-verify.ts'

const problem: LevelProblem = {
  duration: Int32Array.of(2, 3, 0),
  demand: Int32Array.of(1, 2, 0),
  capacity: Int32Array.of(2),
  from: Int32Array.of(0),
  to: Int32Array.of(2),
}

test.each([
  [[0, 2, 2], null],
  [[3, 0, 5], null],
  [[0, 1, 2], 'resource 1 is used 3 of 2 in period 1'],
  [[0, 2, 1], 'job 3 starts at 1, before job 1 finishes at 2'],
  [[-1, 2, 2], 'job 1 starts at -1'],
  [[0.5, 4, 4], 'job 1 starts at 0.5'],
  [[0, 2], '2 starts for 3 jobs'],
])('a schedule starting at %j has the fault: %s', (start, fault) => {
  expect(verifyLevelled(problem, start)).toBe(fault)
})
