import { findLoops } from '#calc/network-loops.ts'
import { buildNetwork } from '#calc/network.ts'
import type { LevelProblem } from '#calc/level-problem.ts'
import { AppError } from '#model/problems.ts'
import { decodeText } from './encoding.ts'
import { PsplibDraft } from './psplib-draft.ts'
import { readPatterson } from './psplib-patterson.ts'
import { readSingleMode } from './psplib-single-mode.ts'

/** Reads a resource-constrained project of the scheduling benchmarks, job 1 as activity 0 and so on: a PSPLIB single-mode file
 *  (Kolisch & Sprecher 1996, EJOR 96, 205-216) or a Patterson file. Throws a `level-...` problem or `link-loop`, with its line. */
export function readPsplib(bytes: Uint8Array, fileName: string): LevelProblem {
  if (bytes.length === 0) throw new AppError('file-empty', { file: fileName })
  const lines = decodeText(bytes).text.split(/\r\n|\n|\r/)
  const draft = new PsplibDraft(fileName)
  if (lines.some(line => /^\s*(file with basedata|jobs\b.*:|PRECEDENCE RELATIONS)/i.test(line)))
    readSingleMode(lines, draft)
  else if (/^[\d\s]+$/.test(lines.slice(0, 2).join(' ')) && lines.join('').trim() !== '')
    readPatterson(lines, draft)
  else throw new AppError('level-file-unknown', { file: fileName })
  const problem = draft.finish()
  refuseLoops(problem, draft)
  return problem
}

function refuseLoops({ duration, from, to }: LevelProblem, draft: PsplibDraft): void {
  const network = buildNetwork(duration.length, from, to)
  if (network.order.length === duration.length) return
  const loop = findLoops(network, to)[0] ?? []
  throw new AppError(
    'link-loop',
    { cycle: loop.map(a => String(a + 1)) },
    { at: draft.at(draft.linkLine[loop[0] ?? 0] ?? 1) },
  )
}
