import { describe, expect, test } from 'vitest'
import { readPsplib } from '#interchange/psplib-file.ts'
import { AppError, describeProblem } from '#model/problems.ts'
import { hasPsplib, psplibInstances } from '../../support/psplib.ts'

const singleMode = `jobs (incl. supersource/sink ):  4
RESOURCES
  - renewable                 :  2   R
  - nonrenewable              :  0   N
  - doubly constrained        :  0   D
************************************************************************
PRECEDENCE RELATIONS:
jobnr.    #modes  #successors   successors
   1        1          2           2   3
   2        1          1           4
   3        1          1           4
   4        1          0
************************************************************************
REQUESTS/DURATIONS:
jobnr. mode duration  R 1  R 2
------------------------------------------------------------------------
  1      1     0       0    0
  2      1     3       2    1
  3      1     4       1    0
  4      1     0       0    0
************************************************************************
RESOURCEAVAILABILITIES:
  R 1  R 2
    2    1
************************************************************************
`
const patterson = `4 2
2 1

0 0 0 2
  2 3
3 2 1 1 4
4 1 0 1 4
0 0 0 0
`
const expected = {
  duration: Int32Array.of(0, 3, 4, 0),
  demand: Int32Array.of(0, 0, 2, 1, 1, 0, 0, 0),
  capacity: Int32Array.of(2, 1),
  from: Int32Array.of(0, 0, 1, 2),
  to: Int32Array.of(1, 2, 3, 3),
}
const read = (text: string) => readPsplib(new TextEncoder().encode(text), 'x.sm')

test.each([
  ['single-mode file', singleMode],
  ['single-mode file with Windows line ends', singleMode.replaceAll('\n', '\r\n')],
  ['Patterson file, whose numbers may break over lines', patterson],
])('a %s gives durations, demands, capacities and links', (_, text) => {
  expect(read(text)).toEqual(expected)
})

describe('what is wrong with a file is named with its line', () => {
  test.each([
    ['no levelling file at all', 'hello', 'level-file-unknown', null],
    ['an empty file', '', 'file-empty', null],
    ['a file cut in its heading', singleMode.slice(0, 40), 'level-file-cut', 2],
    ['a job too few', singleMode.replace('   4        1          0\n', ''), 'level-file-cut', 24],
    [
      'a file cut in the capacities',
      singleMode.slice(0, singleMode.indexOf('    2    1\n*')),
      'level-file-cut',
      23,
    ],
    ['a Patterson file cut in a job', patterson.slice(0, patterson.indexOf('1 0 1 4')), 'level-file-cut', 7],
    ['more numbers than jobs', `${patterson}7\n`, 'level-count-wrong', 9],
    [
      'a wrong number of successors',
      singleMode.replace('2           2   3', '2           2'),
      'level-count-wrong',
      9,
    ],
    [
      'a job out of order',
      singleMode.replace('   3        1          1', '   5        1          1'),
      'level-count-wrong',
      11,
    ],
    ['a wrong number of demands', singleMode.replace('4       1    0', '4       1'), 'level-count-wrong', 19],
    [
      'a wrong number of capacities',
      singleMode.replace('    2    1\n*', '    2\n*'),
      'level-count-wrong',
      24,
    ],
    [
      'a word for a number',
      singleMode.replace('4       1    0', '4       x    0'),
      'level-value-unreadable',
      19,
    ],
    ['a negative duration', patterson.replace('3 2 1', '-3 2 1'), 'level-value-unreadable', 6],
    ['a successor that is no job', patterson.replace('4 1 0 1 4', '4 1 0 1 5'), 'level-value-unreadable', 7],
    [
      'a demand above the capacity',
      patterson.replace('4 1 0 1', '4 9 0 1'),
      'level-demand-above-capacity',
      7,
    ],
    [
      'jobs that wait for each other',
      patterson.replace('4 1 0 1 4', '4 1 0 2 4 2').replace('3 2 1 1 4', '3 2 1 1 3'),
      'link-loop',
      6,
    ],
    ['a job that waits for itself', patterson.replace('4 1 0 1 4', '4 1 0 1 3'), 'link-loop', 7],
    ['several modes', singleMode.replace('   2        1 ', '   2        3 '), 'level-mode-unsupported', 10],
    [
      'nonrenewable resources',
      singleMode.replace('nonrenewable              :  0', 'nonrenewable              :  2'),
      'level-mode-unsupported',
      4,
    ],
    [
      'durations of millions of periods',
      patterson.replace('4 1 0 1', '9999999 1 0 1'),
      'level-too-long',
      null,
    ],
  ])('%s', (_, text, code, line) => {
    const thrown = outcomeOf(text)
    expect(thrown).toBeInstanceOf(AppError)
    const problem = thrown as AppError
    expect({ code: problem.code, line: problem.at.line ?? null }).toEqual({ code, line })
    expect(describeProblem(problem, 'zh')).not.toMatch(/\{|—/)
  })
})

test('a file cut at any byte is read whole or refused with a code', () => {
  const outcomes = [singleMode, patterson].flatMap(text =>
    Array.from({ length: text.length }, (_, end) => outcomeOf(text.slice(0, end))),
  )
  expect(outcomes.filter(outcome => outcome !== 4 && !(outcome instanceof AppError))).toEqual([])
})

function outcomeOf(text: string): unknown {
  try {
    return read(text).duration.length
  } catch (error) {
    return error
  }
}

test.skipIf(!hasPsplib)(
  'every benchmark file of the shared data is read (skipped where ../shared is not there)',
  () => {
    const jobs = { j30: 32, j60: 62, j90: 92, j120: 122, rg300: 302 }
    for (const [set, count] of Object.entries(jobs))
      for (const { name, bytes } of psplibInstances(set, 1))
        expect(readPsplib(bytes, name).duration.length, name).toBe(count)
  },
)
