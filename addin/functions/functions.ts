import type { CellValue } from '#model/contract.ts'
import type { FunctionAnswer, FunctionCells } from './function-cells.ts'

type Streaming = CustomFunctions.StreamingInvocation<number | CustomFunctions.Error>

/** Connects the names in `functions.json` to the server's answers. Each cell stays connected, so it changes when results do. */
export function registerFunctions(cells: FunctionCells): void {
  CustomFunctions.associate('EAC', (project: unknown, invocation: Streaming) =>
    stream(cells, 'EAC', [project], invocation),
  )
  CustomFunctions.associate('CPI', (project: unknown, invocation: Streaming) =>
    stream(cells, 'CPI', [project], invocation),
  )
  CustomFunctions.associate('SPIT', (project: unknown, invocation: Streaming) =>
    stream(cells, 'SPIT', [project], invocation),
  )
  CustomFunctions.associate(
    'FINISH',
    (activity: unknown, percentile: unknown, project: unknown, invocation: Streaming) =>
      stream(cells, 'FINISH', [activity, percentile, project], invocation),
  )
}

function stream(cells: FunctionCells, name: string, given: unknown[], invocation: Streaming): void {
  invocation.onCanceled = cells.watch({ name, arguments: given.map(asValue) }, answer =>
    invocation.setResult(asResult(answer)),
  )
}

/** A left-out argument comes as null or undefined, a blank cell as ''. */
function asValue(given: unknown): CellValue {
  if (typeof given === 'number' || typeof given === 'boolean') return given
  return typeof given === 'string' && given !== '' ? given : null
}

function asResult({ value, problem }: FunctionAnswer): number | CustomFunctions.Error {
  if (problem) return new CustomFunctions.Error(CustomFunctions.ErrorCode.invalidValue, problem.text)
  if (typeof value === 'number') return value
  return new CustomFunctions.Error(CustomFunctions.ErrorCode.notAvailable)
}
